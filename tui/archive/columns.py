"""What several queries ask of an item ``i`` and its feed ``f``, as SQL."""

SOURCE = "coalesce(nullif(i.source, ''), nullif(f.title, ''), f.url)"
"""The publisher as people call it."""

LANGUAGE = "coalesce(nullif(i.lang, ''), i.prior, '')"
"""The language that was read, else the one that its feed is said to have; "" where nobody knows."""

REPORT = f"i.id, d.title, i.link, {SOURCE}, {LANGUAGE}, i.published, f.kind, i.story"
"""A report with its document ``d``, in the order of ``ReportRow``."""
