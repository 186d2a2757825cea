"""The same questions, asked of a SPARQL store elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault, UnknownNameError
from brain2face.knowledge import Knowledge, QueryAnswer
from brain2face.ontology_folder import fill_default_graph
from brain2face.questions import Question, bind, load_questions
from brain2face.remote.access import TIMEOUT, Access
from brain2face.remote.asking import form_of, names_dataset, pose
from brain2face.remote.dataset import DEFAULT, LISTED, Dataset, read_list
from brain2face.remote.fetching import fetch_all, fetch_names
from brain2face.remote.wire import Wire
from brain2face.terms import ONTOLOGY

__all__ = ["Remote"]


class Remote:
    """A remote SPARQL 1.1 endpoint, asked as the ontology in memory is asked."""

    def __init__(
        self,
        url: str,
        *,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        """Take the address; nothing is asked yet.

        Args:
            url: where queries go.
            user: whose name is shown where the endpoint asks for one.
            password: the user's.
            token: shown instead of user and password.
            timeout: seconds that one request may take.

        Raises:
            UsageFault: the address or a secret cannot be used.
        """
        self._connect(Access(url, user, password, token, timeout))

    @classmethod
    def at(cls, access: Access) -> Self:
        """Ask at an endpoint whose access is known already."""
        remote = cls.__new__(cls)
        remote._connect(access)
        return remote

    def _connect(self, access: Access) -> None:
        self.url = access.url
        self._wire = Wire(access)
        self._dataset: tuple[Dataset | None] | None = None
        self._names: Knowledge | None = None

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> QueryAnswer:
        """Answer one SPARQL query there; it declares its own prefixes.

        Where brain2face is published there, a query that names no graphs is asked about its
        default graph and its places, as it is in memory.

        Args:
            text: the query.
            default_graphs: IRIs of the graphs that together are the default graph.
            named_graphs: IRIs of the graphs that GRAPH finds.

        Raises:
            QuerySyntaxError: the text does not parse, or is an update.
            UsageFault: it asks a third endpoint, or is refused.
            EnvironmentFault: there is no whole answer: why, in words.
        """
        form = form_of(text)
        if not default_graphs and not named_graphs and not names_dataset(text):
            default_graphs, named_graphs = self._graphs(DEFAULT)
        return pose(self._wire, self.url, text, default_graphs, named_graphs, form=form)

    def ask(
        self, name: str, params: Mapping[str, str], questions: Mapping[str, Question] | None = None
    ) -> QueryAnswer:
        """Answer a competency question by its name, with names that the store knows.

        Raises:
            UnknownNameError: no such question or parameter, or a value that names nothing there.
            UsageFault: a required parameter is missing, or a number is none.
            EnvironmentFault: there is no whole answer: why, in words.
        """
        known = load_questions() if questions is None else questions
        if name not in known:
            raise UnknownNameError("question", name, known)
        names = self.names() if params else Knowledge(ox.Store())
        return self.query(bind(names, known[name], params))

    def names(self) -> Knowledge:
        """Fetch, once, what is needed to find things by name: kinds, labels, notations.

        Raises:
            EnvironmentFault: there is no whole answer, or nothing is there: why, in words.
        """
        if self._names is None:
            found = fetch_names(self._wire, self.url, *self._graphs(DEFAULT))
            self._names = Knowledge(self._filled(found))
        return self._names

    def knowledge(self) -> Knowledge:
        """Fetch all that the store holds of the ontology, so that the coder runs on it.

        Raises:
            EnvironmentFault: there is no whole answer, or nothing is there: why, in words.
        """
        published = self.dataset() is not None
        store = self._filled(fetch_all(self._wire, self.url, *self._graphs(ONTOLOGY)))
        if published:
            fill_default_graph(store)
        return Knowledge(store)

    def dataset(self) -> Dataset | None:
        """Say what ``publish`` put there; nothing where it did not. It is looked up once.

        Raises:
            EnvironmentFault: it was not put there to its end, or cannot be asked.
        """
        if self._dataset is None:
            found = read_list(pose(self._wire, self.url, LISTED))
            if found is not None and not found.version:
                raise EnvironmentFault(
                    f"What `brain2face publish` put at {self.url} is not whole: run it again."
                )
            self._dataset = (found,)
        return self._dataset[0]

    def _graphs(self, default: str) -> tuple[Sequence[str], Sequence[str]]:
        dataset = self.dataset()
        return ((), ()) if dataset is None else ((default,), dataset.named)

    def _filled(self, store: ox.Store) -> ox.Store:
        if len(store):
            return store
        raise EnvironmentFault(
            f"{self.url} holds nothing in its default graph: put the ontology there with"
            f" `brain2face publish --endpoint {self.url}`."
        )
