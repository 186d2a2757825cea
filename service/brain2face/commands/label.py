"""``brain2face label``: what a face shows, what was shown and what was felt, into a label."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.commands.progress import watched
from brain2face.commands.sayings import Sayings
from brain2face.errors import UsageFault
from brain2face.events.habits import Excluded
from brain2face.explain import in_short
from brain2face.knowledge import Knowledge
from brain2face.labelling import Labelled, Meanings, NastyNice, label, nasty_nice
from brain2face.readers import ReadOptions
from brain2face.records import BadRow, CodedEvent, Span
from brain2face.user_profile import profile_of

if TYPE_CHECKING:
    from brain2face.rules import Conclusion

__all__ = ["label_faces"]

_WIDEST: Final = 100
_EXAMPLES: Final = """\b
Examples:
  brain2face label "4+9" --material disgust --report disgust
  brain2face label "4+5" --material negative --report fear --duration 0.12
  brain2face label sheet.xlsx --rate 200 --material f01=disgust --material f02=happiness
"""


@click.command(name="label", epilog=_EXAMPLES)
@click.argument("score_or_file", metavar="SCORE_OR_FILE")
@click.option(
    "--material", multiple=True, help="What the material stands for: disgust, or f01=disgust."
)
@click.option("--report", multiple=True, help="What the subject says: fear, or s03=fear.")
@click.option(
    "--duration", type=click.FloatRange(min=0), help="How long the expression lasts, in s."
)
@click.option("--profile", default="dong2022", show_default=True, help="Whose rules.")
@click.option("--definition", default="dong2022", show_default=True, help="Whose limits of length.")
@click.option("--rate", type=float, help="Frames a second, where the file does not say.")
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.pass_context
def label_faces(
    ctx: click.Context,
    score_or_file: str,
    material: tuple[str, ...],
    report: tuple[str, ...],
    duration: float | None,
    profile: str,
    definition: str,
    rate: float | None,
    as_json: bool,
) -> None:
    """Label an expression from its action units, the elicitation material and the self-report.

    SCORE_OR_FILE is a score, or a file of annotations, whose own columns of material and
    self-report are taken where they name an emotion, a valence or a type.
    """
    knowledge = Knowledge.load()
    meanings = Meanings.load(knowledge)
    shown, said = Sayings.of("--material", material), Sayings.of("--report", report)
    for words in (*shown.values(), *said.values()):
        meanings.read(words)
    coder = FaceCoder(knowledge, profile_of(knowledge, profile), definition=definition)
    if not Path(score_or_file).is_file():
        reading, verdict = coder.score(score_or_file)
        if not reading.whole and not reading.score.units:
            told = "; ".join(map(str, reading.remarks))
            raise UsageFault(f"{score_or_file!r} is neither a score ({told}) nor a file.")
        span = None if duration is None else Span(0.0, duration)
        found = label(verdict, shown.usual, said.usual, meanings, span, coder.definition)
        click.echo(_json(found) if as_json else _text(f"Score {verdict.score}", found))
        return
    if duration is not None:
        raise UsageFault("--duration is for one score; a file has its own times.")
    options = FileOptions(reading=ReadOptions(rate=rate))
    coded, bad = _coded(coder, Path(score_or_file), options)
    pairs = [(one, _label_of(one, shown, said, meanings, coder)) for one in coded]
    nested = nasty_nice(coded, meanings)
    if as_json:
        click.echo(json.dumps(_document(pairs, nested), ensure_ascii=False, indent=2))
    else:
        click.echo(
            "\n\n".join([*(_text(_title(one), found) for one, found in pairs), *_nested(nested)])
        )
    agreed = sum(found.agreement for _, found in pairs)
    click.echo(f"{len(pairs)} expressions: {agreed} agreed, {len(pairs) - agreed} not.", err=True)
    ctx.exit(2 if bad else 0)


def _coded(coder: FaceCoder, path: Path, options: FileOptions) -> tuple[list[CodedEvent], int]:
    coded: list[CodedEvent] = []
    bad = 0
    for item in code_file(coder, path, options, watched).items:
        if isinstance(item, BadRow):
            bad += 1
            click.echo(f"{path}, row {item.row}, {item.column}: {item.why}.", err=True)
        elif isinstance(item, Excluded):
            click.echo(f"{path}, {item.event.name}: set aside: {item.reason}.", err=True)
        else:
            coded.append(item)
    return coded, bad


def _label_of(
    one: CodedEvent, shown: Sayings, said: Sayings, meanings: Meanings, coder: FaceCoder
) -> Labelled:
    event = one.event
    material = shown.about(event.material, event.clip, event.name) or event.material
    report = said.about(event.subject, event.clip, event.name) or event.self_report
    return label(one.verdict, material, report, meanings, event.span, coder.definition)


def _title(one: CodedEvent) -> str:
    return f"{one.event.name}: {one.event.observation.score} ({in_short(one.verdict)})"


def _text(title: str, found: Labelled) -> str:
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    named = _name(found.label) if found.label else "no label"
    verdict = f"{named}; micro-expression type: {_name(found.micro_type)}"
    lines = [title, f"  {verdict[:1].upper()}{verdict[1:]}"]
    for reason in (*found.reasons, *found.settles):
        lines += textwrap.wrap(
            reason, width, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False
        )
    return "\n".join(lines)


def _nested(nested: tuple[NastyNice, ...]) -> Iterator[str]:
    for one in nested:
        yield f"Nasty-nice: {one.inner.event.name} within {one.outer.event.name}: {one.reason}"


def _name(one: Conclusion) -> str:
    return one.label.removesuffix(" micro-expression type")


def _json(found: Labelled) -> str:
    return json.dumps(_data(found), ensure_ascii=False, indent=2)


def _data(found: Labelled) -> dict[str, object]:
    return {
        "label": {"iri": found.label.iri, "label": found.label.label} if found.label else None,
        "micro_type": {"iri": found.micro_type.iri, "label": found.micro_type.label},
        "agreement": found.agreement,
        "level": found.level,
        "length": found.length or None,
        "conditions": [
            {
                "name": one.name,
                "says": [{"iri": c.iri, "label": c.label, "kind": c.kind} for c in one.says],
                "silence": one.silence or None,
            }
            for one in found.conditions
        ],
        "reasons": found.reasons,
        "settles": found.settles,
    }


def _document(
    pairs: list[tuple[CodedEvent, Labelled]], nested: tuple[NastyNice, ...]
) -> dict[str, object]:
    return {
        "expressions": [
            {"name": one.event.name, "score": str(one.event.observation.score), **_data(found)}
            for one, found in pairs
        ],
        "nasty_nice": [
            {"inner": one.inner.event.name, "outer": one.outer.event.name, "reason": one.reason}
            for one in nested
        ],
    }
