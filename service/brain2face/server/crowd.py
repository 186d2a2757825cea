"""Which child is free, who waits for one, and who must give way when all are taken.

A long query lets shorter ones go first, and when others wait in vain the longest-running one is
stopped: so short questions are answered under any load, and long ones while there is room.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from brain2face.server.children import Child

__all__ = ["Crowd", "Place"]

_TICK: Final = 0.1
_SLOW: Final = 0.3
_LONG: Final = 1.0
_WAITING_EACH: Final = 64
_REST: Final = 30.0
_KEPT_AT_REST: Final = 2


class Place:
    """A place in the row of those that wait, and the child that was given to it."""

    def __init__(self, generation: int, child: Child | None = None) -> None:
        """Wait for a child of a generation, or have one at once."""
        self.generation = generation
        self.child = child
        self.called = threading.Event()
        self.tell: Callable[[], object] = self.called.set


class Crowd:
    """The children of a pool; every method is safe to call from any thread."""

    def __init__(self, most: int) -> None:
        """Allow ``most`` children."""
        self.none = Child.__new__(Child)
        self._most = most
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._running: set[Child] = set()
        self._living = 0
        self._row: deque[Place] = deque()
        self._moved = 0.0
        self._closed = False
        self._watching = False

    def free(self, generation: int, patience: float) -> Child | None:
        """Give a free child of a generation, or ``none`` where a new one is to be made.

        Where all are taken, wait in the row for ``patience`` seconds; then there is none to give.
        """
        place = self.line_up(generation)
        if place is None:
            return None
        if place.child is not None:
            return place.child
        place.called.wait(patience)
        return self.leave(place)

    def line_up(self, generation: int) -> Place | None:
        """Give a place that has a child at once, or will be told by ``tell`` when it has one.

        While children come free all the time any number may wait, else only some: then there is no
        place to give.
        """
        with self._lock:
            if self._closed:
                return None
            if not self._row:
                child = self._rested(generation)
                if child is None and self._living < self._most:
                    child = self._permitted()
                if child is not None:
                    return Place(generation, child)
            crowded = len(self._row) >= self._most * _WAITING_EACH
            if crowded and time.monotonic() - self._moved > _SLOW:
                return None
            place = Place(generation)
            self._row.append(place)
            return place

    def leave(self, place: Place) -> Child | None:
        """Leave the row; give the child that came meanwhile, if one did."""
        with self._lock:
            if place in self._row:
                self._row.remove(place)
            return place.child

    def runs(self, child: Child) -> None:
        """Note that a child has a question."""
        child.slow = child.shed = False
        with self._lock:
            self._running.add(child)
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, daemon=True).start()

    def back(self, child: Child) -> None:
        """Take a child back that has answered; one that was slowed down is not asked again."""
        if child.slow:
            self.drop(child)
            return
        with self._lock:
            self._running.discard(child)
            if self._closed:
                child.close()
                return
            child.began = self._moved = time.monotonic()
            self._idle.append(child)
            self._call()

    def drop(self, child: Child, *, keep_spool: bool = False) -> None:
        """End a child; another may take its place."""
        with self._lock:
            self._running.discard(child)
            child.kill()
            child.close(keep_spool=keep_spool)
        self.gone()

    def gone(self) -> None:
        """Note that a child that was to be made is none."""
        with self._lock:
            self._living -= 1
            self._call()

    @property
    def running(self) -> int:
        """Give how many children have a question."""
        return len(self._running)

    def close(self) -> None:
        """End all children."""
        with self._lock:
            self._closed = True
            for child in (*self._running, *self._idle):
                child.kill()
            for child in self._idle:
                child.close()
            self._idle.clear()
            for place in self._row:
                place.tell()

    def _call(self) -> None:
        """Give what has come free to the first in the row."""
        while self._row and not self._closed:
            child = self._rested(self._row[0].generation)
            if child is None and self._living >= self._most:
                return
            place = self._row.popleft()
            place.child = child or self._permitted()
            place.tell()

    def _rested(self, generation: int) -> Child | None:
        while self._idle:
            child = self._idle.pop()
            if child.generation == generation:
                return child
            self._living -= 1
            child.close()
        return None

    def _permitted(self) -> Child:
        self._living += 1
        self._moved = time.monotonic()
        return self.none

    def _watch(self) -> None:
        while not self._closed:
            time.sleep(_TICK)
            with self._lock:
                now = time.monotonic()
                for child in self._running:
                    if not child.slow and now - child.began > _SLOW:
                        child.slow = True
                        child.yield_to_others()
                self._rest(now)
                if self._row and self._living >= self._most:
                    self._shed(now)

    def _shed(self, now: float) -> None:
        longest = min(
            (child for child in self._running if not child.shed),
            key=lambda child: child.began,
            default=None,
        )
        if longest is not None and now - longest.began > _LONG:
            longest.shed = True
            longest.kill()

    def _rest(self, now: float) -> None:
        while len(self._idle) > _KEPT_AT_REST and now - self._idle[0].began > _REST:
            self._living -= 1
            self._idle.pop(0).close()
