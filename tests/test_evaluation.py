"""Queries that hang or kill the process that evaluates them cost nobody else anything."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.server.evaluation import EvaluationError, Pool

WANTED = {"select": "csv", "ask": "json", "graph": "ntriples"}
ASK = "ASK {}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
DEEP = "SELECT * " + "{" * 100_000
LIMIT = 0.7


@pytest.fixture
def pool(small: Knowledge) -> Iterator[Pool]:
    pool = Pool(small.store, children=1, seconds=LIMIT)
    yield pool
    pool.close()


def answers(pool: Pool) -> bool:
    return b"true" in pool.answer(ASK, WANTED).body


def test_a_child_holds_the_same_graphs(pool: Pool, small: Knowledge) -> None:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    told = pool.answer(query, WANTED).body.split()
    assert told == [b"n", str(len(small.store)).encode()]


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answered(pool: Pool) -> None:
    with pytest.raises(EvaluationError, match=r"longer than 0\.7 seconds") as caught:
        pool.answer(ENDLESS, WANTED)
    assert caught.value.status == 504
    assert answers(pool)


def test_a_query_that_kills_its_child_is_refused_and_the_next_one_answered(pool: Pool) -> None:
    with pytest.raises(EvaluationError) as caught:
        pool.answer(DEEP, WANTED)
    assert caught.value.status == 503
    assert answers(pool)


def test_a_child_that_died_at_rest_is_replaced(pool: Pool) -> None:
    assert answers(pool)
    (child,) = pool._living
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert answers(pool)


def test_a_query_does_not_wait_for_ever_for_a_free_child(pool: Pool) -> None:
    faults: list[int] = []

    def ask() -> None:
        try:
            pool.answer(ENDLESS, WANTED)
        except EvaluationError as error:
            faults.append(error.status)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(faults) == {503, 504}
    assert answers(pool)


def test_faults_of_a_query_come_back_as_they_are(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.answer("ASK {\n ?s }", WANTED)
    assert caught.value.line == 2
    with pytest.raises(UsageFault, match="SERVICE"):
        pool.answer("ASK { SERVICE <http://a/> {} }", WANTED)


def test_a_closed_pool_leaves_no_process(small: Knowledge) -> None:
    pool = Pool(small.store, children=2)
    living = list(pool._living)
    pool.close()
    assert len(living) == 2
    assert all(child.returncode is not None for child in living)
