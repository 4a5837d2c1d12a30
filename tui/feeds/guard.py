"""Keeping strangers' addresses away from the inside: the address is checked where the connection is made."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port to the addresses that the name has now."""

_ADDRESSES_TRIED = 4
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


async def addresses(host: str, port: int, find: Resolve = resolve, *, public_only: bool) -> list[str]:
    """The addresses to connect to for ``host``, found once: a name that is checked cannot change its mind before the
    connection. ``public_only`` refuses a name any of whose addresses is inside. Raises PrivateAddressError and OSError."""
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        found = await find(host, port)
    if not found:
        raise OSError("no address for the name")
    if public_only and not all(is_public(address) for address in found):
        raise PrivateAddressError(host)
    return found[:_ADDRESSES_TRIED]
