"""The commands of ``brain2face``, one file each, imported when called."""

__all__: list[str] = []
