"""Queries that hang or kill the process that evaluates them cost nobody else anything."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.server.evaluated import EvaluationError
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept
from pool_answers import answers, ask

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
DEEP = "SELECT * " + "{" * 100_000
LIMIT = 0.7


@pytest.fixture
def pool(small: Knowledge) -> Iterator[Pool]:
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=1, seconds=LIMIT)
    yield pool
    pool.close()


def test_a_child_holds_the_same_graphs(pool: Pool, small: Knowledge) -> None:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert ask(pool, query).body.split() == [b"n", str(len(small.store)).encode()]


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_answered(pool: Pool) -> None:
    with pytest.raises(EvaluationError, match=r"longer than 0\.7 seconds") as caught:
        ask(pool, ENDLESS)
    assert caught.value.status == 504
    assert answers(pool)


def test_a_client_may_wait_for_less(pool: Pool) -> None:
    with pytest.raises(EvaluationError, match=r"longer than 0\.2 seconds"):
        ask(pool, ENDLESS, seconds=0.2)


def test_a_query_that_kills_its_child_is_refused_and_the_next_one_answered(pool: Pool) -> None:
    with pytest.raises(EvaluationError) as caught:
        ask(pool, DEEP)
    assert caught.value.status in (503, 504)
    assert answers(pool)


def test_a_child_that_died_at_rest_is_replaced(pool: Pool) -> None:
    assert answers(pool)
    (child,) = pool.crowd._idle
    os.kill(child.number, signal.SIGKILL)
    while Path(f"/proc/{child.number}").exists():
        time.sleep(0.01)
    assert answers(pool)


def test_a_keeper_that_died_is_replaced(pool: Pool) -> None:
    assert answers(pool)
    assert pool._keeper
    pool._keeper._process.kill()
    with pytest.raises(EvaluationError):
        ask(pool, ENDLESS)
    assert answers(pool)
    assert pool._keeper.starts == 2


def test_a_query_does_not_wait_for_ever_for_a_free_child(pool: Pool) -> None:
    faults: list[int] = []

    def asking() -> None:
        try:
            ask(pool, ENDLESS)
        except EvaluationError as error:
            faults.append(error.status)

    threads = [threading.Thread(target=asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(faults) == {503, 504}
    assert answers(pool)


def test_a_long_query_gives_way_when_others_wait(small: Knowledge) -> None:
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=1, seconds=30)
    told: list[EvaluationError] = []

    def asking() -> None:
        with pytest.raises(EvaluationError) as caught:
            ask(pool, ENDLESS)
        told.append(caught.value)

    hog = threading.Thread(target=asking)
    hog.start()
    while not pool.crowd.running:
        time.sleep(0.01)
    began = time.monotonic()
    assert answers(pool)
    assert time.monotonic() - began < 10
    hog.join()
    pool.close()
    assert told[0].status == 503
    assert "Others waited" in str(told[0])


def test_faults_of_a_query_come_back_as_they_are(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        ask(pool, "ASK {\n ?s }")
    assert caught.value.line == 2
    with pytest.raises(UsageFault, match="SERVICE"):
        ask(pool, "ASK { SERVICE <http://a/> {} }")


def test_a_closed_pool_leaves_no_process(small: Knowledge) -> None:
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=2)
    assert answers(pool)
    assert pool._keeper
    (child,) = pool.crowd._idle
    keeper = pool._keeper._process
    pool.close()
    assert keeper.poll() is not None
    end = time.monotonic() + 10
    while Path(f"/proc/{child.number}").exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert not Path(f"/proc/{child.number}").exists()
