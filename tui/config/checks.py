"""What each value of feeds.toml must be: one small check a kind of value, each naming what it expects and a correction."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tui.config.model import Auth, Quiet
from tui.words import LANGUAGES, say

Check = Callable[[object], Any]

_SPAN = re.compile(r"([0-9]{1,4})\s*([smhdw])\Z")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_MAIL = re.compile(r"[\w.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LANGUAGES = {"kz": "kk", "qq": "kk", "kazakh": "kk", "russian": "ru", "english": "en", "eng": "en", "rus": "ru"}
_MOST_ROWS = 10_000
_QUIET = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?\s*[-–]\s*([0-9]{1,2})(?::([0-9]{2}))?")
_FULLTEXT = ("auto", "always", "never")
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=30)


class MistakeError(ValueError):
    """A value that is not what was expected; ``suggestion`` is a likely correction or ""."""

    def __init__(self, expected: str, suggestion: str = "") -> None:
        super().__init__(expected)
        self.suggestion = suggestion


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that ``word`` is most likely a slip of, at least as alike as ``cutoff`` (0 to 1), or ""."""
    return next(iter(difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=cutoff)), "")


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise MistakeError(say("setting.text"), str(value) if isinstance(value, (int, float)) else "")
    return value.strip()


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise MistakeError(say("setting.flag"), _boolean(value))
    return value


def url(value: object) -> str:
    address = text(value)
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise MistakeError(say("setting.no-url", why=error)) from error
    if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", address):
        return address
    raise MistakeError(say("setting.url"), _address(address))


def contact(value: object) -> str:
    """A mail address or a web address, in what a request's header can hold."""
    address = text(value).removeprefix("mailto:")
    if _MAIL.fullmatch(address):
        return address
    try:
        found = url(address)
    except MistakeError as mistake:
        guess = mistake.suggestion if re.fullmatch(r"[!-~]{1,200}", mistake.suggestion) else ""
        raise MistakeError(say("setting.contact"), guess) from mistake
    if re.fullmatch(r"[!'*-~#-&]{1,200}", found) is None:
        raise MistakeError(say("setting.plain-contact"))
    return found


def span(value: object) -> timedelta:
    found = _SPAN.match(value.strip()) if isinstance(value, str) else None
    if not found:
        digits = re.match(r"\d+", str(value))
        guess = f"{digits[0]}m" if digits and not isinstance(value, bool) else "30m"
        raise MistakeError(say("setting.span"), guess)
    length = timedelta(seconds=int(found[1]) * _SECONDS[found[2]])
    if not _SHORTEST <= length <= _LONGEST:
        raise MistakeError(say("setting.span-limits"), "1m" if length < _SHORTEST else "30d")
    return length


def days(value: object) -> str:
    """A span of days back, or a date."""
    written = text(value)
    if re.fullmatch(r"[0-9]{1,4}[dwmy]", written):
        return written
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        loose = re.fullmatch(r"([0-9]{1,4})\s*([dwmy])[a-z]*", written.lower())
        guess = f"{loose[1]}{loose[2]}" if loose else "30d"
        raise MistakeError(say("setting.days"), guess) from error


def since(value: object) -> str:
    """As ``days``, or "last": from the last brief of that name on."""
    written = text(value)
    if nearest(written, ("last",), 0.7):
        if written == "last":
            return written
        raise MistakeError(say("setting.last"), "last")
    return days(value)


