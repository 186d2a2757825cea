"""The settings of the service, from their declaration."""

from __future__ import annotations

from brain2face.settings import settings_table

__all__ = ["settings"]


def settings() -> str:
    """Give the table of all settings."""
    return settings_table()
