"""What the gate refuses once too many long answers are on their way."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from typing import Any, cast

import pytest
from werkzeug.test import create_environ

from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from brain2face.server import create_app, gate
from brain2face.server.evaluation import Pool
from brain2face.server.front import Front
from brain2face.server.sent import Sent


class Proto:
    """The side of granian that takes an answer given at once."""

    def __init__(self) -> None:
        self.given: list[tuple[int, bytes]] = []

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.given.append((status, body))


def test_one_long_answer_too_many_is_told_in_words_and_its_file_closed(
    monkeypatch: pytest.MonkeyPatch, small: Knowledge, questions_folder: Path
) -> None:
    monkeypatch.setattr(gate, "_MOST_LONG", 0)
    pool = Pool("/nowhere", children=1)
    app = create_app(small, load_questions(questions_folder), pool)
    one = gate.Gate(cast("Front", app.wsgi_app), 1)
    proto, spool = Proto(), io.BytesIO(b"x" * 9)
    environ: dict[str, Any] = create_environ("/sparql?query=ASK{}")
    asyncio.run(one._send_long(proto, environ, Sent(200, [], spool=spool, size=9)))
    ((status, body),) = proto.given
    assert (status, json.loads(body)["status"]) == (503, 503)
    assert "Too many long answers" in json.loads(body)["detail"]
    assert spool.closed
