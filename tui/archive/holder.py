"""Who holds a lease, and whether that process still lives."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """One archive opened by one process: ``started`` tells a process from a later one with the same number, and
    ``token`` one opening from another."""

    host: str
    pid: int
    started: str
    token: str


def this_process(token: str) -> Holder:
    """The holder that the running process is."""
    return Holder(socket.gethostname(), os.getpid(), _started(os.getpid()), token)


def is_dead(holder: Holder) -> bool:
    """Whether the holder is known to be gone; of a process on another host nothing is known."""
    if holder.host != socket.gethostname():
        return False
    if os.name == "posix" and not _exists(holder.pid):
        return True
    return bool(holder.started) and _started(holder.pid) != holder.started


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _started(pid: int) -> str:
    """When the process began, in the system's ticks; "" where the system does not say or only a zombie is left."""
    try:
        stat = Path(f"/proc/{pid:d}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
