"""Lists of names and scores, read tolerantly: an event or a reason for each line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Event
from readers_world import events, everything, opened, written

KNOWN = frozenset({"1", "2", "4", "12"})


def test_each_line_is_an_event(tmp_path: Path) -> None:
    path = written(tmp_path / "list.txt", "a.jpg 4+12\r\n\r\n b.jpg\t null\r\nc.jpg AU01 + L12B")
    first, second, third = events(path)
    assert (first.name, str(first.observation.score), first.row) == ("a.jpg", "4+12", 1)
    assert (second.name, second.observation.score.units, second.row) == ("b.jpg", (), 3)
    assert (third.name, str(third.observation.score), third.remarks) == ("c.jpg", "1+L12B", ())
    assert opened(path).format == "score-list"


def test_a_line_that_says_nothing_certain_is_told_with_its_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path / "list.txt", "a.jpg 4\nb.jpg\nc.jpg soft focus\nd.jpg 99\n" + 4 * "e.jpg 12\n"
    )
    good, bare, soft, unknown, *_, last = everything(path, ReadOptions(known=KNOWN))
    assert isinstance(bare, BadRow)
    assert (bare.row, bare.column) == (2, "score")
    assert "has no score" in bare.why
    assert isinstance(soft, BadRow)
    assert "column 7" in soft.why
    assert isinstance(unknown, BadRow)
    assert "'99' is no FACS code" in unknown.why
    assert isinstance(good, Event)
    assert isinstance(last, Event)


def test_what_is_certain_is_kept_beside_what_is_not(tmp_path: Path) -> None:
    (event,) = events(written(tmp_path / "list.txt", "face.jpg 4+12+x\n"))
    assert str(event.observation.score) == "4+12"
    (remark,) = event.remarks
    assert (remark.token, remark.column, remark.kind) == ("x", 15, "doubtful")


def test_a_list_of_other_words_is_no_list_of_scores(tmp_path: Path) -> None:
    path = written(tmp_path / "prose.txt", "chapter 1\nhe came home\nat noon she left\n")
    with pytest.raises(Exception, match="in no format"):
        open_file(path)


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,5}\.jpg", fullmatch=True), st.integers(1, 9))))
def test_every_line_gives_one_record(lines: list[tuple[str, int]]) -> None:
    import io

    text = "x.jpg 1\n" + "".join(f"{name} {code}\n" for name, code in lines)
    found = open_file(io.BytesIO(text.encode()))
    read = list(getattr(found, "events"))  # noqa: B009
    assert [(one.name, str(one.observation.score)) for one in read[1:]] == [
        (name, str(code)) for name, code in lines
    ]
