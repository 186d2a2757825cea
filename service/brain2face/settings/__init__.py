"""How the service is set up: one list of settings, from which flags, files and documents follow."""

from __future__ import annotations

from brain2face.settings.fields import Settings
from brain2face.settings.options import settings_options, settings_table
from brain2face.settings.reading import read_settings

__all__ = ["Settings", "read_settings", "settings_options", "settings_table"]
