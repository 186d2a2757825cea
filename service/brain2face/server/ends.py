"""How a query ends that has no answer: what is counted, and what its client is told."""

from __future__ import annotations

from typing import Final

from brain2face.server.children import Child
from brain2face.server.evaluated import EvaluationError
from brain2face.server.frames import Ask

__all__ = ["busy", "fault_of"]

_BUSY: Final = "All evaluators are busy with long queries. Try again in a few seconds."


def busy() -> tuple[str, EvaluationError]:
    """Say that there is no child free."""
    return "busy", EvaluationError(_BUSY, 503)


def fault_of(child: Child, ran: float, ask: Ask) -> tuple[str, EvaluationError]:
    """Say why a child gave no answer after ``ran`` seconds."""
    if child.shed:
        message = f"Others waited, and the query had run for {ran:.1f} seconds; it was stopped."
        return "shed", EvaluationError(f"{message} Try again later, or make it narrower.", 503)
    if ran >= ask.seconds:
        message = f"The query took longer than {ask.seconds:g} seconds and was stopped."
        return "killed", EvaluationError(f"{message} Make it narrower, or add a LIMIT.", 504)
    message = "The query could not be evaluated: it nests too deep or needs too much memory."
    return "died", EvaluationError(message, 503)
