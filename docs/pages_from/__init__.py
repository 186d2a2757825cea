"""Pages of the site that are made from what they describe, each time it is built."""

__all__: list[str] = []
