"""Files that cannot be read: empty, binary, absent, packed, unknown; each with a clear message."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.errors import Brain2FaceError, SourceFileError, UnknownNameError, UsageFault
from brain2face.readers import FORMATS, ReadOptions, open_file, recognise
from brain2face.readers.head import look
from brain2face.readers.source import Source
from brain2face.records import Annotations
from readers_world import everything

LIST = "0002.jpg 4+9+12\n0003.jpg 6+12\n"


@pytest.mark.parametrize("content", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_an_empty_file_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    with pytest.raises(SourceFileError, match="is empty"):
        open_file(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (bytes(range(256)) * 20, "neither a text nor a workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "neither a text nor a workbook"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "packed with gzip"),
        (bytes(400), "is empty|neither a text"),
    ],
)
def test_a_file_that_is_no_text_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(content)
    for format in (None, "sheet"):
        with pytest.raises(SourceFileError, match=told):
            open_file(path, format=format)


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"none\.csv cannot be read: No such file"):
        open_file(tmp_path / "none.csv")
    with pytest.raises(SourceFileError, match="cannot be read: Is a directory"):
        open_file(tmp_path)
    with pytest.raises(SourceFileError, match="cannot be read"):
        open_file(Path("a\0b"))


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceFileError, match=r"a\.csv cannot be read: Permission denied\."):
        open_file(tmp_path / "a.csv")


def test_an_unknown_format_names_those_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text(LIST)
    with pytest.raises(UnknownNameError, match=r"no format 'sheets'.*sheet"):
        open_file(path, format="sheets")


def test_a_text_in_no_format_tells_what_was_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("It was the best of times,\nit was the worst of times.\n")
    with pytest.raises(SourceFileError) as caught:
        open_file(path)
    assert "It was the best of times" in str(caught.value)
    assert all(f"\n  {name}: " in str(caught.value) for name in FORMATS)


def test_an_impossible_rate_and_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text(LIST)
    for rate in (0, -1, float("inf"), float("nan")):
        with pytest.raises(UsageFault, match="frames a second"):
            open_file(path, ReadOptions(rate=rate))
    with pytest.raises(UsageFault, match="no encoding 'utf-9'"):
        open_file(path, ReadOptions(encoding="utf-9"))


def test_the_format_that_is_named_is_the_one_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("name,au\nx,4\n")
    assert open_file(path).format == "sheet"
    assert open_file(path, format="score-list").format == "score-list"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_its_own_name_and_does_not_take_prose(name: str, tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("It was the best of times.\n")
    head = look(Source(path))
    module = sys.modules[f"brain2face.readers.{FORMATS[name]}"]
    assert name == module.NAME
    assert module.WHAT
    assert not module.recognises(head)
    with pytest.raises(SourceFileError):
        recognise(head)


def test_standard_input_is_read_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    long = LIST * 20_000
    stream = io.TextIOWrapper(io.BytesIO(long.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    found = open_file("-")
    assert isinstance(found, Annotations)
    assert sum(1 for _ in found.events) == 40_000


def test_a_named_pipe_is_opened_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(LIST,))
    writer.start()
    assert len(everything(pipe)) == 2
    writer.join()


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_file_is_read_or_refused_in_words(content: bytes) -> None:
    with contextlib.suppress(Brain2FaceError):
        found = open_file(io.BytesIO(content))
        list(found.events if isinstance(found, Annotations) else found.frames)
