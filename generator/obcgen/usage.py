"""What a process of this machine has used by now: processor time and memory, as the system counts them."""

from __future__ import annotations

import subprocess
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
else:

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
            memory, clock = told.stdout.split()
            return Used(_seconds(clock), int(memory) * 1024)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None

    def _seconds(clock: str) -> float:
        """Read what `ps` calls time: `1:02.34` on a Mac, `00:01:02` or `1-00:01:02` elsewhere."""
        days, _, rest = clock.rpartition("-")
        total = 0.0
        for part in rest.split(":"):
            total = total * 60 + float(part)
        return total + 86_400 * int(days or 0)
