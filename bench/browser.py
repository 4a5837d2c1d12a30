"""Opens ``kenwatch --demo serve`` in headless Chromium, presses keys, and keeps pictures: ``python -m bench browser FOLDER``.
Needs the extra ``serve`` and a ``chromium`` on the path."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

SIZE = (1400, 900)
STEPS = (("browser-desk", ()), ("browser-reader", ("Enter", "n")), ("browser-page", ("Escape", "Tab", "Tab", "Enter")))
"""The pictures, and the keys that lead from one to the next."""
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --remote-debugging-port=0"
).split()
_PATIENCE = 60.0
_CODES = {"Enter": 13, "Escape": 27, "Tab": 9}


class Page:
    """A tab of the browser, spoken to over the debugging protocol."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._number = 0
        self.asked: dict[str, str] = {}
        """Every web address that the page asked for and was not kept from, by request."""

    async def do(self, method: str, **parameters: Any) -> Any:
        """One command, and what it gives."""
        self._number += 1
        await self._wire.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            told = json.loads((await self._wire.receive(timeout=_PATIENCE)).data)
            about = told.get("params", {})
            if told.get("method") == "Network.requestWillBeSent" and about["request"]["url"].startswith("http"):
                self.asked[about["requestId"]] = about["request"]["url"]
            elif told.get("method") == "Network.loadingFailed" and about.get("blockedReason"):
                self.asked.pop(about["requestId"], None)
            if told.get("id") == self._number:
                return told.get("result")

    async def press(self, key: str) -> None:
        """One key down and up."""
        code = _CODES.get(key, ord(key.upper()) if len(key) == 1 else 0)
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        await self.do("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, text=text)
        await self.do("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def evaluate(self, code: str) -> Any:
        """The value of an expression on the page."""
        return (await self.do("Runtime.evaluate", expression=code, returnByValue=True))["result"].get("value")

    async def picture(self, path: Path) -> None:
        """What is to be seen, as PNG."""
        shot = await self.do("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))


@contextlib.asynccontextmanager
async def program(*command: str, **options: Any) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program in a process group of its own, which ends with it."""
    process = await asyncio.create_subprocess_exec(
        *command, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, start_new_session=True, **options
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        await process.wait()


async def said(process: asyncio.subprocess.Process, pattern: str) -> str:
    """What a program says on stderr, once it fits ``pattern``."""
    assert process.stderr is not None
    async with asyncio.timeout(_PATIENCE):
        while line := (await process.stderr.readline()).decode():
            if found := re.search(pattern, line):
                return found[1]
    raise RuntimeError(f"{pattern} was never said")


async def look(chromium: str, folder: Path) -> int:
    """Serve, open, press, look; what was measured goes to stdout."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = (sys.executable, "-m", "tui", "--demo", "serve", "--port", str(port))
    with tempfile.TemporaryDirectory() as place:
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        async with program(*serve) as server, program(chromium, *_FLAGS, size, f"--user-data-dir={place}") as browser:
            url = await said(server, r"(http://\S+)")
            debugger = await said(browser, r"ws://([^/]+)/")
            async with aiohttp.ClientSession() as session, session.get(f"http://{debugger}/json") as answer:
                target = next(tab for tab in await answer.json() if tab["type"] == "page")
                async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as wire:
                    return await _walk(Page(wire), url, folder)


async def _walk(page: Page, url: str, folder: Path) -> int:
    await page.do("Network.enable")
    await page.do("Page.enable")
    await page.do("Emulation.setFocusEmulationEnabled", enabled=True)
    started = time.monotonic()
    await page.do("Page.navigate", url=url)
    while not await page.evaluate("document.body && document.body.classList.contains('-first-byte')"):
        await asyncio.sleep(0.05)
    print(f"first byte of the desk in the browser after {time.monotonic() - started:.2f} s")
    await asyncio.sleep(6)
    await page.evaluate("document.querySelector('textarea').focus()")
    for name, keys in STEPS:
        for key in keys:
            await page.press(key)
            await asyncio.sleep(1)
        await page.picture(folder / f"{name}.png")
    elsewhere = [asked for asked in page.asked.values() if not asked.startswith(url)]
    print(f"{len(page.asked)} requests over HTTP, {len(elsewhere)} of them to elsewhere {elsewhere or ''}")
    return 1 if elsewhere else 0


def main(arguments: list[str]) -> int:
    """Nothing to do where there is no browser; 1 where the page asked for anything elsewhere."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("browser: no chromium on the path")
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(arguments[0]) if arguments else Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        return asyncio.run(look(chromium, folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
