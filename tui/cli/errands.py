"""What ``poll --watch`` does about alerts: runs their commands, calls their webhooks. Neither may hold up the polling."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.archive import Archive
from tui.brief.jsontext import dumps
from tui.config.model import AlertConfig
from tui.ledger.alerts import Alarm, alarms
from tui.ledger.shapes import as_json
from tui.words import say, trouble

if TYPE_CHECKING:
    from tui.cli.session import World

PATIENCE = 30.0
"""Seconds that a command or a webhook may take."""
_HEADLINES = 3
_JSON = {"content-type": "application/json"}


async def run(world: World) -> AsyncIterator[str]:
    """Tells what alerts found since they were last asked, and yields a sentence for each that could not be told. Raises
    ArchiveError."""
    if any(map(_wanted, world.config.alerts)):
        for alarm in await asyncio.to_thread(_found, world):
            for failure in await asyncio.gather(*_errands(alarm)):
                if failure:
                    yield say("watch.alert-failed", name=alarm.alert.name, why=failure)


def _found(world: World) -> Sequence[Alarm]:
    with Archive.open(world.archive_path) as archive:
        return alarms(archive, world.config, world.clock(), teller="watch", wanted=_wanted)


def _wanted(alert: AlertConfig) -> bool:
    return bool(alert.command or alert.webhook)


def _errands(alarm: Alarm) -> list[Any]:
    sent = payload(alarm)
    errands: list[Any] = []
    if alarm.alert.command:
        errands.append(_call(filled(alarm.alert.command, sent), sent))
    if alarm.alert.webhook:
        errands.append(_post(alarm.alert.webhook, sent))
    return errands


def payload(alarm: Alarm) -> dict[str, Any]:
    """What is sent: the alert's name, how many items, the newest of them, and a text for people."""
    text = "\n".join(entry.title for entry in alarm.entries[:_HEADLINES])
    if alarm.count > _HEADLINES:
        text += "\n" + say("desk.alarm-more", n=alarm.count - _HEADLINES)
    items = [as_json(entry) for entry in alarm.entries]
    return {"alert": alarm.alert.name, "count": alarm.count, "text": f"{alarm.alert.name}\n{text}", "items": items}


def filled(command: Sequence[str], sent: dict[str, Any]) -> list[str]:
    """The command with what was found in the place of its names; what is put in is never looked through again."""
    newest = sent["items"][0]
    values = {
        "{name}": sent["alert"],
        "{count}": str(sent["count"]),
        "{title}": newest["title"],
        "{link}": newest["link"],
        "{text}": sent["text"],
    }
    return [_put(word, values) for word in command]


def _put(word: str, values: dict[str, str]) -> str:
    return re.sub("|".join(map(re.escape, values)), lambda found: values[found[0]], word).replace("\0", "")


async def _call(command: Sequence[str], sent: dict[str, Any]) -> str:
    """Runs a command with the items as JSON on its input; what went wrong, "" for nothing."""
    pipe, none = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=none, stderr=none)
    except OSError as error:
        return f"{command[0]}: {trouble(error)}"
    try:
        async with asyncio.timeout(PATIENCE):
            await process.communicate(dumps(sent).encode())
    except TimeoutError:
        process.kill()
        await process.wait()
        return say("watch.alert-slow", what=command[0], seconds=f"{PATIENCE:.0f}")
    return f"{command[0]}: {say('watch.alert-code', code=process.returncode)}" if process.returncode else ""


async def _post(address: str, sent: dict[str, Any]) -> str:
    """Posts the items as JSON; what went wrong, "" for nothing."""
    from tui.feeds.client import httpx

    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.post(address, content=dumps(sent), headers=_JSON)
    except httpx.HTTPError as error:
        return f"{httpx.URL(address).host}: {error or type(error).__name__}"
    return "" if answer.is_success else f"{httpx.URL(address).host}: HTTP {answer.status_code}"
