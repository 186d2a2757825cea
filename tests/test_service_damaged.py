"""A store that is damaged under a running service: told in plain words, and healed by itself."""

from __future__ import annotations

from pathlib import Path

from running_service import running


def test_a_store_that_cannot_be_read_is_503_without_its_path_and_health_goes_on(
    tmp_path: Path,
) -> None:
    store = tmp_path / "store"
    with running(store=store) as service:
        assert service.query("ASK {}", "application/json").status == 200
        current = (store / "CURRENT").read_bytes()
        (store / "CURRENT").unlink()
        for path in ("/sparql?query=ASK%7B%7D", "/ready", "/rdf-graph-store?default"):
            told = service.send("GET", path)
            assert told.status == 503, (path, told)
            assert str(tmp_path).encode() not in told.body
            assert "retry-after" in told.headers
        assert service.send("GET", "/health").status == 200
        (store / "CURRENT").write_bytes(current)
        assert service.query("ASK {}", "application/json").status == 200
