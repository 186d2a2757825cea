"""One change of a store, carried out in a process of its own: an update, or a graph that is sent.

What makes a change may hang, or die of it: then the new generation is not finished, and nothing has
changed.
"""

from __future__ import annotations

import json
import marshal
import socket
from dataclasses import astuple, dataclass
from functools import partial
from typing import Literal, cast

import pyoxigraph as ox

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.guard import parse_update_only, refuse_load, refuse_service
from brain2face.server.frames import Reply
from brain2face.server.graph_store import GraphOperation, Outcome, apply
from brain2face.server.moving import refuse_absent_source
from brain2face.server.parts import parts_of
from brain2face.server.refusals import Refused
from brain2face.server.uploads import rdf_from
from brain2face.server.wire import receive, send
from brain2face.stores import Generations
from brain2face.syntax import explain

__all__ = ["Order", "make_change", "read_order", "write_order"]


@dataclass(frozen=True, slots=True)
class Order:
    """A change that is wanted.

    Attributes:
        method: ``update``, or PUT, POST or DELETE of a graph.
        text: the update; of a graph its IRI, or nothing for the default graph.
        seconds: how long it may take, waiting for other changes included.
        location: the address at which the graph is found.
        body: what was sent of a graph.
        media_type: its media type.
        encoding: how it is packed.
        base: what relative IRIs in it are read against.
        most: bytes it may have, unpacked.
    """

    method: Literal["update", "PUT", "POST", "DELETE"]
    text: str
    seconds: float
    location: str = ""
    body: bytes = b""
    media_type: str = ""
    encoding: str = ""
    base: str = ""
    most: int = 0


def write_order(channel: socket.socket, order: Order) -> None:
    """Send an order to the process that carries it out."""
    send(channel, marshal.dumps(astuple(order)))


def read_order(channel: socket.socket) -> Order | None:
    """Take an order, in that process; nothing when the other side is gone."""
    said = receive(channel)
    return None if said is None else Order(*marshal.loads(said))  # noqa: S302


def make_change(generations: Generations, order: Order) -> Reply:
    """Make a change, publish it, and say what became of it.

    Raises:
        UsageFault: it cannot be made; nothing has changed.
        EnvironmentFault: the machine refuses it; nothing has changed.
    """
    if order.method == "update":
        change = partial(_updated, order)
    else:
        change = partial(_replaced, order, _sent(order))
    try:
        outcome, number = generations.write(change, wait=order.seconds)
    except Refused as error:
        if error.status == 404:
            return Reply("absent")
        raise
    said = {"generation": number, "status": outcome.status, "location": outcome.location}
    return Reply("changed", json.dumps(said).encode())


def _sent(order: Order) -> list[ox.Quad]:
    """Read a graph that was sent, before anybody waits for the store."""
    if order.method == "DELETE":
        return []
    return [
        quad
        for part in parts_of(order.body, order.media_type)
        for quad in rdf_from(
            part.body,
            part.media_type,
            base=order.base,
            encoding=order.encoding,
            most=order.most,
        )
    ]


def _updated(order: Order, store: ox.Store) -> Outcome:
    refuse_absent_source(store, order.text, order.base)
    try:
        refuse_load(order.text)
        refuse_service(order.text, update=True)
        store.update(order.text, base_iri=order.base)
    except UnicodeEncodeError:
        raise QuerySyntaxError("The update is not valid Unicode text.") from None
    except SyntaxError as error:
        parse = partial(parse_update_only, base=order.base)
        raise explain(order.text, error, parse) from None
    except (RuntimeError, ValueError) as error:
        raise UsageFault(f"The update cannot be made: {error}. Nothing has changed.") from None
    return Outcome(existed=True)


def _replaced(order: Order, quads: list[ox.Quad], store: ox.Store) -> Outcome:
    method = cast("Literal['PUT', 'POST', 'DELETE']", order.method)
    return apply(store, GraphOperation(method, order.text or None, order.location), quads)
