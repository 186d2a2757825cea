"""One process that serves: from the settings and a keeper to the application."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from brain2face import __version__
from brain2face.knowledge import Knowledge
from brain2face.ontology_folder import loaded_files
from brain2face.questions import load_questions
from brain2face.remote import Access, Remote
from brain2face.server.access_log import AccessLog
from brain2face.server.allow_list import AllowList
from brain2face.server.application import assemble
from brain2face.server.cache import Cache
from brain2face.server.elsewhere import Elsewhere
from brain2face.server.evaluation import Pool
from brain2face.server.exposition import exposition
from brain2face.server.gate import Gate
from brain2face.server.meters import Meters
from brain2face.server.observing import counter, observer
from brain2face.server.responses import etag_of
from brain2face.server.services import Federation
from brain2face.server.serving import Limits, Serving
from brain2face.server.writing import Writer

if TYPE_CHECKING:
    from brain2face.server.front import Front
    from brain2face.settings import Settings

__all__ = ["Plan", "serve_from"]

_WAITING_EACH: Final = 8
_HOT_THREADS: Final = 16
_LEAST_CHILDREN: Final = 4
_PATIENCE_OF_CHANGES: Final = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process that serves is told.

    Attributes:
        settings: how the service is set up.
        keeper: where the keeper listens.
        store: the folder of the store; none for the ontology in memory.
        meters: the file in which all processes count.
        access: to the endpoint elsewhere that is asked instead, where there is one.
    """

    settings: Settings
    keeper: str
    store: Path | None
    meters: Path
    access: Access | None = None

    @property
    def rows(self) -> int:
        """Give how many processes count at the same time: those that end and start, too."""
        return 2 * self.workers + 2

    @property
    def workers(self) -> int:
        """Give how many processes serve: one for each two processors, unless told otherwise."""
        return self.settings.workers or max(1, (os.cpu_count() or 1) // 2)

    @property
    def children(self) -> int:
        """Give how many queries each process evaluates at the same time."""
        wanted = self.settings.children or max(_LEAST_CHILDREN, 2 * (os.cpu_count() or 1))
        return max(2, -(-wanted // self.workers))

    @property
    def threads(self) -> int:
        """Give the threads of each process: enough that waiting ones leave some for quick ones."""
        return self.settings.threads or self.children * (_WAITING_EACH + 1) + _HOT_THREADS


def serve_from(plan: Plan) -> Gate:
    """Make the application.

    Raises:
        Brain2FaceError: what is needed cannot be had.
    """
    settings = plan.settings
    meters = Meters(plan.meters, plan.rows)
    generation, name = _numbering(plan)
    knowledge = _knowledge(plan.access)
    pool = Pool(
        plan.keeper,
        children=plan.children,
        seconds=settings.timeout,
        generation=generation,
        count=counter(meters),
    )
    serving = Serving(
        knowledge,
        load_questions(),
        Elsewhere.at(plan.access, knowledge) if plan.access else pool,
        Writer(
            pool,
            None if plan.access else settings.token,
            settings.timeout * _PATIENCE_OF_CHANGES,
            settings.longest_upload,
        ),
        Cache(0 if plan.access else settings.cache_bytes),
        Limits(
            settings.most_rows,
            settings.most_bytes,
            settings.longest_query,
            settings.longest_upload,
        ),
        generation,
        name,
        _federation(settings, meters),
        settings.base,
    )
    log = (
        AccessLog(settings.access_log, partial(meters.count, "log_lines_dropped"))
        if (settings.access_log)
        else None
    )

    def measured() -> bytes:
        meters.gauge("generation", generation())
        meters.gauge("children_running", pool.crowd.running)
        return exposition(meters)

    app = assemble(serving, observer(meters, log, settings.cache_bytes > 0), measured)
    return Gate(cast("Front", app.wsgi_app), plan.threads)


def _federation(settings: Settings, meters: Meters) -> Federation | None:
    if not settings.allow_service:
        return None

    def told(answered: bool) -> None:
        meters.count("services_asked")
        if not answered:
            meters.count("services_failed")

    return Federation(
        AllowList.read(settings.allow_service),
        most_rows=settings.most_rows,
        most_bytes=settings.most_bytes,
        told=told,
    )


def _numbering(plan: Plan) -> tuple[Callable[[], int], str]:
    if plan.store is None:
        files = ((path.name, path.stat()) for path in loaded_files())
        told = [f"{name} {found.st_mtime_ns} {found.st_size}" for name, found in files]
        return int, f"{__version__} {etag_of(told)}"
    from brain2face.stores import Generations

    generations = Generations.open(plan.store, create=False)
    return generations.current, f"{__version__} {plan.store} {generations.made()}"


def _knowledge(access: Access | None) -> Callable[[], Knowledge]:
    """Read the ontology, here or elsewhere, when a page or a question first needs it."""
    read: list[Knowledge] = []

    def knowledge() -> Knowledge:
        if not read:
            read.append(Remote.at(access).knowledge() if access else Knowledge.load())
        return read[0]

    return knowledge
