"""Descriptions of what is served, made where the dataset is: in a child."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from brain2face.server.description import Limits, describe
from brain2face.server.statistics import count
from brain2face.server.void import describe_dataset

__all__ = ["described"]


def described(store: ox.Store, about: str, said: dict[str, Any]) -> list[ox.Triple]:
    """Describe the ``service`` or, by ``void``, the dataset.

    Args:
        store: the dataset.
        about: which of both.
        said: the arguments of the description that the store does not know.
    """
    if about == "void":
        return describe_dataset(said["address"], said["endpoint"], store, count(store))
    return describe(
        said["endpoint"],
        count(store),
        updates=said["updates"],
        federation=said["federation"],
        limits=Limits(**said["limits"]),
    )
