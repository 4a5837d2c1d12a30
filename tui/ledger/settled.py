"""Asking the ledger brings it up to date first, as far as a query may wait for that."""

from __future__ import annotations

from contextlib import suppress

from tui.archive import Archive, ArchiveError

SOME = 400
"""Items that a query waits for: a second or two of work."""


def settle_some(archive: Archive) -> None:
    """Settles what a poll may have brought, before a query. After a whole archive was read again more is left, which stands
    alone until its turn; and an archive that cannot be written to now is shown as it was left."""
    with suppress(ArchiveError):
        if archive.read_only or not archive.unsettled():
            return
        from tui.ledger.settle import settle  # which most queries do not need

        settle(archive, limit=SOME)
