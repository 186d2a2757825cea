"""What can be asked of the web API, as values: routing, checks and the description read the same.

An operation that is not in the table does not exist; a parameter that it does not name is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from brain2face.client import Embedded
    from brain2face.server.serving import Serving

__all__ = [
    "JSON",
    "LINKED",
    "NDJSON",
    "ROOT",
    "Body",
    "Call",
    "Made",
    "Operation",
    "Parameter",
    "Sent",
    "Values",
]

ROOT: Final = "/api/v1"
JSON: Final = "application/json"
LINKED: Final = "application/ld+json"
NDJSON: Final = "application/x-ndjson"

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something to fill in.

    Attributes:
        name: as the address has it.
        meaning: what it is, in words.
        example: a value that works.
        place: in the path, or after the question mark.
        kind: ``text``, a ``whole`` number, a ``number``, a ``score``, or a ``list``, which is
            texts with commas between.
        required: whether there is no answer without it.
        least: the smallest number, or the shortest text.
        most: the greatest number, or the longest text.
        default: what is taken where it is left out.
        choices: the values there are, where they are few and fixed.
    """

    name: str
    meaning: str
    example: str
    place: Literal["query", "path"] = "query"
    kind: Literal["text", "whole", "number", "score", "list"] = "text"
    required: bool = False
    least: int | None = None
    most: int | None = None
    default: int | str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a client posts, as it came, and how it wants the answer.

    Attributes:
        media: the media type of the body.
        body: its bytes.
        wanted: the media type of the answer.
        most: the sets that may be sent at once.
    """

    media: str
    body: bytes
    wanted: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is posted.

    Attributes:
        types: for each media type what it holds; a line of it, where it is lines.
        examples: for each media type a body that works, by a name.
    """

    types: Mapping[str, type]
    examples: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request to read, its parameters proven.

    Attributes:
        values: the parameters, by name.
        known: what answers.
        serving: the dataset as it is served.
        address: of the resource, without parameters.
        base: what addresses of the service begin with.
        asked: the parameters as they came, in their order.
        wanted: the media type of the answer.
        render: makes a page out of the name of a template and what it shows.
    """

    values: Values
    known: Embedded
    serving: Serving
    address: str
    base: str
    asked: tuple[tuple[str, str], ...]
    wanted: str
    render: Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What answers a request to read.

    Attributes:
        content: what is encoded as JSON; or the bytes, where it is no JSON.
        media: the media type, with its parameters.
        links: the addresses of other pages, by their relation.
        headers: further headers.
        status: of HTTP.
    """

    content: Any
    media: str = JSON
    links: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200


Read = Callable[[Call], Made]
Post = Callable[["Embedded", Values, Sent], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked.

    Attributes:
        name: by which programs know it.
        path: below the root, with ``{name}`` for what is filled in; that may hold slashes.
        summary: what it answers, in a line.
        more: what else is to be known.
        tag: the part of the API it belongs to.
        parameters: what may be given.
        media: the media types it answers in, the usual one first.
        answer: the type of the JSON; none where it is no JSON of our own.
        linked: whether the JSON is RDF, too.
        errors: the statuses of what can go wrong.
        read: answers a GET; none where it is posted.
        post: answers a POST; none where it is read.
        body: what is posted.
    """

    name: str
    path: str
    summary: str
    tag: str
    more: str = ""
    parameters: tuple[Parameter, ...] = ()
    media: tuple[str, ...] = (JSON,)
    answer: Any = None
    linked: bool = False
    errors: tuple[int, ...] = (400, 406)
    read: Read | None = None
    post: Post | None = None
    body: Body | None = None

    @property
    def method(self) -> Literal["GET", "POST"]:
        """Give the method of HTTP."""
        return "GET" if self.post is None else "POST"
