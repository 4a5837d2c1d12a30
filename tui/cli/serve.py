"""``kenwatch serve``: the desk in a browser, on this machine unless told otherwise."""

from __future__ import annotations

import ipaddress
import shlex
from typing import TYPE_CHECKING, Any

import click

from tui.cli import err
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import say, trouble

if TYPE_CHECKING:
    from aiohttp import web

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self' {socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""What the page may load: nothing from elsewhere."""


@click.command(cls=Verb)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="The port to listen on.")
@click.option("--url", default="", metavar="URL", help="How browsers reach it, where that differs (behind a proxy).")
@click.pass_obj
def serve(session: Session, host: str, port: int, url: str) -> None:
    """Show the desk in a browser. Each tab is a desk of its own over the same archive. Needs textual-serve: pip install
    textual-serve.

    There is no password: whoever reaches the address can use the desk, so it listens to this machine alone unless --host
    says otherwise.

    Example: kenwatch serve --port 8123
    """
    try:
        import textual_serve.server  # noqa: F401
    except ImportError as error:
        raise err.FailureError(say("serve.missing"), err.Code.USAGE) from error
    session.world()  # mistakes in feeds.toml are told here rather than in every tab
    if not is_loopback(host):
        err.narrate(say("serve.open", host=host))
    server = make(session.command(), host, port, url)
    try:
        server.serve()
    except OSError as error:
        raise err.FailureError(say("serve.busy", host=host, port=port, why=trouble(error))) from error


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make(command: list[str], host: str, port: int, url: str = "") -> Any:
    """A server of the desk that ``command`` starts: it answers only to its own name and to pages of its own."""
    from aiohttp import web
    from textual_serve.server import Server

    shown = f"[{host}]" if ":" in host else host
    public = url.rstrip("/") or f"http://{shown}:{port}"
    policy = _POLICY.format(socket=public.replace("http", "ws", 1))

    @web.middleware
    async def guarded(request: web.Request, handler: Any) -> Any:
        """Other sites' pages get no desk: neither by a name of theirs that leads here, nor by a socket."""
        if not _is_ours(request, host, public):
            raise web.HTTPForbidden(text=say("serve.stranger"))
        answer = await handler(request)
        if not answer.prepared:
            answer.headers["Content-Security-Policy"] = policy
            answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    class DeskServer(Server):
        """Says where it is, and keeps strangers out."""

        def initialize_logging(self) -> None:
            """Nothing is logged."""

        async def on_startup(self, app: web.Application) -> None:
            """Say where the desk is."""
            err.narrate(say("serve.ready", url=self.public_url))

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guarded)
            return app

    return DeskServer(shlex.join(command), host, port, title="kenwatch", public_url=public)


def _is_ours(request: web.Request, host: str, public: str) -> bool:
    """Whether a request names this server (where it listens to this machine alone), and comes from no other site's page."""
    origin = request.headers.get("Origin")
    if origin is not None and origin not in (public, f"http://{request.host}"):
        return False
    name = request.host.rpartition(":")[0] if not request.host.endswith("]") and ":" in request.host else request.host
    return not is_loopback(host) or is_loopback(name.strip("[]")) or f"//{request.host}" in public
