"""What answers elsewhere may be nothing, a stranger, of another version or broken: each is told."""

from __future__ import annotations

import json
import time

import pytest

from brain2face.client import Elsewhere
from brain2face.errors import (
    Brain2FaceError,
    EnvironmentFault,
    UnknownNameError,
    UsageFault,
)
from running_service import free_port
from strange_services import JSON, Said, said, strange

OTHER = Said(body=json.dumps({"info": {"version": "9.9.9"}}).encode())
HTML = Said(media="text/html; charset=utf-8", body=b"<html>A shop</html>")


def told(answer: Said, **others: Said) -> Brain2FaceError:
    paths = {"/": answer, **{f"/api/v1/{name}": one for name, one in others.items()}}
    with strange(paths) as (url, _), pytest.raises(Brain2FaceError) as caught:
        Elsewhere(url, timeout=20).profiles()
    return caught.value


def test_where_nothing_answers_it_is_said_how_to_start_a_service() -> None:
    with pytest.raises(EnvironmentFault, match=r"connection refused.*`brain2face serve`") as caught:
        Elsewhere(f"http://127.0.0.1:{free_port()}").unit(12)
    assert "is the server started? A service" in str(caught.value)


def test_an_empty_search_is_refused_before_a_service_is_asked() -> None:
    with pytest.raises(UsageFault, match="text is empty"):
        Elsewhere(f"http://127.0.0.1:{free_port()}").search("")


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        Said(404, "text/html", b"<html>Not found</html>"),
        Said(media="", body=b"[]"),
        Said(500, "text/plain", b"Traceback"),
        Said(418, JSON, b"[1]"),
        Said(404, JSON, b"{"),
    ],
)
def test_a_stranger_is_told(answer: Said) -> None:
    fault = told(answer)
    assert type(fault) is EnvironmentFault
    assert "is no web API of brain2face" in str(fault)
    assert f"HTTP {answer.status}" in str(fault)


@pytest.mark.parametrize("body", [b"[{}]", b"{}", b"[", b'"\xff"', b"[" * 100_000])
def test_a_service_of_another_version_is_told(body: bytes) -> None:
    fault = told(Said(body=body), **{"openapi.json": OTHER})
    assert type(fault) is EnvironmentFault
    assert "is of brain2face 9.9.9" in str(fault)
    assert "a version that it does not tell" in str(told(Said(body=body)))


def test_a_service_without_the_web_api_is_told() -> None:
    fault = told(said(404, "There is nothing at /api/v1/profiles. The start page is /."))
    assert type(fault) is EnvironmentFault
    assert "another version" in str(fault)
    near = told(said(404, "There is nothing at '/x'. Nearest: /y.", nearest=["/y"]))
    assert type(near) is EnvironmentFault


@pytest.mark.parametrize("status", [400, 404])
def test_an_unknown_name_is_the_fault_that_it_is_without_a_service(status: int) -> None:
    known = UnknownNameError("FACS code", "99", ["39", "9"])
    fault = told(said(status, str(known), field="n", nearest=known.nearest))
    assert isinstance(fault, UnknownNameError)
    assert (str(fault), fault.kind, fault.name) == (str(known), known.kind, known.name)
    assert fault.nearest == known.nearest


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, UsageFault),
        (409, UsageFault),
        (413, UsageFault),
        (422, UsageFault),
        (408, EnvironmentFault),
        (429, EnvironmentFault),
        (500, EnvironmentFault),
        (503, EnvironmentFault),
    ],
)
def test_a_problem_is_told_in_its_own_words(status: int, kind: type[Brain2FaceError]) -> None:
    fault = told(said(status, "It is too long."))
    assert isinstance(fault, kind)
    assert "It is too long." in str(fault)


def test_a_redirect_is_followed_on_the_same_host_only() -> None:
    moved = Said(307, headers={"Location": "{own}/new/profiles"})
    with strange({"/": Said(), "/api": moved}) as (url, asked):
        assert Elsewhere(url).profiles() == ()
    assert asked == ["GET /api/v1/profiles", "GET /new/profiles"]
    with strange({"/": Said()}) as (away, seen):
        fault = told(Said(302, headers={"Location": f"{away}/x"}))
    assert "another host" in str(fault)
    assert away in str(fault)
    assert seen == []


def test_a_ring_of_redirects_ends() -> None:
    fault = told(Said(302, headers={"Location": "{own}/api/v1/profiles"}))
    assert isinstance(fault, EnvironmentFault)


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", ""])
def test_no_redirect_leads_out_of_http(where: str) -> None:
    fault = told(Said(302, headers={"Location": where}))
    assert isinstance(fault, EnvironmentFault)
    assert "root:" not in str(fault)


def test_an_answer_may_not_be_larger_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brain2face.remote.wire._MOST", 1000)
    assert "larger than" in str(told(Said(body=b" " * 2000)))


def test_an_answer_that_breaks_off_or_takes_too_long_is_told() -> None:
    assert "broke off" in str(told(Said(body=b"[", claimed=9)))
    start = time.monotonic()
    with (
        strange({"/": Said(pause=5)}) as (url, _),
        pytest.raises(EnvironmentFault, match=r"within 0\.2 seconds"),
    ):
        Elsewhere(url, timeout=0.2).profiles()
    assert time.monotonic() - start < 4


def test_part_of_an_answer_is_not_taken_for_the_whole() -> None:
    assert "part of its answer" in str(told(Said(headers={"Brain2face-Cut": "rows=2"})))


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8000", "ftp://x", "http://u:p@x", "http://x/?a", "http://x/#a", "http://a b"],
)
def test_what_can_be_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageFault, match=r"one such as http://127\.0\.0\.1:8000"):
        Elsewhere(url)


@pytest.mark.parametrize("end", ["", "/", "/api/v1", "/api/v1/", "//"])
def test_an_address_is_known_with_and_without_its_end(end: str) -> None:
    assert Elsewhere(f"http://127.0.0.1:8000{end}").url == "http://127.0.0.1:8000"
    assert Elsewhere(f"http://127.0.0.1:8000/below{end}").url == "http://127.0.0.1:8000/below"


def test_no_timeout_is_refused() -> None:
    with pytest.raises(UsageFault, match="more than 0"):
        Elsewhere("http://127.0.0.1:8000", timeout=0)
