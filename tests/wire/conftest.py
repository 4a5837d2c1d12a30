"""What the tests over real sockets share: the server, and a poller whose clock the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from wire_desk import Desk
from wire_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with three hosts."""
    with Server(hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3")) as running:
        yield running


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A poller with an empty archive."""
    made = Desk(tmp_path / "archive.db")
    yield made
    await made.worker.end()
