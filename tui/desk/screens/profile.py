"""The page of a company, a site or a country: what is known of it beside one series, drawn and in figures, and what was told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from tui import form
from tui.archive import ArchiveError
from tui.desk import actions
from tui.desk.cells import fit, width_of
from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.ink import segment
from tui.desk.messages import ArchiveChanged, PointMoved, RowMoved
from tui.desk.plot import drawable
from tui.desk.screens.judging import JudgesFigures
from tui.desk.screens.leaving import leave
from tui.desk.source import Source
from tui.desk.subjectpage import beside, laid_out, told_by
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.bars import KeyLine
from tui.desk.widgets.known import KnownRows
from tui.desk.widgets.plot import SeriesPlot
from tui.desk.widgets.points import PointRows
from tui.ledger.entries import Series
from tui.ledger.profile import Profile
from tui.ledger.related import Related
from tui.ledger.subjects import Subject
from tui.words import name, say

if TYPE_CHECKING:
    from tui.desk.judged import Known

_SPARE = 9
"""Lines of a list that stay empty from which others fill them."""
_CALM = 0.15
"""Seconds that a page must stay before more is read for it."""


class ProfileScreen(JudgesFigures, TellsTrouble):
    """Shows what ``source`` knows of a subject."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("page") + actions.bindings("lists")
    CSS_PATH = "profile.tcss"
    AUTO_FOCUS = "#known"
    contexts = ("page", "lists", "list", "app")

    def __init__(
        self, subject: Subject, source: Source, today: Callable[[], date], zone: tzinfo, **options: Any
    ) -> None:
        super().__init__(**options)
        self._subject = subject
        self._source = source
        self._today = today
        self._zone = zone
        self._profile: Profile | None = None
        self._more: tuple[Related, ...] = ()
        self._figures = False

    @property
    def subject(self) -> Subject:
        """Whom or what the page is about."""
        return self._profile.subject if self._profile else self._subject

    def named(self) -> Sequence[Subject]:
        """Whom and what the row under the cursor names."""
        return self._known.named(self._known.current) if self._known.current is not None else ()

    @property
    def _known(self) -> KnownRows:
        return self.query_one("#known", KnownRows)

    @property
    def _told(self) -> KnownRows:
        return self.query_one("#lately", KnownRows)

    def compose(self) -> ComposeResult:
        """What is known, beside the plot over its figures and what was told."""
        year = self._today().year
        with Horizontal(id="profile"):
            yield KnownRows(self._title, year, self._zone, id="known")
            with Vertical(id="series"):
                yield SeriesPlot(id="plot")
                yield PointRows(id="points")
                yield KnownRows(say("heading.told"), year, self._zone, id="lately")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read what is known."""
        self.query_one(KeyLine).offer(list(actions.of(self.contexts, actions.registry_of(self.app))))
        self._known.show((), (say("empty.loading"),))
        self.read()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one at a time."""
        self.set_class(event.size.width < SIDE_BY_SIDE[0], "-single")
        self.set_class(event.size.height < 16 or event.size.width < 40, "-tiny")
        self._arrange()
        self._retitle()

    def _arrange(self) -> None:
        single = self.has_class("-single")
        self._known.display = not (single and self._figures)
        self.query_one("#series").display = not single or self._figures
        if self._profile is not None:
            self._fill(self._profile, single=single)

    def _fill(self, found: Profile, *, single: bool) -> None:
        """The lists, and the figures where any are known."""
        known, told = laid_out(found, self._more, self._room, single=single)
        nothing = say("profile.nothing", name=self._title), say("profile.nothing-hint")
        self._known.show(known, nothing)
        self._told.show(told)
        self._told.display = bool(self._told.rows)
        points = self.query_one(PointRows)
        points.display = single or bool(found.series)
        points.fit(single or self._told.display)

    # Data

    @property
    def source(self) -> Source:
        """Where the page is read from."""
        return self._source

    @work(group="profile", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read what is known of the subject."""
        from tui.desk.knowing import profile

        try:
            self._profile = await profile(self._source, self._subject)
        except ArchiveError as error:
            self._known.show((), (say("empty.trouble"), str(error), say("empty.trouble-hint")))
            return
        self._arrange()
        self._known.touched = True
        self._show_series()
        self._retitle()
        await self._read_more(self._profile)

    async def _read_more(self, page: Profile) -> None:
        """What else is told of whom it names, where much would stay empty."""
        if self.has_class("-single") or self._room - len(self._known.rows) < _SPARE:
            return
        from tui.desk.knowing import related

        await asyncio.sleep(_CALM)
        with suppress(ArchiveError):
            self._more = await related(self._source, beside(page), told_by(page), self._room)
            self._arrange()

    @property
    def _room(self) -> int:
        """Lines that the first list has."""
        return self.size.height - 3

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        """Somebody wrote to the archive."""
        self.read()

    @property
    def _series(self) -> Series | None:
        """The series under the cursor, else the one that was shown, else the first."""
        current = self._known.current
        if isinstance(current, Series):
            return current
        known = self._profile.series if self._profile else ()
        before = self.query_one(PointRows).series
        same = (one for one in known if before is not None and _key(one) == _key(before))
        return next(same, next(iter(known), None))

    def _show_series(self) -> None:
        series, points = self._series, self.query_one(PointRows)
        if self._profile is None:
            return  # nothing is read yet
        if series != points.series or not points.rows:
            points.fill(series, (say("profile.no-figures"),))
        plot = self.query_one(SeriesPlot)
        plot.display = series is not None and drawable(series)
        plot.show(series, points.current)
        room = max(4, plot.outer_size.width - 6)
        title = f"{form.figure(series.metric, series.commodity)}, {name('unit', series.unit)}" if series else ""
        title = title.rstrip(", ")
        plot.border_title = Content(segment(fit(title, min(room, width_of(title)))).text)

    def on_row_moved(self, message: RowMoved) -> None:
        """Another series is drawn where the cursor stands on one."""
        self._show_series()

    def on_point_moved(self, message: PointMoved) -> None:
        """The plot lights the figure under the cursor."""
        points = self.query_one(PointRows)
        self.query_one(SeriesPlot).show(points.series, points.current)

    # Showing

    @property
    def _title(self) -> str:
        if self.subject.kind == "country":
            return form.country(self.subject.name)
        return self._profile.title if self._profile else self.subject.name

    def _retitle(self) -> None:
        rows = self._known
        room = max(4, rows.outer_size.width - 6)
        kind = say(f"profile.{self.subject.kind}") if self.subject.kind else ""
        title = fit(self._title, min(room, width_of(self._title)))
        parts = [Content(segment(title).text).stylize("bold")]
        if kind and width_of(title) + width_of(kind) + 3 <= room:
            parts.append(Content.assemble((f" · {kind}", "$quiet")))
        rows.border_title = Content.assemble(*parts)

    # Keys

    def action_panel(self, way: int) -> None:
        """From list to list; where there is little room, one stands in the others' place."""
        if self.has_class("-single"):
            self._figures = not self._figures
            self._arrange()
            self.set_focus(self.query_one(PointRows) if self._figures else self._known)
            return
        lists = [rows for rows in (self._known, self.query_one(PointRows), self._told) if rows.display]
        here = next((at for at, rows in enumerate(lists) if rows is self.focused), 0)
        self.set_focus(lists[(here + way) % len(lists)])

    @property
    def figure(self) -> Known | None:
        """Of the table, else the last one of the series; none of those that are sums."""
        from tui.desk.judged import Known

        points = self.query_one(PointRows)
        series = points.series
        if series is None or not (self.focused is points or isinstance(self._known.current, Series)):
            return None
        point = points.current if self.focused is points else series.points[-1]
        return Known(point.id, (series, point)) if point is not None and point.id else None

    def on_series_plot_pressed(self, message: SeriesPlot.Pressed) -> None:
        """A click on the plot gives its figures the keys."""
        self.set_focus(self.query_one(PointRows))

    def action_back(self) -> None:
        """Back to where one was; from the figures that fill the screen to the page first."""
        if self._figures and self.has_class("-single"):
            self.action_panel(-1)
        else:
            leave(self)

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on the line of keys."""
        self.run_worker(self.run_action(message.action.command), exit_on_error=False)


def _key(series: Series) -> tuple[str, str, str | None, str]:
    return series.subject, series.metric, series.commodity, series.unit
