"""The files of their own that readers of the documents are taken to have."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from brain2face.cli import cli
from readers_world import workbook

__all__ = ["write_samples"]

_LINES = "0002.jpg 4+9+12+25+26+43\n0003.jpg L12+24\n0004.jpg null\n"
_CORPUS = {f"face{number}.jpg": ("6+12", "4+9")[number % 2] for number in range(60)}
_CROWD = ("0 0 0 1 0 0", "0 0 0.9 0 0.1 0")
_LABELLED = [
    ("subject", "clip", "onset", "apex", "offset", "AU", "emotion"),
    ("s1", "c1", 10, 14, 20, "6+12", "happiness"),
    ("s2", "c1", 5, 8, 30, "4+9", "disgust"),
    ("s2", "c2", 40, 44, 51, "4+7", "tense"),
]
_TRIPLE = "<urn:x:{0}> <urn:x:shows> <urn:x:a-face> ."
_TIMED = "name,onset_s,offset_s,score\nsmile,0.2,1.7,6B+12C\nflash,2,2.12,1+4+5+25\n"


def write_samples(folder: Path) -> None:
    """Write the files that the documents speak of and do not show."""
    rows = [f"{frame + 1}, {frame / 25:g}, 1, 1, {3 * (9 < frame < 13)}" for frame in range(25)]
    labelled = "".join(",".join(map(str, row)) + "\n" for row in _LABELLED)
    texts = {
        **dict.fromkeys(("coder1.txt", "coder2.txt"), _LINES),
        "labels.txt": "".join(f"{name} {score}\n" for name, score in _CORPUS.items()),
        "both.csv": "coder,name,score\nann,c1,4+7\nbob,c1,4+9\n",
        "sheet.csv": labelled,
        "scores.txt": "".join(f"{name} {_CROWD[at % 2]}\n" for at, name in enumerate(_CORPUS)),
        "openface.csv": "\n".join(["frame, timestamp, confidence, success, AU12_r", *rows, ""]),
        "mine.csv": "emotion,units\nhappiness,6+12\ndisgust,9\n",
        "mine.ttl": _TRIPLE.format("mine"),
        "faces.ttl": _TRIPLE.format("faces"),
        "faces.nt": _TRIPLE.format("more-faces"),
        "mine.rq": "SELECT * { ?s ?p ?o } LIMIT 3\n",
        "question.rq": "SELECT * { ?s ?p ?o } LIMIT 3\n",
        "timed.csv": _TIMED,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("part1", "part2"):
        packed = gzip.compress(_TRIPLE.format(name).encode(), mtime=0)
        (folder / f"{name}.nt.gz").write_bytes(packed)
    for name in ("sheet", "ann", "bob"):
        workbook(folder / f"{name}.xlsx", {"faces": _LABELLED})
    for name in ("ann", "bob", "cleo"):
        out = ["code", str(folder / "timed.csv"), "-o", str(folder / f"{name}.eaf")]
        assert CliRunner().invoke(cli, out).exit_code == 0
    store = ox.Store(str(folder / "old-store"))
    store.update(f"INSERT DATA {{ {_TRIPLE.format('old')} }}")
    store.flush()
