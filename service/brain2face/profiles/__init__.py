"""Coding profiles: sets of published rules, compiled from the ontology and from nothing else.

A profile keeps, beside its rules, what a verdict needs to give reasons: which rule's face is always
another rule's face, what the tables of the rules' own source say, and what was changed in print.
"""

from __future__ import annotations

from brain2face.profiles.compiling import (
    ProfileCompiler,
    compile_profile,
    profile_names,
    unit_names,
)

__all__ = ["ProfileCompiler", "compile_profile", "profile_names", "unit_names"]
