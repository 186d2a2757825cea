"""The walls around a process that evaluates a foreign query or update.

Entered after the store is open, and never left: the memory is bounded, a crash leaves no core file,
no privilege can be gained, and the kernel itself refuses the network, new processes and, where
nothing is to be written, every change of a file. What was open before stays open: the pipe or
socket pair to the server, and the files of the store.

Elsewhere than on Linux on x86_64 or aarch64 only the limits hold; ``enter`` tells.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator
from typing import Final

from brain2face.errors import EnvironmentFault
from brain2face.server.system_calls import (
    ALWAYS,
    FORKING,
    MACHINES,
    UNWRITING,
    WRITING_FLAGS,
    Machine,
)

__all__ = ["enter"]

_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_AT_LEAST: Final = 0x35
_JUMP_IF_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06

_ALLOW: Final = 0x7FFF0000
_KILL_PROCESS: Final = 0x80000000
_REFUSE: Final = 0x00050000

_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_ARGUMENTS: Final = 16
_X32: Final = 0x40000000

_NO_NEW_PRIVILEGES: Final = 38
_FILTER: Final = 1
_ALL_THREADS: Final = 1


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def enter(*, memory: int, stack: int | None = None, writing: bool = False) -> bool:
    """Bound this process for the rest of its life; all its threads, and those still to come.

    Args:
        memory: the bytes of address space it may take.
        stack: the bytes its main thread's stack may grow to; by default what it has.
        writing: whether it may change files, as an update does; the network is refused anyway.

    Returns:
        Whether the kernel refuses the network and new processes from now on.

    Raises:
        EnvironmentFault: the kernel has no filter of system calls, or will not take this one.
    """
    _limit(memory, stack)
    machine = MACHINES.get(platform.machine()) if sys.platform == "linux" else None
    if machine is None:
        return False
    _install(b"".join(_instructions(machine, writing=writing)), machine)
    return True


def _limit(memory: int, stack: int | None) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, bound in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_STACK, stack),
    ):
        if bound is None:
            continue
        hard = resource.getrlimit(kind)[1]
        new = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        try:
            resource.setrlimit(kind, (new, new))
        except (ValueError, OSError):
            if sys.platform == "linux":
                raise


def _install(code: bytes, machine: Machine) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    program = _Program(len(code) // 8, code)
    arguments = [ctypes.c_long(value) for value in (1, 0, 0, 0)]
    if library.prctl(_NO_NEW_PRIVILEGES, *arguments) == 0:
        number = ctypes.c_long(machine.numbers["seccomp"])
        operation, flags = ctypes.c_long(_FILTER), ctypes.c_long(_ALL_THREADS)
        if library.syscall(number, operation, flags, ctypes.byref(program)) == 0:
            return
    said = os.strerror(ctypes.get_errno())
    raise EnvironmentFault(f"This kernel does not take a filter of system calls: {said}.")


def _instructions(machine: Machine, *, writing: bool) -> Iterator[bytes]:
    """Give the filter: the machine proven, then each call that is refused, then leave."""
    yield _one(_LOAD, _ARCHITECTURE)
    yield _one(_JUMP_IF_EQUAL, machine.audit, yes=1)
    yield _one(_RETURN, _KILL_PROCESS)
    yield _one(_LOAD, _NUMBER)
    yield _one(_JUMP_IF_AT_LEAST, _X32, no=1)
    yield _one(_RETURN, _REFUSE | errno.EPERM)
    for name, error in {**ALWAYS, **({} if writing else UNWRITING)}.items():
        if name in machine.numbers:
            yield _one(_JUMP_IF_EQUAL, machine.numbers[name], no=1)
            yield _one(_RETURN, _REFUSE | error)
    yield from _unless_bits(machine, "clone", 0, FORKING)
    yield from _if_set(machine, "sendto", 4, errno.EACCES)
    yield from _if_set(machine, "prlimit64", 2, errno.EPERM)
    for name in ("kill", "tgkill"):
        yield from _unless_self(machine, name)
    if not writing:
        yield from _if_bits(machine, "open", 1, WRITING_FLAGS)
        yield from _if_bits(machine, "openat", 2, WRITING_FLAGS)
    yield _one(_RETURN, _ALLOW)


def _if_bits(machine: Machine, name: str, argument: int, bits: int) -> Iterator[bytes]:
    if name in machine.numbers:
        yield _one(_JUMP_IF_EQUAL, machine.numbers[name], no=4)
        yield _one(_LOAD, _ARGUMENTS + 8 * argument)
        yield _one(_JUMP_IF_ANY_BIT, bits, no=1)
        yield _one(_RETURN, _REFUSE | errno.EACCES)
        yield _one(_RETURN, _ALLOW)


def _unless_bits(machine: Machine, name: str, argument: int, bits: int) -> Iterator[bytes]:
    yield _one(_JUMP_IF_EQUAL, machine.numbers[name], no=4)
    yield _one(_LOAD, _ARGUMENTS + 8 * argument)
    yield _one(_JUMP_IF_ANY_BIT, bits, yes=1)
    yield _one(_RETURN, _REFUSE | errno.EPERM)
    yield _one(_RETURN, _ALLOW)


def _if_set(machine: Machine, name: str, argument: int, error: int) -> Iterator[bytes]:
    low = _ARGUMENTS + 8 * argument
    yield _one(_JUMP_IF_EQUAL, machine.numbers[name], no=6)
    yield _one(_LOAD, low)
    yield _one(_JUMP_IF_EQUAL, 0, no=2)
    yield _one(_LOAD, low + 4)
    yield _one(_JUMP_IF_EQUAL, 0, yes=1)
    yield _one(_RETURN, _REFUSE | error)
    yield _one(_RETURN, _ALLOW)


def _unless_self(machine: Machine, name: str) -> Iterator[bytes]:
    yield _one(_JUMP_IF_EQUAL, machine.numbers[name], no=4)
    yield _one(_LOAD, _ARGUMENTS)
    yield _one(_JUMP_IF_EQUAL, os.getpid(), yes=1)
    yield _one(_RETURN, _REFUSE | errno.EPERM)
    yield _one(_RETURN, _ALLOW)


def _one(code: int, operand: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, operand)
