"""The meters as Prometheus reads them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from brain2face import __version__
from brain2face.server.meters import BOUNDS, COUNTERS, GAUGES, Meters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

__all__ = ["CONTENT_TYPE", "exposition"]

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_EDGES: Final = (*(f"{float(bound)}" for bound in BOUNDS), "+Inf")


def exposition(meters: Meters) -> bytes:
    """Write all meters in the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.registry import Collector

    class Collected(Collector):
        def collect(self) -> Iterator[Metric]:
            return _metrics(meters)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collected())
    return generate_latest(registry)


def _metrics(meters: Meters) -> Iterator[Metric]:
    from prometheus_client.core import (
        CounterMetricFamily,
        GaugeMetricFamily,
        HistogramMetricFamily,
        InfoMetricFamily,
    )

    yield InfoMetricFamily("brain2face", "What runs here.", {"version": __version__})
    latency = HistogramMetricFamily(
        "brain2face_request_seconds",
        "How long requests took until their last byte, by kind and status.",
        labels=["kind", "status"],
    )
    for found in meters.histograms():
        buckets = list(zip(_EDGES, map(float, accumulate(found.counts)), strict=True))
        status = str(found.status) if found.status else "other"
        latency.add_metric([found.kind, status], buckets, found.seconds)
    yield latency
    for name, meaning in COUNTERS.items():
        yield CounterMetricFamily(f"brain2face_{name}", meaning, meters.counter(name))
    for name, meaning in GAUGES.items():
        yield GaugeMetricFamily(f"brain2face_{name}", meaning, meters.level(name))
