"""The access log: whole lines, no secrets, and no request that waits for a slow disk."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.errors import EnvironmentFault
from brain2face.server.access_log import AccessLog, Request, digest

REQUEST = Request(1_700_000_000.25, "127.0.0.1", "GET", "/sparql", "select", 200, 0.0015, 42)
SECONDS = 20


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_request_is_a_line_of_json(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "log")
    log.note(REQUEST)
    log.note(REQUEST._replace(cache="miss", child="timed-out", digest=digest("ASK {}")))
    log.close()
    first, second = lines(tmp_path / "log")
    assert first == {
        "time": "2023-11-14T22:13:20.250Z",
        "client": "127.0.0.1",
        "method": "GET",
        "path": "/sparql",
        "kind": "select",
        "status": 200,
        "seconds": 0.0015,
        "bytes": 42,
        "cache": "off",
    }
    assert second.items() >= {"cache": "miss", "child": "timed-out"}.items()
    assert second["digest"] == digest("ASK {}") != digest("ASK { }")


def test_what_an_address_says_after_its_question_mark_is_not_kept(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "log")
    log.note(REQUEST._replace(path="/sparql?query=secret&access_token=secret"))
    log.close()
    assert "secret" not in (tmp_path / "log").read_text(encoding="ascii")


@settings(max_examples=60, deadline=None)
@given(text=st.text())
def test_no_text_of_a_client_breaks_a_line(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    log = AccessLog(path)
    log.note(REQUEST._replace(path=f"/{text}", method=text, client=text))
    log.close()
    (told,) = lines(path)
    assert told["method"] == text[:20]
    assert told["client"] == text
    assert path.read_bytes().count(b"\n") == 1


def test_a_very_long_path_is_cut(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "log")
    log.note(REQUEST._replace(path="/" + "x" * 100_000))
    log.close()
    assert len((tmp_path / "log").read_bytes()) < 1000


def test_after_the_file_was_moved_the_next_lines_go_to_a_new_one(tmp_path: Path) -> None:
    path, moved = tmp_path / "log", tmp_path / "log.1"
    log = AccessLog(path)
    log.note(REQUEST)
    until(lambda: path.stat().st_size > 0)
    path.rename(moved)
    log.note(REQUEST._replace(status=404))
    until(lambda: path.exists() and path.stat().st_size > 0)
    log.close()
    assert [told["status"] for told in lines(moved) + lines(path)] == [200, 404]


def test_several_logs_write_whole_lines_to_one_file(tmp_path: Path) -> None:
    logs = [AccessLog(tmp_path / "log") for _ in range(4)]

    def write(log: AccessLog) -> None:
        for _ in range(500):
            log.note(REQUEST)
        log.close()

    threads = [threading.Thread(target=write, args=(log,)) for log in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(tmp_path / "log")) == 2000


def test_a_disk_that_stands_still_holds_no_request_up_and_what_is_lost_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brain2face.server.access_log._MOST_WAITING", 100)
    lost: list[int] = []
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    log = AccessLog(pipe, lost.append)
    began = time.monotonic()
    for _ in range(5000):
        log.note(REQUEST)
    assert time.monotonic() - began < SECONDS
    read = 0
    os.set_blocking(reader, False)

    def everything() -> bool:
        nonlocal read
        try:
            read += os.read(reader, 1_000_000).count(b"\n")
        except BlockingIOError:
            return False
        return read + sum(lost) == 5000 and bool(lost)

    until(everything)
    log.close()
    os.close(reader)
    assert read >= 100


def test_a_full_disk_loses_lines_and_nothing_else() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is not here: it stands for a full disk")
    lost: list[int] = []
    log = AccessLog(Path("/dev/full"), lost.append)
    for _ in range(100):
        log.note(REQUEST)
    log.close()
    assert sum(lost) == 100


def test_a_line_that_was_half_written_does_not_spoil_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[int] = []
    path = tmp_path / "log"
    log = AccessLog(path, lost.append)
    write, half = os.write, [True]

    def written(file: int, data: bytes) -> int:
        return write(
            file, data[:20] if half and data.startswith((b"{", b"\n")) and half.pop() else data
        )

    monkeypatch.setattr(os, "write", written)
    log.note(REQUEST)
    until(lambda: path.stat().st_size > 0)
    log.note(REQUEST)
    log.close()
    broken, whole = path.read_text(encoding="ascii").splitlines()
    assert (len(broken), json.loads(whole)["status"], lost) == (20, 200, [1])


def test_a_log_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="No such file or directory"):
        AccessLog(tmp_path / "none" / "log")