def rows(value: object) -> int:
    """A number of rows."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_ROWS:
        digits = re.search(r"[1-9]\d{0,3}", str(value))
        raise MistakeError(say("setting.rows", most=_MOST_ROWS), digits[0] if digits else "")
    return value


def quiet(value: object) -> Quiet:
    """Hours of the day."""
    written = text(value)
    found = _QUIET.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        start, end = (time(int(found[n]), int(found[n + 1] or 0)) for n in (1, 3))
    except ValueError as error:
        raise MistakeError(say("setting.hours"), _hours(written)) from error
    if start == end:
        raise MistakeError(say("setting.no-hours"), "22:00-07:00")
    return Quiet(start, end)


def _hours(written: str) -> str:
    numbers = [int(number) for number in re.findall(r"[0-9]{1,2}", written)]
    if len(numbers) not in (2, 4) or max(numbers[:: len(numbers) // 2]) > 23:
        return "22:00-07:00"
    hours, minutes = numbers[:: len(numbers) // 2], numbers[1::2] if len(numbers) == 4 else [0, 0]
    return "-".join(f"{hour:02}:{min(minute, 59):02}" for hour, minute in zip(hours, minutes, strict=True))


def command(value: object) -> tuple[str, ...]:
    """A program and its arguments, each in quotes of its own."""
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word for word in value):
        words = (
            ", ".join(f'"{word}"' for word in value.split()) if isinstance(value, str) else '"notify-send", "{title}"'
        )
        raise MistakeError(say("setting.command"), f"[{words}]")
    return tuple(value)


def spoken(value: object) -> str:
    """A language that kenwatch speaks."""
    code = text(value)
    if code not in LANGUAGES:
        likely = _LANGUAGES.get(code.lower()) or nearest(code[:2], LANGUAGES)
        raise MistakeError(say("setting.one-of", known=", ".join(LANGUAGES)), likely)
    return code


def language(value: object) -> str:
    code = text(value)
    if code.lower() in _LANGUAGES:
        raise MistakeError(say("setting.language"), _LANGUAGES[code.lower()])
    if not _LANGUAGE.match(code):
        raise MistakeError(say("setting.language"), nearest(code[:2], ("en", "ru", "kk")))
    return code


def zone(value: object) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    key = text(value)
    try:
        ZoneInfo(key)
    except (KeyError, ValueError, OSError) as error:
        names = {name.lower(): name for name in available_timezones()}
        guess = names.get(nearest(key.replace(" ", "_"), names), "")
        raise MistakeError(say("setting.zone"), guess) from error
    return key


def proxy(value: object) -> str:
    """The address of a proxy. It may hold a password, so that nothing of it is repeated."""
    try:
        return url(value)
    except MistakeError as mistake:
        raise MistakeError(str(mistake)) from mistake


def fulltext(value: object) -> str:
    if isinstance(value, bool):
        raise MistakeError(say("setting.fulltext"), "always" if value else "never")
    choice = text(value)
    if choice not in _FULLTEXT:
        slip = difflib.get_close_matches(choice.lower(), _FULLTEXT, n=1, cutoff=0.75)
        if slip:
            raise MistakeError(say("setting.fulltext"), slip[0])
    return choice


def choice(known: tuple[str, ...]) -> Check:
    """A check for one word of a list."""

    def check(value: object) -> str:
        word = text(value)
        if word not in known:
            raise MistakeError(say("setting.one-of", known=", ".join(known)), nearest(word, known))
        return word

    return check


def words(known: tuple[str, ...]) -> Check:
    """A check for a list of words, each from ``known``."""
    one = choice(known)

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise MistakeError(say("setting.list", word=known[0]), f'["{value}"]' if isinstance(value, str) else "")
        return tuple(one(word) for word in value)

    return check


def pairs(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise MistakeError(say("setting.pairs"))
    if any(re.search(r"[\r\n]", f"{k}{v}") for k, v in value.items()):
        raise MistakeError(say("setting.pairs-lines"))
    return tuple(value.items())


def auth(value: object) -> Auth:
    known = ("user", "password_env", "token_env")
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise MistakeError(say("setting.auth"))
    for key in value:
        if key not in known:
            raise MistakeError(say("setting.auth-key", name=key, known=", ".join(known)), nearest(key, known))
    return Auth(**value)


def folder(value: object) -> Path:
    return Path(text(value)).expanduser()


def _boolean(value: object) -> str:
    return {"true": "true", "yes": "true", "1": "true", "on": "true"}.get(str(value).lower(), "false")


def _address(address: str) -> str:
    rest = re.sub(r"^[a-z]{0,6}(?::/{0,3}|//)", "", address.strip(), flags=re.IGNORECASE)
    rest = rest if re.match(r"[\w-]+(\.[\w-]+)+", rest) else ""
    return f"https://{rest}" if rest and not re.search(r"\s", rest) else ""
