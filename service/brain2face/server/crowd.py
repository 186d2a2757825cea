"""Which child is free, who waits for one, and who must give way when all are taken.

A long query lets shorter ones go first, and when others wait in vain the longest-running one is
stopped: so short questions are answered under any load, and long ones while there is room.
"""

from __future__ import annotations

import threading
import time
from typing import Final

from brain2face.server.children import Child

__all__ = ["Crowd"]

_TICK: Final = 0.1
_SLOW: Final = 0.3
_LONG: Final = 1.0
_WAITING_EACH: Final = 64
_REST: Final = 30.0
_KEPT_AT_REST: Final = 2


class Crowd:
    """The children of a pool; every method is safe to call from any thread."""

    def __init__(self, most: int) -> None:
        """Allow ``most`` children."""
        self.none = Child.__new__(Child)
        self._most = most
        self._changed = threading.Condition()
        self._idle: list[Child] = []
        self._running: set[Child] = set()
        self._living = 0
        self._waiting = 0
        self._moved = 0.0
        self._closed = False
        self._watching = False

    def free(self, generation: int, patience: float) -> Child | None:
        """Give a free child of a generation, or ``none`` where a new one is to be made.

        Where all are taken, wait for ``patience`` seconds; then there is nothing to give. While
        children come free all the time any number may wait, else only some.
        """
        with self._changed:
            end = 0.0
            while not self._closed:
                while self._idle:
                    child = self._idle.pop()
                    if child.generation == generation:
                        return child
                    self._living -= 1
                    child.close()
                now = time.monotonic()
                if self._living < self._most:
                    self._living += 1
                    self._moved = now
                    return self.none
                end = end or now + patience
                crowded = self._waiting >= self._most * _WAITING_EACH
                if now >= end or (crowded and now - self._moved > _SLOW):
                    return None
                self._waiting += 1
                self._changed.wait(end - now)
                self._waiting -= 1
            return None

    def at_rest(self, generation: int) -> Child | None:
        """Give a child of a generation that rests; nothing where none does."""
        with self._changed:
            if self._idle and self._idle[-1].generation == generation and not self._waiting:
                return self._idle.pop()
            return None

    def runs(self, child: Child) -> None:
        """Note that a child has a question."""
        child.slow = child.shed = False
        with self._changed:
            self._running.add(child)
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, daemon=True).start()

    def back(self, child: Child) -> None:
        """Take a child back that has answered; one that was slowed down is not asked again."""
        if child.slow:
            self.drop(child)
            return
        with self._changed:
            self._running.discard(child)
            if self._closed:
                child.close()
                return
            child.began = self._moved = time.monotonic()
            self._idle.append(child)
            self._changed.notify()

    def drop(self, child: Child, *, keep_spool: bool = False) -> None:
        """End a child; another may take its place."""
        with self._changed:
            self._running.discard(child)
            child.kill()
            child.close(keep_spool=keep_spool)
        self.gone()

    def gone(self) -> None:
        """Note that a child that was to be made is none."""
        with self._changed:
            self._living -= 1
            self._changed.notify()

    @property
    def running(self) -> int:
        """Give how many children have a question."""
        return len(self._running)

    def close(self) -> None:
        """End all children."""
        with self._changed:
            self._closed = True
            for child in (*self._running, *self._idle):
                child.kill()
            for child in self._idle:
                child.close()
            self._idle.clear()
            self._changed.notify_all()

    def _watch(self) -> None:
        while not self._closed:
            time.sleep(_TICK)
            with self._changed:
                now = time.monotonic()
                for child in self._running:
                    if not child.slow and now - child.began > _SLOW:
                        child.slow = True
                        child.yield_to_others()
                self._rest(now)
                if self._waiting and self._living >= self._most:
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
