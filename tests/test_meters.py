"""The meters: counted by many, lost by none, and read by Prometheus' own parser."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from brain2face.errors import EnvironmentFault
from brain2face.server.exposition import exposition
from brain2face.server.meters import BOUNDS, COUNTERS, GAUGES, KINDS, STATUSES, Meters

COUNTING = """
import sys, threading
from pathlib import Path
from brain2face.server.meters import Meters
meters = Meters(Path(sys.argv[1]), 4)
for _ in range(1000):
    meters.observe("select", 200, 0.002)
    meters.count("updates")
meters.gauge("generation", int(sys.argv[2]))
meters.gauge("children_running", 2)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    Meters.create(tmp_path / "meters", 4)
    return tmp_path / "meters"


def samples(meters: Meters) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(exposition(meters).decode())
        for sample in family.samples
    }


def test_a_request_is_found_in_the_bucket_of_its_time(shared: Path) -> None:
    meters = Meters(shared, 4)
    meters.observe("update", 204, 0.03)
    meters.observe("update", 204, 100)
    found = samples(meters)
    labels = (("kind", "update"), ("status", "204"))
    name = "brain2face_request_seconds"
    buckets = {
        dict(key[1])["le"]: value for key, value in found.items() if key[0] == f"{name}_bucket"
    }
    assert (buckets["0.025"], buckets["0.05"], buckets["10.0"], buckets["+Inf"]) == (0, 1, 1, 2)
    assert found[f"{name}_count", labels] == 2
    assert found[f"{name}_sum", labels] == pytest.approx(100.03)


@settings(max_examples=50, deadline=None)
@given(
    requests=st.lists(
        st.tuples(
            st.sampled_from([*KINDS, "unknown"]),
            st.sampled_from([*STATUSES, 299, 999]),
            st.sampled_from([*BOUNDS, 0.0, 11.0, 0.0003]),
        ),
        max_size=30,
    )
)
def test_no_request_is_lost_or_counted_twice(
    requests: list[tuple[str, int, float]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("meters") / "meters"
    Meters.create(path, 1)
    meters = Meters(path, 1)
    for request in requests:
        meters.observe(*request)
    found = list(meters.histograms())
    assert sum(sum(histogram.counts) for histogram in found) == len(requests)
    for place, _ in enumerate([*BOUNDS, None]):
        expected = sum(bisect_left(BOUNDS, seconds) == place for _, _, seconds in requests)
        assert sum(histogram.counts[place] for histogram in found) == expected
    assert len({(histogram.kind, histogram.status) for histogram in found}) == len(found)


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty")
def test_threads_lose_no_count(shared: Path) -> None:
    meters = Meters(shared, 4)

    def count() -> None:
        for _ in range(5000):
            meters.count("cache_hits")

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meters.counter("cache_hits") == 40_000


def test_processes_count_together_and_what_a_dead_one_counted_stays(shared: Path) -> None:
    meters = Meters(shared, 4)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(shared), str(generation)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for generation in (7, 5, 3)
    ]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == b"done\n"
    assert (meters.level("generation"), meters.level("children_running")) == (7, 6)
    fifth = [sys.executable, "-c", COUNTING, str(shared), "1"]
    refused = subprocess.run(fifth, capture_output=True, text=True, check=False)
    assert "All 4 rows" in refused.stderr
    for process in running:
        process.kill()
        process.communicate()
    subprocess.run(fifth, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    assert meters.counter("updates") == 4000
    assert samples(meters)["brain2face_updates_total", ()] == 4000


def test_what_a_process_held_is_not_told_once_another_takes_its_row(
    shared: Path,
) -> None:
    meters = Meters(shared, 4)
    meters.gauge("children_running", 3)
    meters.count("updates")
    again = Meters(shared, 4)
    assert (again.level("children_running"), again.counter("updates")) == (0, 1)


def test_everything_that_is_counted_is_told_even_before_it_happens(shared: Path) -> None:
    found = {name for name, _ in samples(Meters(shared, 4))}
    assert {f"brain2face_{name}_total" for name in COUNTERS} <= found
    assert {f"brain2face_{name}" for name in GAUGES} | {"brain2face_info"} <= found


def test_meters_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be used"):
        Meters(tmp_path / "none", 1)
    (tmp_path / "short").write_bytes(b"x")
    with pytest.raises(EnvironmentFault, match="cannot be used"):
        Meters(tmp_path / "short", 1)
    assert os.listdir(tmp_path) == ["short"]
