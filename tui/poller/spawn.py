"""Starting a module of ours as a process that answers frames (tui.poller.frames) on its standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path


async def spawn(module: str) -> Process:
    """Starts ``module``, not in the terminal's foreground group: what is typed there is no signal to it."""
    package = str(Path(__file__).parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    # -P: the folder one happens to stand in holds no modules of ours.
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        process_group=0,
    )
