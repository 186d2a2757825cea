"""Frames become expressions, movements that go on together become one, habits are set aside."""

from __future__ import annotations

from brain2face.events.activation import Activation
from brain2face.events.aside import Excluded, set_aside
from brain2face.events.closures import closures_named
from brain2face.events.habits import Habit, Habits, habit_sources, load_habits
from brain2face.events.options import EventOptions, EventReport
from brain2face.events.series import activations, events
from brain2face.events.tiers import group

__all__ = [
    "Activation",
    "EventOptions",
    "EventReport",
    "Excluded",
    "Habit",
    "Habits",
    "activations",
    "closures_named",
    "events",
    "group",
    "habit_sources",
    "load_habits",
    "set_aside",
]
