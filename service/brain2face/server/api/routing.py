"""Which operation an address means; the last part of a path may hold slashes, as IRIs do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from brain2face.errors import nearest
from brain2face.questions import Question
from brain2face.server.api.operations import ROOT, Operation
from brain2face.server.api.table import operations
from brain2face.server.refusals import Refused

__all__ = ["Found", "Routes"]

_PART: Final = re.compile(r"\{(\w+)\}")
_SHORT: Final = ("/api", "/api/", ROOT)
_SHOWN: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies at an address.

    Attributes:
        path: below the root, encoded as an address has it.
        in_path: what is filled in.
        by_method: the operations there.
    """

    path: str
    in_path: Mapping[str, str]
    by_method: Mapping[str, Operation]

    @property
    def allow(self) -> str:
        """Give the methods that are possible, as the header Allow has them."""
        methods = {*self.by_method, "OPTIONS"} | ({"HEAD"} if "GET" in self.by_method else set())
        return ", ".join(sorted(methods))


class Routes:
    """The addresses of the API."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        """Take every operation, those of the questions included."""
        self._exact: dict[str, dict[str, Operation]] = {}
        self._open: list[tuple[re.Pattern[str], str, dict[str, Operation]]] = []
        for one in operations(questions):
            self._exact.setdefault(one.path, {})[one.method] = one
        for path, by_method in self._exact.items():
            if found := _PART.search(path):
                before, after = path[: found.start()], path[found.end() :]
                pattern = re.compile(f"{re.escape(before)}(.+){re.escape(after)}", re.DOTALL)
                self._open.append((pattern, found[1], by_method))

    def found(self, path: str) -> Found | str:
        """Give what lies at a path of WSGI, or the path where it lies instead.

        Raises:
            Refused: nothing does; the nearest is told.
        """
        if path in _SHORT:
            return f"{ROOT}/"
        try:
            below = path.removeprefix(ROOT).encode("latin-1").decode()
        except UnicodeError:
            raise Refused(400, "The path of the address is not UTF-8 text.") from None
        sent = quote(path.removeprefix(ROOT), safe="/:@!$&'()*+,;=~-._", encoding="latin-1")
        if path.startswith(ROOT) and "{" not in below and below in self._exact:
            return Found(path=sent, in_path={}, by_method=self._exact[below])
        for pattern, name, by_method in self._open if path.startswith(ROOT) else ():
            if filled := pattern.fullmatch(below):
                return Found(path=sent, in_path={name: filled[1]}, by_method=by_method)
        near = [ROOT + one for one in nearest(below[:_SHOWN], self._exact)]
        message = f"There is nothing at {path[:_SHOWN]!a}. Nearest: {', '.join(near)}."
        raise Refused(404, message, members={"nearest": near})
