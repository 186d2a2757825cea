"""An evaluation as data: one nested document, or one flat table with a figure a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from brain2face.assessment.evaluation import Evaluation
from brain2face.assessment.figures import Confusion, Share
from brain2face.assessment.judging import LevelResult, ProfileResult
from brain2face.rules import Conclusion

__all__ = ["COLUMNS", "as_csv", "as_data"]

COLUMNS: Final = (
    *("level", "profile", "figure", "rule", "label", "named"),
    *("value", "low", "high", "count", "n"),
)


def as_data(found: Evaluation) -> dict[str, Any]:
    """Give everything as what JSON can hold."""
    return {
        "source": found.source,
        "format": found.format,
        "judged": found.judged,
        "subjects": found.subjects or None,
        "left_out": asdict(found.left_out),
        "unknown_words": [
            {"word": word, "count": count, "advice": found.advice[word]}
            for word, count in _ordered(found.unknown)
        ],
        "several_meanings": dict(_ordered(found.several)),
        "mapped_but_absent": list(found.unused),
        "remarks": list(found.remarks),
        "cautions": list(found.cautions),
        "levels": [_level(one) for one in found.levels],
    }


def as_csv(found: Evaluation) -> str:
    """Give a table with the columns ``COLUMNS``, a figure a row; a cell is empty where none is."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for level in found.levels:
        for row in _rows(level):
            writer.writerow({"level": level.level, **row})
    return out.getvalue()


def _level(one: LevelResult) -> dict[str, Any]:
    best = one.best
    return {
        "level": one.level,
        "n": one.total,
        "labels": [{**_thing(one.names[iri]), "n": count} for iri, count in one.labels.items()],
        "baseline": {"label": _thing(one.baseline.label), **_figures(one.baseline.confusion)},
        "best": best.profile.name if best else None,
        "profiles": [_profile(own, one) for own in one.profiles],
        "not_judged": list(one.silent),
    }


def _profile(one: ProfileResult, level: LevelResult) -> dict[str, Any]:
    names = level.names
    return {
        "profile": one.profile.name,
        "label": one.profile.label,
        "nameable": _share(one.nameable),
        **_figures(one.confusion),
        "f1": [
            {**_thing(names[iri]), "f1": one.confusion.f1(iri), "n": count}
            for iri, count in level.labels.items()
        ],
        "confusion": [
            {"label": _word(names, label), "named": _word(names, named), "count": count}
            for (label, named), count in _ordered(one.confusion.counts)
        ],
        "rules": [
            {
                "rule": own.rule.name,
                "label": own.rule.label,
                "place": own.rule.place.iri,
                "concludes": [_thing(conclusion) for conclusion in own.concludes],
                "precision": _share(own.precision),
            }
            for own in one.rules
        ],
    }


def _figures(table: Confusion) -> dict[str, Any]:
    return {
        "coverage": _share(table.coverage),
        "accuracy": _share(table.accuracy),
        "accuracy_of_covered": _share(table.accuracy_of_decided),
        "macro_f1": table.macro_f1.value,
    }


def _rows(level: LevelResult) -> Iterator[dict[str, object]]:
    always = f"always {level.baseline.label.label}"
    yield from _table_rows(always, level.baseline.confusion, level)
    for one in level.profiles:
        name = one.profile.name
        yield {"profile": name, "figure": "nameable", **_cells(one.nameable)}
        yield from _table_rows(name, one.confusion, level)
        for own in one.rules:
            concludes = "; ".join(conclusion.label for conclusion in own.concludes)
            row = {"profile": name, "figure": "rule precision", "rule": own.rule.name}
            yield {**row, "named": concludes, **_cells(own.precision)}


def _table_rows(name: str, table: Confusion, level: LevelResult) -> Iterator[dict[str, object]]:
    own = {"profile": name}
    yield {**own, "figure": "coverage", **_cells(table.coverage)}
    yield {**own, "figure": "accuracy", **_cells(table.accuracy)}
    yield {**own, "figure": "accuracy of covered", **_cells(table.accuracy_of_decided)}
    yield {**own, "figure": "macro-F1", "value": table.macro_f1.value, "n": table.total}
    for iri, count in level.labels.items():
        label = level.names[iri].label
        yield {**own, "figure": "F1", "label": label, "value": table.f1(iri), "n": count}
    for (label, named), count in _ordered(table.counts):
        words = {"label": _word(level.names, label), "named": _word(level.names, named)}
        yield {**own, "figure": "confusion", **words, "count": count, "n": level.labels[label]}


def _share(one: Share) -> dict[str, Any]:
    low, high = one.interval or (None, None)
    return {"value": one.value, "low": low, "high": high, "count": one.count, "n": one.of}


def _cells(one: Share) -> dict[str, Any]:
    return {key: "" if value is None else value for key, value in _share(one).items()}


def _thing(one: Conclusion) -> dict[str, str]:
    return {"iri": one.iri, "label": one.label}


def _word(names: Any, key: str) -> str:
    return names[key].label if key in names else key


def _ordered(counts: Any) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
