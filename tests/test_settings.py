"""Settings: where each may come from, which goes first, and what is said of a wrong one."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from brain2face.errors import Brain2FaceError, SourceFileError, UnknownNameError, UsageFault
from brain2face.settings import Settings, read_settings, settings_options, settings_table
from brain2face.settings.fields import all_settings
from pages_from.extension import fill

GOOD = "a-token-that-is-long-enough"
DOCUMENT = Path(__file__).parents[1] / "docs" / "reference" / "configuration.md"
WRONG = [
    ({"port": "eighty"}, {}, "--port: 'eighty' is no whole number."),
    ({"port": "0"}, {}, "--port: '0' is not from 1 to 65535."),
    ({}, {"BRAIN2FACE_TIMEOUT": "nan"}, "BRAIN2FACE_TIMEOUT: 'nan' is not above 0"),
    ({}, {"BRAIN2FACE_TIMEOUT": "-1"}, "BRAIN2FACE_TIMEOUT: '-1' is not above 0"),
    ({}, {"BRAIN2FACE_MEMORY": "2 apples"}, "BRAIN2FACE_MEMORY: '2 apples' is no size"),
    ({"endpoint": "a.example"}, {}, "--endpoint: 'a.example' is no address"),
    ({}, {"BRAIN2FACE_ALLOW_SERVICE": "http://a.example b"}, "'http://a.example b' is no address"),
    ({"host": "a\nb"}, {}, "holds a character that cannot be printed"),
    ({"store": "x", "endpoint": "http://a.example/"}, {}, "store and endpoint exclude each other"),
    ({}, {"BRAIN2FACE_TOKEN": "two words"}, "BRAIN2FACE_TOKEN holds no token"),
    ({}, {"BRAIN2FACE_TOKEN": GOOD, "BRAIN2FACE_TOKEN_FILE": "x"}, "exclude each other"),
]
WRONG_FILES = [
    ("port = 80.5", "port in FILE: '80.5' is no whole number."),
    ("port = true", "port in FILE: 'True' is no whole number."),
    ("allow_service = 7", "allow_service in FILE: '7' is no list of addresses."),
    ("allow_service = ['x']", "allow_service in FILE"),
    ("host = 7", "host in FILE: '7' is no text."),
    ("memory = []", "memory in FILE"),
    (f'token = "{GOOD}"', "FILE: the token itself stands in no such file; name a token_file."),
    ("port = ", "FILE is no TOML file"),
    ("time_out = 5", "There is no setting in FILE 'time_out'. Nearest: timeout"),
]


def config(folder: Path, text: str) -> Path:
    path = folder / "brain2face.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_flag_goes_before_the_environment_that_before_the_file_that_before_the_default(
    tmp_path: Path,
) -> None:
    path = config(tmp_path, "port = 1\nworkers = 1\nthreads = 1\n")
    flags = {"port": "3", "workers": None, "allow_service": ()}
    environ = {"BRAIN2FACE_PORT": "2", "BRAIN2FACE_WORKERS": "2", "BRAIN2FACE_HOST": ""}
    read = read_settings(flags, environ, path)
    assert (read.port, read.workers, read.threads, read.children) == (3, 2, 1, 0)
    assert read.host == Settings().host
    assert read_settings({}, {**environ, "BRAIN2FACE_CONFIG": str(path)}) == read_settings(
        {}, environ, path
    )


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("0", 0),
        ("7B", 7),
        ("500kB", 500_000),
        ("2GB", 2 * 10**9),
        ("1.5m", 1_500_000),
        ("512MiB", 512 * 2**20),
        (" 1 kib ", 1024),
        ("1TB", 10**12),
    ],
)
def test_a_size_is_read_as_people_write_it(written: str, size: int) -> None:
    assert read_settings({"memory": written}, {}).memory == size


def test_several_addresses_come_by_flags_by_spaces_or_as_a_list(tmp_path: Path) -> None:
    two = ("http://a.example/", "https://b.example/x")
    path = config(tmp_path, f"allow_service = {list(two)}")
    assert read_settings({"allow_service": two}, {}).allow_service == two
    environ = {"BRAIN2FACE_ALLOW_SERVICE": " ".join(two)}
    assert read_settings({}, environ).allow_service == two
    assert read_settings({}, {}, path).allow_service == two


@pytest.mark.parametrize(("flags", "environ", "said"), WRONG)
def test_a_wrong_value_is_told_with_its_place(
    flags: dict[str, Any], environ: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageFault) as told:
        read_settings(flags, environ)
    assert said in str(told.value)


@pytest.mark.parametrize(("text", "said"), WRONG_FILES)
def test_a_wrong_file_is_told_with_its_name(text: str, said: str, tmp_path: Path) -> None:
    path = config(tmp_path, text)
    with pytest.raises(Brain2FaceError) as told:
        read_settings({}, {}, path)
    assert said.replace("FILE", str(path)) in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="No such file"):
        read_settings({}, {}, tmp_path / "none.toml")


def test_a_mistyped_variable_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match="Nearest: BRAIN2FACE_TIMEOUT"):
        read_settings({}, {"BRAIN2FACE_TIMOUT": "5"})


def test_variables_of_others_are_left_alone() -> None:
    others = {"BRAIN2FACE_DEBUG": "1", "BRAIN2FACE_PORT_8000_TCP_ADDR": "x", "PATH": "y"}
    others |= {"BRAIN2FACE_SERVICE_HOST": "10.0.0.1", "BRAIN2FACE_SERVICE_PORT_HTTP": "80"}
    assert read_settings({}, others) == Settings()


def test_the_token_is_read_and_nowhere_shown(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(f"{GOOD}\n", encoding="ascii")
    path.chmod(0o600)
    for read in (
        read_settings({}, {"BRAIN2FACE_TOKEN": GOOD}),
        read_settings({"token_file": str(path)}, {"BRAIN2FACE_TOKEN": "another-one"}),
        read_settings({}, {"BRAIN2FACE_TOKEN": GOOD}, config(tmp_path, "token_file = 'none'")),
    ):
        assert (read.token, read.writable, read.remarks) == (GOOD, True, ())
        assert GOOD not in repr(read)
    assert not read_settings({}, {}).writable


def test_a_token_that_others_can_read_is_remarked_and_one_they_can_change_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "token"
    path.write_text("short", encoding="ascii")
    path.chmod(0o644)
    remarks = read_settings({"token_file": str(path)}, {}).remarks
    assert [("can read" in r, "guessed" in r) for r in remarks] == [(False, True), (True, False)]
    path.chmod(0o620)
    with pytest.raises(SourceFileError, match="chmod 600"):
        read_settings({"token_file": str(path)}, {})
    path.chmod(0o600)
    path.write_bytes(b"\xff")
    with pytest.raises(UsageFault, match="holds no token"):
        read_settings({"token_file": str(path)}, {})


def test_each_setting_is_a_flag_and_none_takes_the_token() -> None:
    @click.command()
    @settings_options
    def serve(config: str | None, **flags: object) -> None:
        click.echo(repr(read_settings(flags, {}, Path(config) if config else None)))

    names = {name for param in serve.params for name in param.opts}
    fields = {f"--{part.name.replace('_', '-')}" for part in dataclasses.fields(Settings)}
    assert names == fields - {"--token", "--remarks"} | {"--config"}
    told = CliRunner().invoke(serve, ["--allow-service", "http://a.example/", "--memory", "1GB"])
    assert repr(Settings(memory=10**9, allow_service=("http://a.example/",))) in told.output
    assert "2GB" in CliRunner().invoke(serve, ["--help"]).output


def test_the_document_lists_the_settings_as_they_are() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert settings_table() in fill(text)
    assert all(f"`{setting.flag}" in settings_table() for setting in all_settings().values())
