"""What the palette offers besides actions: the pages of all that the archive's facts name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from tui.archive import ArchiveError
from tui.desk.cells import safe
from tui.desk.pages import OpensPages, kind, title
from tui.ledger.subjects import Subject

_OFFERED = 12
"""Names that the palette offers before anything is typed."""


class NamesProvider(Provider):
    """Offers the page of every company, site and country that the archive's facts name."""

    _names: Sequence[Subject] = ()

    async def startup(self) -> None:
        """Read the names."""
        from tui.desk.knowing import names

        try:
            self._names = await names(self.app.source)  # type: ignore[attr-defined]
        except ArchiveError:
            self._names = ()

    async def discover(self) -> Hits:
        """The most named, before anything is typed."""
        for one in self._names[:_OFFERED]:
            name = safe(title(one))
            yield DiscoveryHit(Content(name), self._opener(one), text=name, help=kind(one))

    async def search(self, query: str) -> Hits:
        """Names that fit what is typed."""
        matcher = self.matcher(query)
        for one in self._names:
            name = safe(title(one))
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _lit(name, matcher), self._opener(one), text=name, help=kind(one))

    def _opener(self, subject: Subject) -> Callable[[], None]:
        app = self.app
        return lambda: app.show_subject(subject) if isinstance(app, OpensPages) else None


def _lit(name: str, matcher: Matcher) -> Content:
    """A name with the letters that were typed; the matcher's own way would take a stranger's name for markup."""
    content = Content(name)
    for offset in matcher.fuzzy_search.match(matcher.query, name)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
