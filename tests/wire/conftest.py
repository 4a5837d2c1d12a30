"""What the tests over real sockets share: the server, and a poller whose clock the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from wire_desk import Desk, KeptWorker
from wire_server import Server

from tui.poller.process import PARSE_SECONDS, READ_SECONDS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here run in the loop that the worker belongs to."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with three hosts."""
    with Server(hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3")) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def worker() -> AsyncIterator[KeptWorker]:
    """One worker for all tests: starting one takes longer than most of them."""
    made = KeptWorker()
    yield made
    await made.end()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path, worker: KeptWorker) -> Desk:
    """A poller with an empty archive."""
    worker.parse_seconds, worker.read_seconds = PARSE_SECONDS, READ_SECONDS
    return Desk(tmp_path / "archive.db", worker)
