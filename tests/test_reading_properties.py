"""What holds of the tolerant reading for any score and for any text."""

from __future__ import annotations

from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from brain2face.notation import INTENSITIES, SIDES, Score, ScoredUnit, ScoreError, parse_score
from brain2face.reading import read_score

KNOWN = {str(code) for code in range(99)} | {"M55", "M57", "M83"}
NASTY = (
    "0123456789ABELRTUMXyk+,;&/|@?()[]{}.-_:#'\"=~ \t\u00a0\u200b\ufeff"
    "\uff0c\u3001\uff0b\uff11\uff21或和无\u00b2\u00bd\u017f\u00df"
)
WORDS = ["or", "and", "ref(", "(k)", "AU", "au ", "null", "none", "soft", "12", "R4", "5B", "Jan"]
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@st.composite
def units(draw: st.DrawFn) -> ScoredUnit:
    code = draw(st.sampled_from(sorted(KNOWN - {"0"})))
    side = None if code.startswith("M") else draw(st.sampled_from([None, *SIDES]))
    return ScoredUnit(code, draw(st.sampled_from([None, *INTENSITIES])), side)


scores = st.lists(units(), max_size=8, unique_by=lambda one: (one.code, one.side)).map(
    lambda found: Score(tuple(found))
)
texts = st.one_of(
    st.text(max_size=30),
    st.text(NASTY, max_size=30),
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(NASTY)), max_size=14).map("".join),
)


def decorated(unit: ScoredUnit, chance: Random) -> str:
    number, back = unit.code.removeprefix("M"), unit.intensity or ""
    front = "M" if unit.code.startswith("M") else unit.side or ""
    lips = front == "T" and back == "B"
    if front in tuple("LRUTS") and not lips and chance.random() < 0.5:
        front, back = "", chance.choice([front + back, back + front])
    zeros = "0" * chance.randrange(3)
    word = f"{front}{zeros}{number}{back}{chance.choice(['', '', '.'])}"
    prefix = chance.choice(["", "AU", "AU ", "AD", "au", "AU-", "AU: ", "Action unit "])
    return prefix + (word.lower() if chance.random() < 0.3 else word)


@given(scores)
def test_what_is_printed_reads_back_without_a_remark(score: Score) -> None:
    reading = read_score(str(score), KNOWN)
    assert (reading.score, reading.doubtful, reading.remarks) == (score, frozenset(), ())


@given(scores)
def test_full_width_characters_do_not_change_a_score(score: Score) -> None:
    text = str(score).translate(WIDE) if score.units else "\uff4e\uff55\uff4c\uff4c"
    reading = read_score(text, KNOWN)
    assert reading.score == score
    assert reading.whole
    assert len(reading.remarks) >= 1


@given(scores, st.randoms(use_true_random=False))
def test_decorations_do_not_change_a_score(score: Score, chance: Random) -> None:
    sided = any(unit.side for unit in score.units)
    joints = ["+", " + ", "++", " "] + (
        [] if sided else [",", "; ", " & ", "\uff0c", "\u3001", " and "]
    )
    words = [decorated(unit, chance) for unit in score.units]
    words += words[:1] * chance.randrange(2)
    chance.shuffle(words)
    text = "".join(word + chance.choice(joints) for word in words)
    opening, closing = chance.choice([("", ""), (" ", "\n"), ("'", ""), ('"', '"'), ("\ufeff", "")])
    reading = read_score(f"{opening}{text}{closing}" if words else "", KNOWN)
    assert (reading.score, reading.doubtful) == (score, frozenset())
    assert reading.whole


@given(scores, st.sampled_from(["soft focus", "?", "(note)", "99", "2001-02-01", "x\u00b2"]))
def test_what_cannot_be_read_takes_nothing_from_the_rest(score: Score, junk: str) -> None:
    reading = read_score("+".join([*map(str, score.units), junk]), KNOWN)
    assert reading.score == score
    assert not reading.whole


@given(texts)
@example("(((((((((((((12))))))))))))")
@example("1+\u00df?2\u00b2")
@example("\u200b?12y(k)")
def test_any_text_is_read_and_each_remark_stands_at_its_column(text: str) -> None:
    reading = read_score(text, KNOWN)
    for remark in reading.remarks:
        assert remark.token
        assert text.startswith(remark.token, remark.column - 1)
        assert remark.reason
        assert remark.advice
    assert not reading.score.codes & reading.doubtful
    assert reading.score.codes | reading.doubtful <= KNOWN
    assert [one.column for one in reading.remarks] == sorted(one.column for one in reading.remarks)


@given(texts)
def test_the_strict_and_the_tolerant_reading_never_disagree(text: str) -> None:
    reading = read_score(text, KNOWN)
    try:
        strict = parse_score(text, KNOWN)
    except ScoreError:
        assert reading.remarks
    else:
        assert (reading.score, reading.doubtful, reading.remarks) == (strict, frozenset(), ())


@given(texts)
def test_a_code_comes_only_from_digits_of_the_text_or_from_a_neutral_face(text: str) -> None:
    reading = read_score(text, KNOWN)
    digits = text.translate({wide: plain for plain, wide in WIDE.items()})
    for code in (reading.score.codes | reading.doubtful) - {"0"}:
        assert code.removeprefix("M") in digits or "E" in text.upper()


@given(texts)
def test_a_doubt_is_always_told(text: str) -> None:
    reading = read_score(text, KNOWN)
    if reading.doubtful:
        assert any(remark.kind == "doubtful" for remark in reading.remarks)
