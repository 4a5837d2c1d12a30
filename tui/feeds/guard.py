"""Keeping strangers' addresses away from the inside: the address is checked where the connection is made."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable
from functools import lru_cache

from tui.feeds.client import httpx

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to the addresses that the name has now."""

_ADDRESSES_TRIED = 4
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A stranger's link leads to this machine or its network."""


@lru_cache(maxsize=1_024)
def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not loopback, private, link-local, multicast or reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


@lru_cache(maxsize=1_024)
def _written_out(host: str) -> str:
    """The address that ``host`` is; "" where it is a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of the old internet that one of the new stands for: mapped, 6to4 or NAT64."""
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return ip.ipv4_mapped or ip.sixtofour or translated


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host`` by the system's resolver. Raises OSError where it has none.

    In a thread that nobody waits for: a resolver without a network may take half a minute, and quitting may not."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | OSError) -> None:
        if answer.done():
            return
        if isinstance(found, OSError):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def ask() -> None:
        found: list[str] | OSError
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except (OSError, UnicodeError) as error:
            found = error if isinstance(error, OSError) else OSError(str(error))
        with contextlib.suppress(RuntimeError):  # the loop may be gone by now
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    return await answer


class Pinned(httpx.AsyncBaseTransport):
    """Resolves a name once and connects to the very addresses that came of it, so that a name which is checked cannot
    change its mind before the connection; TLS still proves the name. The transport inside must not keep connections:
    it would lend one name's to another name at the same address."""

    def __init__(
        self, inner: httpx.AsyncBaseTransport, resolver: Resolve = resolve, *, public_only: bool, proxied: bool = False
    ) -> None:
        """``public_only`` refuses inside addresses; ``proxied`` leaves the name in place, for the proxy to resolve."""
        self._inner = inner
        self._resolve = resolver
        self._public_only = public_only
        self._proxied = proxied

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises PrivateAddressError before anything is sent to an inside address; httpx's errors as usual."""
        if self._proxied and not self._public_only:
            return await self._inner.handle_async_request(request)
        addresses = await self._addresses(request)
        if self._public_only and not all(is_public(address) for address in addresses):
            raise PrivateAddressError(request.url.host)
        if self._proxied:
            return await self._inner.handle_async_request(request)
        return await self._connected(request, addresses)

    async def _addresses(self, request: httpx.Request) -> list[str]:
        host = request.url.host
        if address := _written_out(host):
            return [address]
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        if not addresses:
            raise httpx.ConnectError("no address for the name", request=request)
        return addresses

    async def _connected(self, request: httpx.Request, addresses: list[str]) -> httpx.Response:
        """The answer of the first address that takes a connection."""
        request.extensions = {**request.extensions, "sni_hostname": request.url.host}
        for address in addresses[:_ADDRESSES_TRIED]:
            if address != request.url.host:
                request.url = request.url.copy_with(host=address)
            try:
                return await self._inner.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused = error
        raise refused

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._inner.aclose()
