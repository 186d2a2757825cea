"""A user's own rules beside the published ones: from a table or from Turtle, never guessed.

How such a file is written is told with examples in ``docs/reference/profiles.md``.
"""

from __future__ import annotations

from brain2face.user_profile.choosing import load_user_profile, profile_of

__all__ = ["load_user_profile", "profile_of"]
