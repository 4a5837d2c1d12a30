"""The desk in a browser: strangers are kept out, the page loads nothing from elsewhere, a missing extra is told."""

from __future__ import annotations

import builtins
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from cli_runs import run

from tui.cli.serve import is_loopback

aiohttp_web = pytest.importorskip("aiohttp.web", reason="the extra `serve` is not installed")


@asynccontextmanager
async def served(host: str = "127.0.0.1", url: str = "") -> AsyncIterator[int]:
    """The server of a desk on a free port."""
    import socket

    from tui.cli.serve import make

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = make([sys.executable, "-c", "pass"], host, port, url)
    runner = aiohttp_web.AppRunner(await server._make_app())
    await runner.setup()
    await aiohttp_web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield port
    finally:
        await runner.cleanup()


async def _status(port: int, path: str = "/", **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}", headers=headers)


async def test_answers_to_its_own_name_alone() -> None:
    async with served() as port:
        assert (await _status(port)).status_code == 200
        assert (await _status(port, Host=f"localhost:{port}")).status_code == 200
        assert (await _status(port, Host=f"[::1]:{port}")).status_code == 200
        for stranger in (f"evil.example:{port}", "evil.example", f"127.0.0.1.evil.example:{port}"):
            assert (await _status(port, Host=stranger)).status_code == 403


async def test_no_other_sites_page_gets_a_desk() -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    async with served() as port:
        for origin in ("https://evil.example", "null", f"http://127.0.0.1:{port + 1}"):
            told = await _status(port, "/ws", Origin=origin, **upgrade)
            assert told.status_code == 403
        assert (await _status(port, Origin=f"http://127.0.0.1:{port}")).status_code == 200


async def test_behind_a_proxy_its_own_address_counts() -> None:
    async with served(url="https://desk.example/") as port:
        told = await _status(port, Host="desk.example", Origin="https://desk.example")
        assert told.status_code == 200
        assert "wss://desk.example/ws" in told.text


async def test_the_page_may_load_nothing_from_elsewhere() -> None:
    async with served() as port:
        policy = (await _status(port)).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert f"connect-src 'self' ws://127.0.0.1:{port};" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("192.0.2.7", False), ("x.y", False)],
)
def test_what_is_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("textual_serve"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "textual_serve.server", raising=False)
    told = run(capsys, "--demo", "serve")
    assert told.code == 2
    assert "pip install textual-serve" in told.err
