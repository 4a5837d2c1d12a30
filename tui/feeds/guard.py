"""Keeping strangers' addresses away from the inside: the address is checked where the connection is made."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

import httpx

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to the addresses that the name has now."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A stranger's link leads to this machine or its network."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not loopback, private, link-local, multicast or reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of the old internet that one of the new stands for: mapped, 6to4 or NAT64."""
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return ip.ipv4_mapped or ip.sixtofour or translated


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host`` by the system's resolver. Raises OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PublicOnly(httpx.AsyncBaseTransport):
    """Connects to public addresses alone. The name is resolved once, and the very address that was checked is connected
    to, so that a name cannot change its mind in between; TLS still proves the name."""

    def __init__(self, inner: httpx.AsyncBaseTransport, resolver: Resolve = resolve, *, rewrite: bool = True) -> None:
        """``rewrite`` False leaves the name in place, for a proxy to resolve again."""
        self._inner = inner
        self._resolve = resolver
        self._rewrite = rewrite

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises PrivateAddressError before anything is sent to an inside address; httpx's errors as usual."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        if not addresses or not all(is_public(address) for address in addresses):
            raise PrivateAddressError(host)
        if self._rewrite:
            request.extensions = {**request.extensions, "sni_hostname": host}
            request.url = request.url.copy_with(host=addresses[0])
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._inner.aclose()
