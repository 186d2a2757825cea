"""Settings from flags, the environment and a file, in this order; a wrong one says where it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.settings.fields import Setting, Settings, all_settings
from brain2face.settings.token import check_token, token_of_file

__all__ = ["CONFIG", "read_settings"]

CONFIG: Final = "BRAIN2FACE_CONFIG"
_START: Final = "BRAIN2FACE_"
_TOKEN: Final = f"{_START}TOKEN"
_ELSEWHERE: Final = frozenset(
    f"{_START}{name}"
    for name in (
        *("ADDRESS", "CONFIG", "DEBUG", "NO_SKIP", "SHARED", "W"),
        *("ENDPOINT_USER", "ENDPOINT_PASSWORD", "ENDPOINT_TOKEN", "ENDPOINT_TIMEOUT"),
    )
)
_KUBERNETES: Final = re.compile(
    rf"{_START}(?:SERVICE_(?:HOST|PORT.*)|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_.*)?)"
)


def read_settings(
    flags: Mapping[str, object], environ: Mapping[str, str], config: Path | None = None
) -> Settings:
    """Read the settings; a flag goes before the environment, that before the file.

    Args:
        flags: by name; what is not given is ``None`` or an empty tuple.
        environ: the environment; ``BRAIN2FACE_<NAME>`` counts, an empty value does not.
        config: a TOML file; by default the one that ``BRAIN2FACE_CONFIG`` names.

    Raises:
        UsageFault: a name that there is not, a value that cannot be, or two that exclude another.
        SourceFileError: the file, or that of the token, cannot be read.
    """
    known = all_settings()
    path = config or (Path(environ[CONFIG]) if environ.get(CONFIG) else None)
    levels = [_flags(flags, known), _environment(environ, known), _file(path, known)]
    values = {name: value for level in reversed(levels) for name, value in level.items()}
    token, remarks = _token(levels, environ)
    settings = replace(Settings(**values), token=token, remarks=remarks)
    if settings.store and settings.endpoint:
        raise UsageFault("store and endpoint exclude each other: give the one that is to answer.")
    return settings


def _flags(flags: Mapping[str, object], known: Mapping[str, Setting]) -> dict[str, Any]:
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    return {
        name: _value(_known(name, known, "flag"), value, known[name].flag)
        for name, value in given.items()
    }


def _environment(environ: Mapping[str, str], known: Mapping[str, Setting]) -> dict[str, Any]:
    by_variable = {setting.variable: setting for setting in known.values()}
    values = {}
    for variable, text in environ.items():
        foreign = not variable.startswith(_START) or variable in _ELSEWHERE or variable == _TOKEN
        if foreign or _KUBERNETES.fullmatch(variable) or not text.strip():
            continue
        if variable not in by_variable:
            raise UnknownNameError("environment variable", variable, [*by_variable, _TOKEN])
        setting = by_variable[variable]
        values[setting.name] = _value(setting, text, variable)
    return values


def _file(path: Path | None, known: Mapping[str, Setting]) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceFileError(f"{path}: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceFileError(f"{path} is no TOML file: {error}.") from None
    if "token" in content:
        raise UsageFault(f"{path}: the token itself stands in no such file; name a token_file.")
    return {
        name: _value(_known(name, known, f"setting in {path}"), value, f"{name} in {path}")
        for name, value in content.items()
    }


def _known(name: str, known: Mapping[str, Setting], where: str) -> Setting:
    if name not in known:
        raise UnknownNameError(where, name, known)
    return known[name]


def _value(setting: Setting, given: object, where: str) -> object:
    try:
        return setting.kind.read(given)
    except ValueError as error:
        shown = given if isinstance(given, str) else repr(given)
        raise UsageFault(f"{where}: {shown!r} is {error}.") from None


def _token(levels: list[dict[str, Any]], environ: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    flags, environment, file = (level.get("token_file") for level in levels)
    text = environ.get(_TOKEN, "")
    if text and environment and not flags:
        raise UsageFault(f"{_TOKEN} and {_TOKEN}_FILE exclude each other: give one of them.")
    path = flags or (None if text else environment or file)
    if path:
        return token_of_file(path)
    return check_token(text, _TOKEN) if text else ("", ())
