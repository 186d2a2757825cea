"""Honest load: questions, queries and changes whose answers are known beforehand, and compared."""

from __future__ import annotations

import gzip
import http.client
import json
import random
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from soak_known import Known, table

__all__ = ["Honest", "Tally"]

_TRIES: Final = 3
_SECONDS: Final = 60
_LONGEST_WAIT: Final = 5.0
_FORM: Final = "application/x-www-form-urlencoded"
_CSV: Final = "text/csv"
_JSON: Final = "application/sparql-results+json"
_GRAPH: Final = "urn:soak:graph"


@dataclass
class Tally:
    """What became of honest requests."""

    asked: int = 0
    late: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Honest:
    """One honest client, with a graph of its own that it changes and reads back."""

    def __init__(
        self, port: int, token: str, number: int, known: Sequence[Known], tally: Tally
    ) -> None:
        """Talk to the service at a port; what the client wrote is remembered."""
        self._port = port
        self._token = token
        self._graph = f"{_GRAPH}:{number}"
        self._known = known
        self._tally = tally
        self._draw = random.Random(number)  # noqa: S311
        self._written: set[str] = set()
        self._count = 0

    def act(self) -> None:
        """Do one thing, drawn by chance."""
        acts: list[tuple[Callable[[], None], int]] = [
            (self._question, 30),
            (self._query, 40),
            (self._packed, 10),
            (self._json, 10),
            (self._health, 5),
            (self._change, 3),
            (self._replace, 2),
        ]
        self._draw.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def _question(self) -> None:
        one = self._draw.choice(self._known)
        path = f"/questions/{one.name}?{urllib.parse.urlencode(one.given)}"
        self._compare(one, self._ask(one.name, "GET", path, headers={"Accept": _CSV}))

    def _query(self) -> None:
        one = self._draw.choice(self._known)
        sent = urllib.parse.urlencode({"query": one.text})
        headers = {"Accept": _CSV}
        way = self._draw.randrange(3)
        if way == 0:
            told = self._ask(one.name, "GET", f"/sparql?{sent}", headers=headers)
        elif way == 1:
            headers["Content-Type"] = _FORM
            told = self._ask(one.name, "POST", "/sparql", sent.encode(), headers)
        else:
            headers["Content-Type"] = "application/sparql-query"
            told = self._ask(one.name, "POST", "/sparql", one.text.encode(), headers)
        self._compare(one, told)

    def _packed(self) -> None:
        one = self._draw.choice(self._known)
        sent = urllib.parse.urlencode({"query": one.text})
        headers = {"Accept": _CSV, "Accept-Encoding": "gzip"}
        told = self._ask(one.name, "GET", f"/sparql?{sent}", headers=headers)
        if told is not None:
            self._compare(one, gzip.decompress(told) if told[:2] == b"\x1f\x8b" else told)

    def _json(self) -> None:
        one = self._draw.choice(self._known)
        sent = urllib.parse.urlencode({"query": one.text})
        told = self._ask(one.name, "GET", f"/sparql?{sent}", headers={"Accept": _JSON})
        if told is None:
            return
        rows = [
            tuple(row.get(name, {}).get("value", "") for name in one.head)
            for row in json.loads(told)["results"]["bindings"]
        ]
        if not one.fits(one.head, rows):
            self._tally.faults.append(f"{one.name}, JSON: another answer")

    def _health(self) -> None:
        told = self._ask("health", "GET", "/health")
        if told is not None and told != b"ok\n":
            self._tally.faults.append(f"health: {told[:80]!r}")

    def _change(self) -> None:
        self._count += 1
        value = str(self._count)
        text = f'INSERT DATA {{ GRAPH <{self._graph}> {{ <urn:s> <urn:p> "{value}" }} }}'
        headers = {"Content-Type": "application/sparql-update", **self._bearer()}
        if self._ask("update", "POST", "/sparql", text.encode(), headers) is not None:
            self._written.add(value)
            self._read_back()

    def _replace(self) -> None:
        values = {str(self._draw.randrange(10**6)) for _ in range(self._draw.randrange(1, 50))}
        body = "".join(f'<urn:s> <urn:p> "{value}" .\n' for value in values).encode()
        path = f"/rdf-graph-store?graph={self._graph}"
        headers = {"Content-Type": "application/n-triples", **self._bearer()}
        if self._ask("PUT", "PUT", path, body, headers) is not None:
            self._written = values
            self._read_back()

    def _read_back(self) -> None:
        text = f"SELECT ?o {{ GRAPH <{self._graph}> {{ <urn:s> <urn:p> ?o }} }}"
        headers = {"Content-Type": "application/sparql-query", "Accept": _CSV}
        told = self._ask("reading back", "POST", "/sparql", text.encode(), headers)
        if told is not None:
            rows = [row[0] for row in table(told)[1]]
            if Counter(rows) != Counter(self._written):
                self._tally.faults.append(
                    f"reading back: {len(rows)} values instead of {len(self._written)}"
                )

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _compare(self, one: Known, told: bytes | None) -> None:
        if told is not None and not one.fits(*table(told)):
            self._tally.faults.append(f"{one.name}: another answer ({len(told)} bytes)")

    def _ask(
        self,
        what: str,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes | None:
        """Ask until there is an answer, three times at most; give none where there is none."""
        self._tally.asked += 1
        began = time.monotonic()
        said = ""
        for turn in range(_TRIES):
            status, told, wait = self._sent(method, path, body, headers)
            if 200 <= status < 300:
                self._tally.late += turn > 0
                self._tally.seconds.append(time.monotonic() - began)
                return told
            said = f"{status} {told[:200]!r}"
            if status != 503 or wait is None:
                break
            time.sleep(min(wait, _LONGEST_WAIT))
        self._tally.faults.append(
            f"{what}: no answer after {time.monotonic() - began:.1f} s: {said}"
        )
        return None

    def _sent(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str] | None
    ) -> tuple[int, bytes, float | None]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_SECONDS)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            wait = response.getheader("Retry-After")
            return response.status, response.read(), None if wait is None else float(wait)
        except (OSError, http.client.HTTPException) as error:
            return 0, repr(error).encode(), None
        finally:
            connection.close()
