"""What a review of the service found in the reading of requests, and in what is kept of them."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from brain2face.server.cache import Cache, Entry
from brain2face.server.packing import unpacked
from brain2face.server.refusals import Refused
from brain2face.server.sent import LONGEST_NAME, name_of
from running_service import TOKEN, Running, running

TABLE = "/sparql?query=SELECT%20%3Fx%20%7BVALUES%20%3Fx%20%7B7%7D%7D"
TYPED = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/n-triples"}
TORN = (
    b"30\r\nINSERT DATA {<x:torn> <x:torn> 1}\r\n",
    b"24\r\nINSERT DATA {<x:torn> <x:torn> 1};  \r\n",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(store=tmp_path_factory.mktemp("review") / "store") as service:
        yield service


def told(service: Running, sent: bytes, *, ends: bool = False) -> bytes:
    """Send bytes, perhaps end the sending, and give what comes back."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as client:
        client.sendall(sent)
        if ends:
            client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b""))


@pytest.mark.parametrize("body", TORN)
def test_an_update_in_chunks_that_is_torn_changes_nothing(service: Running, body: bytes) -> None:
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
    head += "Content-Type: application/sparql-update\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert told(service, head.encode() + body, ends=True)[9:12] == b"400"
    assert b"true" not in service.query("ASK {<x:torn> ?p ?o}", "application/json").body


def test_an_update_in_whole_chunks_is_made(service: Running) -> None:
    text = b"INSERT DATA {<x:whole> <x:p> 1}"
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
    head += "Content-Type: application/sparql-update\r\nTransfer-Encoding: chunked\r\n"
    head += "Connection: close\r\n\r\n"
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (text[:9], text[9:]))
    assert told(service, head.encode() + chunks + b"0\r\n\r\n")[9:12] == b"204"


def test_graphs_whose_names_look_alike_as_bytes_are_told_apart(service: Running) -> None:
    names = {"/rdf-graph-store/%C3%A9": "short", "/rdf-graph-store/%C3%83%C2%A9": "long"}
    for path, value in names.items():
        triple = f'<x:s> <x:p> "{value}" .\n'.encode()
        assert service.send("PUT", path, triple, TYPED).status == 201
    for path, value in [*names.items(), *names.items()]:
        found = service.send("GET", path, None, {"Accept": "application/n-triples"})
        assert f'"{value}"'.encode() in found.body


def test_a_header_in_two_lines_counts_as_one_also_for_what_is_kept(service: Running) -> None:
    service.send("GET", TABLE, None, {"Accept": "text/csv;q=0.1"})
    head = f"GET {TABLE} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nConnection: close\r\n"
    head += "Accept-Encoding: identity\r\n"
    both = "Accept: text/csv;q=0.1\r\nAccept: application/sparql-results+xml\r\n\r\n"
    assert b"content-type: application/sparql-results+xml" in told(service, (head + both).encode())


def test_a_disk_that_refuses_is_no_fault_of_the_client_and_its_path_is_not_told(
    tmp_path: Path,
) -> None:
    with running(store=tmp_path / "store") as service:
        (tmp_path / "store" / "LOCK").unlink()
        (tmp_path / "store" / "LOCK").mkdir()
        answered = service.update("INSERT DATA {<x:s> <x:p> 1}")
    assert answered.status == 503
    assert str(tmp_path).encode() not in answered.body


def test_names_of_requests_take_their_part_of_the_room_and_no_more() -> None:
    cache = Cache(1_000_000)
    for number in range(2000):
        entry = Entry("200 OK", [], b"", f'"{number}"', 0, "ask")
        cache.keep(entry, ("/sparql", "x" * 8000, str(number), None, None))
    kept = sum(
        cache.of_request(("/sparql", "x" * 8000, str(number), None, None), 0) is not None
        for number in range(2000)
    )
    assert 0 < kept <= 1_000_000 // 8000 // 4


def test_a_store_made_anew_has_other_validators_than_the_former(tmp_path: Path) -> None:
    seen = []
    for value in ("old", "new"):
        with running(store=tmp_path / value / "store") as service:
            assert service.update(f"INSERT DATA {{<x:s> <x:p> '{value}'}}").status == 204
        (tmp_path / value / "store").rename(tmp_path / "store")
        with running(store=tmp_path / "store") as service:
            path = "/sparql?query=SELECT%20%2A%20%7B%3Cx:s%3E%20%3Cx:p%3E%20%3Fo%7D"
            seen.append(service.send("GET", path, None, {"Host": "a", "Accept": "text/csv"}))
        (tmp_path / "store").rename(tmp_path / f"gone-{value}")
    assert [b"old" in seen[0].body, b"new" in seen[1].body] == [True, True]
    assert seen[0].headers["etag"] != seen[1].headers["etag"]


def test_the_process_that_evaluates_does_not_know_the_token(service: Running) -> None:
    processes = [one for one in Path("/proc").glob("[0-9]*") if _keeps(one, service.pid)]
    assert processes
    assert not any(TOKEN.encode() in (one / "environ").read_bytes() for one in processes)


def _keeps(process: Path, parent: int) -> bool:
    try:
        told = (process / "stat").read_text().rpartition(")")[2].split()
        return int(told[1]) == parent and b"server.keeper" in (process / "cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("header", ["HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_HOST"])
def test_a_request_with_a_very_long_header_has_no_name(header: str) -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/sparql", "QUERY_STRING": ""}
    assert name_of(environ)
    assert name_of({**environ, header: "a" * LONGEST_NAME}) is None


def test_very_many_empty_members_of_gzip_are_read_in_time() -> None:
    began = time.monotonic()
    assert unpacked(gzip.compress(b"") * 200_000 + gzip.compress(b"end"), "gzip", 1000) == b"end"
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"x" * 99)[:-4], b"no gzip", gzip.compress(b"x") + b"y"],
    ids=["cut short", "none", "more behind"],
)
def test_gzip_that_is_damaged_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        unpacked(body, "gzip", 1000)
