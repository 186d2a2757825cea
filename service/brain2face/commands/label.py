"""``brain2face label``: what a face shows, what was shown and what was felt, into a label."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from brain2face.coding import FaceCoder
from brain2face.coding.faces import HABITS
from brain2face.coding.files import FileOptions, code_file
from brain2face.commands.endpoint import endpoint_option, known_at
from brain2face.commands.label_text import as_json, as_text, document, nested_text, title
from brain2face.commands.progress import watched
from brain2face.commands.sayings import Sayings
from brain2face.commands.telling import Tally, told
from brain2face.errors import UsageFault
from brain2face.events import load_habits, set_aside
from brain2face.labelling import Labelled, Meanings, label, nasty_nice
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.readers import ReadOptions
from brain2face.records import CodedEvent, Event, Span
from brain2face.user_profile import profile_of

__all__ = ["label_faces"]

_EXAMPLES: Final = """\b
Examples:
  brain2face label "4+9" --material disgust --report disgust
  brain2face label "4+5" --material negative --report fear --duration 0.12
  brain2face label sheet.xlsx --rate 200 --material f01=disgust --material f02=happiness
"""


@click.command(name="label", epilog=_EXAMPLES)
@click.argument("score_or_file", metavar="SCORE_OR_FILE")
@click.option(
    "--material",
    multiple=True,
    help="What was shown: disgust, negative, or f01=disgust for the material f01.",
)
@click.option(
    "--report",
    multiple=True,
    help="What was felt: fear, negative, or s03=fear for the subject s03.",
)
@click.option(
    "--duration",
    type=click.FloatRange(min=0),
    help="How long the expression of a score lasts, in s.",
)
@click.option(
    "--profile",
    default="dong2022",
    show_default=True,
    help="Whose rules: a name, or a file of your own.",
)
@click.option(
    "--definition",
    default="dong2022",
    show_default=True,
    help="Whose limits say what is a micro-expression.",
)
@click.option("--rate", type=float, help="Frames a second of the film, if the file does not say.")
@click.option("--json", "whole", is_flag=True, help="Everything, as JSON.")
@endpoint_option
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
    whole: bool,
    endpoint: str | None,
) -> None:
    """Label an expression from its action units, the elicitation material and the self-report.

    SCORE_OR_FILE is a score, or a file of annotations, whose own columns of material and
    self-report are taken where they name an emotion, a valence or a type.
    """
    knowledge = known_at(endpoint)
    meanings = Meanings.load(knowledge)
    shown, said = Sayings.of("--material", material), Sayings.of("--report", report)
    for words in (*shown.values(), *said.values()):
        meanings.read(words)
    coder = FaceCoder(knowledge, profile_of(knowledge, profile), definition=definition)
    if not Path(score_or_file).is_file():
        span = None if duration is None else Span(0.0, duration)
        verdict = coder.verdict(coder.seen(_without_habits(coder, score_or_file, span)))
        found = label(verdict, shown.usual, said.usual, meanings, span, coder.definition)
        click.echo(as_json(found) if whole else as_text(f"Score {verdict.score}", found))
        return
    if duration is not None:
        raise UsageFault("--duration is for one score; a file has its own times.")
    options = FileOptions(reading=ReadOptions(rate=rate))
    coded, bad = _coded(coder, Path(score_or_file), options)
    pairs = [(one, _label_of(one, shown, said, meanings, coder)) for one in coded]
    nested = nasty_nice(coded, meanings)
    if whole:
        click.echo(json.dumps(document(pairs, nested), ensure_ascii=False, indent=2))
    else:
        click.echo(
            "\n\n".join(
                [*(as_text(title(one), found) for one, found in pairs), *nested_text(nested)]
            )
        )
    agreed = sum(found.agreement for _, found in pairs)
    click.echo(f"{len(pairs)} expressions: {agreed} agreed, {len(pairs) - agreed} not.", err=True)
    ctx.exit(2 if bad else 0)


def _without_habits(coder: FaceCoder, text: str, span: Span | None) -> Observation:
    reading, _ = coder.score(text)
    if not reading.whole and not reading.score.units:
        why = "; ".join(map(str, reading.remarks))
        raise UsageFault(f"{text!r} is neither a score ({why}) nor a file.")
    scored = Event(text, Observation(reading.score, reading.doubtful), span)
    kept, excluded = set_aside([scored], load_habits(coder.knowledge, HABITS))
    for one in excluded:
        click.echo(f"{text}: {'+'.join(one.codes)} set aside: {one.reason}.", err=True)
    return kept[0].observation if kept else Observation(Score())


def _coded(coder: FaceCoder, path: Path, options: FileOptions) -> tuple[list[CodedEvent], int]:
    tally = Tally(str(path), strict=False)
    opened = code_file(coder, path, options, watched)
    for remark in opened.remarks:
        tally.say(f"{path} {remark}.")
    return list(told(opened.items, tally)), tally.bad


def _label_of(
    one: CodedEvent, shown: Sayings, said: Sayings, meanings: Meanings, coder: FaceCoder
) -> Labelled:
    event = one.event
    material = shown.about(event.material, event.clip, event.name) or event.material
    report = said.about(event.subject, event.clip, event.name) or event.self_report
    return label(one.verdict, material, report, meanings, event.span, coder.definition)
