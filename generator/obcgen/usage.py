"""What a process of this machine has used by now: processor time and memory, as the system counts them."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of computing, bytes of memory."""

    seconds: float
    memory: int


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_LIMITED = 0x1000

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def used(process: int) -> Used | None:
        """Return what a process has used; None where the system does not say."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.OpenProcess(_QUERY_LIMITED, False, process))
        if not handle:
            return None
        try:
            times, counters = [wintypes.FILETIME() for _ in range(4)], _Counters()
            told = kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
            counted = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), ctypes.sizeof(counters))
        finally:
            kernel.CloseHandle(handle)
        if not (told and counted):
            return None
        ticks = sum(one.dwHighDateTime << 32 | one.dwLowDateTime for one in times[2:])
        return Used(ticks / 10_000_000, counters.PagefileUsage)
elif sys.platform == "linux":
    import os
    from pathlib import Path

    def used(process: int) -> Used | None:
        """Return what a process has used; None where the system does not say.

        It is read from `/proc` (proc(5), stat: 14 utime, 15 stime, 24 rss): a bare system has no `ps`.
        """
        try:
            told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        after_name = told.rpartition(")")[2].split()
        user, system, pages = (int(after_name[place - 3]) for place in (14, 15, 24))
        return Used((user + system) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))
else:
    import subprocess

    def used(process: int) -> Used | None:
        """Return what a process has used; None where the system does not say."""
        try:
            told = subprocess.run(  # noqa: S603 - a number of ours
                ["/bin/ps", "-o", "rss=,time=", "-p", str(process)],
                capture_output=True,
                text=True,
                check=True,
                timeout=5,
            )
            return read_ps(told.stdout)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None


def read_ps(told: str) -> Used:
    """Read kilobytes and what `ps` calls time: `1:02.34` on a Mac, `00:01:02` or `1-00:01:02` elsewhere."""
    memory, clock = told.split()
    days, _, rest = clock.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return Used(seconds + 86_400 * int(days or 0), int(memory) * 1024)
