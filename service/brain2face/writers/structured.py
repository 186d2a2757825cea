"""JSON and JSON Lines: the whole of each event and its verdict, nothing left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from brain2face import __version__
from brain2face.explain import as_data
from brain2face.records import CodedEvent
from brain2face.rules import Profile
from brain2face.writers.about import About

__all__ = ["as_record", "write_json", "write_lines"]


def as_record(one: CodedEvent) -> dict[str, object]:
    """Give an event and its verdict as what JSON can hold; times are seconds."""
    event, seen = one.event, one.event.observation
    return {
        "name": event.name,
        "subject": event.subject,
        "clip": event.clip,
        "coder": event.coder,
        "row": event.row or None,
        "span": event.span
        and {
            "onset": event.span.onset,
            "apex": event.span.apex,
            "offset": event.span.offset,
            "duration": round(event.span.duration, 6),
        },
        "frames": event.frames
        and {
            "onset": event.frames.onset,
            "apex": event.frames.apex,
            "offset": event.frames.offset,
        },
        "rate": event.rate,
        "length": one.length or None,
        "definition": one.definition or None,
        "score": str(seen.score),
        "doubtful": _ordered(seen.doubtful),
        "unseen": _ordered(seen.unseen),
        "beside": _ordered(event.beside),
        "instrument": seen.instrument,
        "label": event.label,
        "objective_class": event.objective_class,
        "material": event.material,
        "self_report": event.self_report,
        "remarks": [
            {
                "token": fault.token,
                "column": fault.column,
                "reason": fault.reason,
                "advice": fault.advice,
                "kind": fault.kind,
            }
            for fault in event.remarks
        ],
        "extra": dict(event.extra),
        "verdict": as_data(one.verdict),
    }


def write_lines(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write one JSON object a line, an event each; give their number."""
    del about
    count = 0
    for count, one in enumerate(coded, 1):  # noqa: B007
        out.write(_text(as_record(one)) + b"\n")
    return count


def write_json(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write one JSON document; give the number of events.

    ``profiles`` stands after the events, since they are known only when all events were seen.
    """
    profiles: dict[str, Profile] = {}
    out.write(b'{"brain2face": ' + _text(__version__) + b', "source": ' + _text(about.file_name))
    out.write(b', "events": [')
    count = 0
    for count, one in enumerate(coded, 1):
        profiles.setdefault(one.verdict.profile.name, one.verdict.profile)
        out.write((b",\n" if count > 1 else b"\n") + _text(as_record(one)))
    told = [_profile(profile) for profile in profiles.values()]
    out.write(b'\n], "profiles": ' + _text(told) + b"}\n")
    return count


def _profile(profile: Profile) -> dict[str, object]:
    places = {rule.place.iri: rule.place.label for rule in profile.rules}
    return {
        "name": profile.name,
        "label": profile.label,
        "rules_of": [{"iri": iri, "label": label} for iri, label in places.items()],
        "corrections": [{"label": one.label, "reason": one.reason} for one in profile.corrections],
    }


def _ordered(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=lambda one: (int(one.lstrip("M")), one))


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
