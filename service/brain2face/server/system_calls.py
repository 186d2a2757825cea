"""What a jailed process may not ask of the kernel: system calls by number, one table a machine.

A query needs memory, threads, a clock, the pipe it was given and files to read. Everything here is
something else. What is not here is allowed, so that a new C library or Python goes on working.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["ALWAYS", "FORKING", "MACHINES", "UNWRITING", "WRITING_FLAGS", "Machine"]

WRITING_FLAGS: Final = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000
"""``O_WRONLY``, ``O_RDWR``, ``O_CREAT``, ``O_TRUNC``, ``O_APPEND``: the same on both machines."""

FORKING: Final = 0x00010000
"""``CLONE_THREAD``: a clone without it is a new process."""

_NETWORK: Final = "socket connect bind listen accept accept4"
_PROCESSES: Final = (
    "execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise tkill"
    " rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal"
)
_SYSTEM: Final = (
    "bpf perf_event_open userfaultfd keyctl add_key request_key mount umount2 pivot_root chroot"
    " setns unshare init_module finit_module delete_module kexec_load reboot swapon swapoff"
    " open_by_handle_at acct settimeofday clock_settime sethostname setrlimit mknod mknodat"
)
_ABSENT: Final = "clone3 openat2 io_uring_setup io_uring_enter io_uring_register"
_CHANGES: Final = (
    "creat unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir link linkat symlink"
    " symlinkat truncate chmod fchmodat chown lchown fchownat setxattr lsetxattr removexattr"
    " utimensat"
)

ALWAYS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_NETWORK.split(), errno.EACCES),
    **dict.fromkeys(f"{_PROCESSES} {_SYSTEM}".split(), errno.EPERM),
    **dict.fromkeys(_ABSENT.split(), errno.ENOSYS),
}
"""Refused in every jail, with the error told; ``ENOSYS`` makes libraries take the older call."""

UNWRITING: Final[Mapping[str, int]] = dict.fromkeys(_CHANGES.split(), errno.EACCES)
"""Refused besides where no file may be changed."""


@dataclass(frozen=True, slots=True)
class Machine:
    """How one sort of processor names itself and its system calls."""

    audit: int
    numbers: Mapping[str, int]


def _numbers(table: str) -> dict[str, int]:
    pairs = (entry.partition("=") for entry in table.split())
    return {name: int(number) for name, _, number in pairs}


_X86_64: Final = """
    socket=41 connect=42 bind=49 listen=50 accept=43 accept4=288 execve=59 execveat=322 fork=57
    vfork=58 clone=56 clone3=435 ptrace=101 process_vm_readv=310 process_vm_writev=311
    process_madvise=440 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 bpf=321
    perf_event_open=298 userfaultfd=323 keyctl=250 add_key=248 request_key=249 mount=165
    umount2=166 pivot_root=155 chroot=161 setns=308 unshare=272 init_module=175 finit_module=313
    delete_module=176 kexec_load=246 reboot=169 swapon=167 swapoff=168 pidfd_open=434
    pidfd_getfd=438 pidfd_send_signal=424 open_by_handle_at=304 kill=62 tkill=200 tgkill=234
    rt_sigqueueinfo=129 rt_tgsigqueueinfo=297 sendto=44 prlimit64=302 setrlimit=160 open=2
    openat=257 openat2=437 creat=85 unlink=87 unlinkat=263 rename=82 renameat=264 renameat2=316
    mkdir=83 mkdirat=258 rmdir=84 link=86 linkat=265 symlink=88 symlinkat=266 mknod=133 mknodat=259
    truncate=76 chmod=90 fchmodat=268 chown=92 lchown=94 fchownat=260 setxattr=188 lsetxattr=189
    removexattr=197 utimensat=280 acct=163 settimeofday=164 clock_settime=227 sethostname=170
    seccomp=317
"""
_AARCH64: Final = """
    socket=198 connect=203 bind=200 listen=201 accept=202 accept4=242 execve=221 execveat=281
    clone=220 clone3=435 ptrace=117 process_vm_readv=270 process_vm_writev=271 process_madvise=440
    io_uring_setup=425 io_uring_enter=426 io_uring_register=427 bpf=280 perf_event_open=241
    userfaultfd=282 keyctl=219 add_key=217 request_key=218 mount=40 umount2=39 pivot_root=41
    chroot=51 setns=268 unshare=97 init_module=105 finit_module=273 delete_module=106
    kexec_load=104 reboot=142 swapon=224 swapoff=225 pidfd_open=434 pidfd_getfd=438
    pidfd_send_signal=424 open_by_handle_at=265 kill=129 tkill=130 tgkill=131 rt_sigqueueinfo=138
    rt_tgsigqueueinfo=240 sendto=206 prlimit64=261 setrlimit=164 openat=56 openat2=437 unlinkat=35
    renameat=38 renameat2=276 mkdirat=34 linkat=37 symlinkat=36 mknodat=33 truncate=45 fchmodat=53
    fchownat=54 setxattr=5 lsetxattr=6 removexattr=14 utimensat=88 acct=89 settimeofday=170
    clock_settime=112 sethostname=161 seccomp=277
"""
MACHINES: Final[Mapping[str, Machine]] = {
    "x86_64": Machine(0xC000003E, _numbers(_X86_64)),
    "aarch64": Machine(0xC00000B7, _numbers(_AARCH64)),
}
