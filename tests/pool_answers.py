"""Asking a pool in the fewest words."""

from __future__ import annotations

from dataclasses import replace

from brain2face.server.evaluated import Evaluated
from brain2face.server.evaluation import Pool
from brain2face.server.frames import Ask

WANTED = {"select": "csv", "ask": "json", "graph": "ntriples"}


def ask(pool: Pool, query: str, form: str | None = None, **more: object) -> Evaluated:
    formats = dict.fromkeys(WANTED, form) if form else WANTED
    return pool.answer(replace(Ask(query, formats, seconds=pool.seconds), **more))  # type: ignore[arg-type]


def answers(pool: Pool) -> bool:
    return b"true" in ask(pool, "ASK {}").body


def whole(evaluated: Evaluated) -> bytes:
    if evaluated.spool is None:
        return evaluated.body
    with evaluated.spool as spool:
        return spool.read(evaluated.size)
