"""What is done to be quick changes nothing else: parameters, kept answers, spools, a full pool."""

from __future__ import annotations

import io
import threading
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brain2face.knowledge import Knowledge
from brain2face.server.application import assemble
from brain2face.server.cache import Cache
from brain2face.server.environ import parameters
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept
from brain2face.server.refusals import Refused
from brain2face.server.serving import Serving
from brain2face.server.sinks import Full, Sink
from brain2face.server.writing import Writer
from pool_answers import ask

PIECES = (
    b"% %% %2 %4 %41 %3D %3d %0A %25 = == =4 =41 + a b _ ? \t \n \r %\n %\r\n =\n \xc3\xa9".split(
        b" "
    )
)
QUERY = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
CLIENTS = 40


@given(
    st.one_of(st.binary(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))
)
@example(b"ASK%20%7B%7D")
@example(b"%=%")
def test_a_parameter_is_decoded_as_the_standard_library_decodes_it(sent: bytes) -> None:
    sent = sent.replace(b"&", b"")
    try:
        expected = unquote_to_bytes(sent.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        with pytest.raises(Refused):
            parameters(b"x=" + sent)
        return
    assert parameters(b"x=" + sent + b"&") == {"x": [expected]}


def test_a_request_that_is_written_differently_is_known_by_itself_the_next_time(
    small: Knowledge,
) -> None:
    cache = Cache(1_000_000)
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=1)
    serving = Serving(lambda: small, {}, pool, Writer(pool, None, 1.0, 1), cache)
    client = assemble(serving).test_client()
    try:
        client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": "*/*"})
        for _ in range(2):
            client.get(
                "/sparql", query_string={"query": QUERY}, headers={"Accept": "*/*, text/csv;q=0.1"}
            )
    finally:
        pool.close()
    assert len(cache) == 1
    assert len(cache._requests) == 2


def test_an_answer_that_was_given_up_leaves_nothing_in_the_spool() -> None:
    spool = io.BytesIO()
    first = Sink(spool, None, 1_000_000)
    for _ in range(10):
        first.write(b"x" * 100_000)
    with pytest.raises(Full):
        first.write(b"x")
    second = Sink(spool, None, 1_000_000)
    second.write(b"y" * 400_000)
    assert second.finish() == b""
    assert second.spooled == 400_000
    assert spool.getvalue() == b"y" * 400_000


def test_many_short_queries_at_once_all_have_an_answer(small: Knowledge) -> None:
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=1, seconds=10)
    answered: list[bytes] = []
    start = threading.Barrier(CLIENTS)

    def client() -> None:
        start.wait()
        answered.extend(ask(pool, "ASK {}").body for _ in range(5))

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    pool.close()
    assert len(answered) == CLIENTS * 5
