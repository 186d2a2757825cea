"""Changes of the store: who may make them, and the process that makes each."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.server.changes import Order, write_order
from brain2face.server.evaluated import EvaluationError
from brain2face.server.evaluation import Pool
from brain2face.server.refusals import Refused
from brain2face.server.wire import read_reply

__all__ = ["Changed", "Writer"]

_SCHEME: Final = "bearer "
_REALM: Final = {"WWW-Authenticate": 'Bearer realm="brain2face"'}
_GRACE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change: the HTTP status, the new generation, where a new graph lies."""

    status: int
    generation: int
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes changes for those who have the token.

    Attributes:
        pool: where the processes come from.
        token: what a client must show; with none, nobody may change anything.
        seconds: how long a change may take.
        most: bytes that a graph may have, unpacked.
    """

    pool: Pool
    token: str | None
    seconds: float
    most: int

    def admit(self, environ: Mapping[str, Any]) -> None:
        """Let a request in that shows the token.

        Raises:
            Refused: it does not, or this service takes no changes.
        """
        if not self.token:
            raise Refused(403, "This service only reads; it takes no changes.")
        given = str(environ.get("HTTP_AUTHORIZATION") or "")
        if not given.lower().startswith(_SCHEME):
            raise Refused(401, "A change needs the header Authorization: Bearer TOKEN.", _REALM)
        shown = given[len(_SCHEME) :].strip().encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self.token.encode()):
            realm = {"WWW-Authenticate": f'{_REALM["WWW-Authenticate"]}, error="invalid_token"'}
            raise Refused(401, "The token is not the one of this service.", realm)

    def change(self, order: Order) -> Changed:
        """Make a change; once this returns, it is kept whatever happens.

        Raises:
            UsageFault: it cannot be made; nothing has changed.
            EvaluationError: it took too long, or too much; nothing has changed.
        """
        child = self.pool.child(b"W", order.seconds + _GRACE)
        try:
            write_order(child.channel, order)
            reply = read_reply(child.channel)
        except (TimeoutError, OSError):
            reply = None
        finally:
            child.close()
        if reply is None:
            message = (
                f"The change took longer than {order.seconds:g} seconds, or more memory than it"
                " may, and was stopped. Nothing has changed."
            )
            raise EvaluationError(message, 503)
        if reply.kind == "absent":
            raise Refused(404, "There is no such graph here.")
        said = json.loads(reply.body)
        if reply.kind == "syntax":
            raise QuerySyntaxError(said["detail"], said["line"], said["column"])
        if reply.kind == "changed":
            return Changed(said["status"], said["generation"], said["location"])
        if "status" in said:
            raise Refused(said["status"], said["detail"])
        raise UsageFault(said["detail"])
