"""``python -m brain2face`` is the command ``brain2face``."""

from brain2face.cli import main

__all__: list[str] = []

main()
