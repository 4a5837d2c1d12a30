"""Edits of feeds.toml: what is asked for happens, and every other byte stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.edit import EditError, add, put, readdress, remove, switch
from tui.config.paths import default_text

TEXT = """\
# My feeds.
[desk]
every = "45m"   # not too often

# ─── Wires ───

[[feed]]
title = "One"    # the first
url = "https://one.example/feed"
group = "Wires"
# headers = { "A" = "b" }

# ─── Press ───
[[feed]]
title = '''
[[feed]]
url = "https://trap.example/"
enabled = true
'''
url = "https://two.example/feed"
headers = { "Accept" = "x" }
[feed.auth]
user = "me"

[keys]
poll = "r"
"""
ONE, TWO, NEW = "https://one.example/feed", "https://two.example/feed", "https://new.example/feed"


def test_a_feed_goes_after_the_last_of_its_group() -> None:
    new = '\n[[feed]]\ntitle = "New"\nurl = "https://new.example/feed"\ngroup = "Wires"\n'
    edited = add(TEXT, [{"title": "New", "url": NEW, "group": "Wires"}])
    assert edited == TEXT.replace('# headers = { "A" = "b" }\n', f'# headers = {{ "A" = "b" }}\n{new}')


def test_a_feed_of_a_new_group_goes_after_the_last_feed() -> None:
    edited = add(TEXT, [{"url": NEW, "group": "Other"}])
    assert edited == TEXT.replace('user = "me"\n', f'user = "me"\n\n[[feed]]\nurl = "{NEW}"\ngroup = "Other"\n')


@pytest.mark.parametrize("text", ["", "# nothing yet", '[desk]\nevery = "1h"\n'])
def test_the_first_feed(text: str) -> None:
    edited = add(text, [{"url": NEW}, {"url": TWO}])
    assert edited.startswith(text)
    assert [feed["url"] for feed in tomllib.loads(edited)["feed"]] == [NEW, TWO]


def test_a_removed_feed_takes_its_own_lines_only() -> None:
    edited = remove(TEXT, {ONE})
    start = TEXT.index('\n[[feed]]\ntitle = "One"')
    assert edited == TEXT[:start] + TEXT[TEXT.index("\n# ─── Press ───") :]


def test_a_removed_feed_takes_its_sub_tables() -> None:
    edited = remove(TEXT, {TWO})
    assert edited == TEXT[: TEXT.index("[[feed]]\ntitle = '''")] + TEXT[TEXT.index("\n[keys]") :]


def test_both_feeds_of_an_address_are_removed() -> None:
    assert remove(TEXT.replace(TWO, ONE), {ONE}).count("[[feed]]") == 0


def test_a_switch_is_put_after_the_keys_and_then_turned() -> None:
    off = switch(TEXT, {ONE}, enabled=False)
    assert off == TEXT.replace('group = "Wires"\n', 'group = "Wires"\nenabled = false\n')
    assert switch(off, {ONE}, enabled=True) == off.replace("false", "true")


def test_a_switch_keeps_its_comment() -> None:
    text = f'[[feed]]\nurl = "{ONE}"\n  enabled=true# for now\r\n'
    assert switch(text, {ONE}, enabled=False) == text.replace("true", "false")


def test_a_switch_goes_above_sub_tables() -> None:
    edited = switch(TEXT, {TWO}, enabled=False)
    assert 'headers = { "Accept" = "x" }\nenabled = false\n[feed.auth]' in edited


def test_what_stands_already_stays() -> None:
    assert switch(TEXT, {ONE}, enabled=True) == TEXT
    assert remove(TEXT, {NEW}) == TEXT


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    edited = add(text, [{"url": NEW}])
    assert edited.count("\r\n") == edited.count("\n")
    assert remove(edited, {NEW}) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[desk]\nevery = "1h', "broken at"),
        ("[[feed]]\nurl = https://x.example\n", "broken at line 2"),
        (f'feed = [{{ url = "{ONE}" }}]\n', "edit it by hand"),
        (f'[feed]\nurl = "{ONE}"\n', "edit it by hand"),
    ],
)
def test_a_file_that_cannot_be_edited_is_refused(text: str, told: str) -> None:
    with pytest.raises(EditError, match=told):
        add(text, [{"url": NEW}])


COMMENT = st.sampled_from(["", "\n", "# a\n", "# [[feed]]\n", "\n# b\n\n", "  # 'c\n", '# """\n'])
STRINGS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
FIELD = st.sampled_from(
    [
        "title = 'x'  # why\n",
        'group = "A"\n',
        'group = "B" \n',
        "enabled = true # on\n",
        "fulltext = '''\n[[feed]]\n# no comment\n'''\n",
        'agent = """a\\"""b""" \n',
        'headers = { "a" = "[[feed]]", b = "}" }\n',
        "unknown = [\n  '[[feed]]', # one\n\n  ']',\n]\n",
        "[feed.auth]\nuser = 'me'\n",
    ]
)
OTHER = st.sampled_from(["", "[desk]\nevery = '1h'\n", "[[view]]\nname = 'x'\nquery = '[[feed]]'\n", "[keys]\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A feeds.toml with comments, blank lines and traps in odd places, sometimes with Windows line ends."""
    text = draw(COMMENT) + draw(OTHER)
    for number in range(draw(st.integers(0, 4))):
        fields = draw(st.lists(FIELD, max_size=3, unique_by=lambda field: field.split()[0]))
        fields.sort(key=lambda field: field[0] == "[")
        url = f'url = "https://{number}.example/"\n'
        body = [piece for field in fields for piece in (draw(COMMENT), field)]
        text += "".join([draw(COMMENT), "[[feed]]\n", url, *body, draw(COMMENT)])
    text += draw(st.sampled_from(["", "[[alert]]\nname = 'x'\n", "# the end", "\n\n"]))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(files(), st.lists(st.tuples(STRINGS, st.sampled_from(["A", "B", "C"])), min_size=1, max_size=3))
def test_adding_inserts_and_touches_nothing_else(text: str, new: list[tuple[str, str]]) -> None:
    feeds = [{"title": t, "url": f"https://new{n}.example/", "group": g} for n, (t, g) in enumerate(new)]
    edited = add(text, feeds)
    rest = iter(edited)
    assert all(character in rest for character in text), "the old text is still there, in its order"
    whole = text if text.endswith("\n") or not text else text + ("\r\n" if "\r\n" in text else "\n")
    assert remove(edited, {str(feed["url"]) for feed in feeds}) == whole


@given(files(), st.integers(0, 3))
def test_removing_leaves_a_beginning_and_an_end(text: str, number: int) -> None:
    edited = remove(text, {f"https://{number}.example/"})
    start = next((n for n, (a, b) in enumerate(zip(text, edited, strict=False)) if a != b), len(edited))
    assert text.endswith(edited[start:])


@given(files(), st.integers(0, 3), st.booleans())
def test_switching_changes_one_line(text: str, number: int, enabled: bool) -> None:
    edited = switch(text, {f"https://{number}.example/"}, enabled=enabled)
    before, after = text.splitlines(), edited.splitlines()
    changed = [line for line in after if line not in before]
    assert len(changed) <= 1
    assert len(after) - len(before) in (0, 1)
    assert all("enabled" in line for line in changed)


def test_a_new_address_takes_the_old_one_s_place() -> None:
    text = TEXT.replace(f'url = "{ONE}"', f"  url='{ONE}'  # where it was")
    assert readdress(text, {ONE: NEW}) == text.replace(f"'{ONE}'", f'"{NEW}"')
    assert readdress(TEXT, {NEW: ONE}) == TEXT
    assert readdress(TEXT, {TWO: NEW}) == TEXT.replace(TWO, NEW), "the trap in its title looks like an address"


@given(files(), st.integers(0, 3))
def test_readdressing_changes_one_address(text: str, number: int) -> None:
    old = f"https://{number}.example/"
    assert readdress(text, {old: NEW}) == text.replace(old, NEW)


def test_the_default_file_can_be_edited() -> None:
    text = default_text()
    urls = [feed["url"] for feed in tomllib.loads(text)["feed"]]
    assert len(remove(text, set(urls[::2])).splitlines()) < len(text.splitlines())
    assert remove(add(text, [{"url": NEW}]), {NEW}) == text
    switch(text, set(urls), enabled=False)


def test_a_key_is_put_changed_and_taken_out() -> None:
    text = '# mine\n[[feed]]\ntitle = "One"  # its name\nurl = "https://one.example/"\n\n[[feed]]\nurl = "https://two.example/"\n'
    named = put(text, "https://one.example/", "title", 'The "First"')
    assert "  # its name\n" in named
    grouped = put(named, "https://one.example/", "group", "Steppe")
    assert [table.get("group") for table in tomllib.loads(grouped)["feed"]] == ["Steppe", None]
    assert put(grouped, "https://one.example/", "group", "") == named
    assert put(named, "https://one.example/", "group", "") == named
    assert put(text, "https://nobody.example/", "title", "X") == text
