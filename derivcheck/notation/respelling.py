"""A text that is to say something else, with as much of the author's spelling as can stay.

Texts are compared token by token.  What the author wrote beside the change stays as it is, blanks,
brackets that are not needed and other spellings (`**` for `^`) included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from derivcheck.diagnostics import Diagnosis, Span
from derivcheck.notation.tokens import tokenize

MAX_COMPARED = 2_000
"""How many tokens two texts may have that are compared."""

_BLANKS = re.compile(r" *([-+*/]) *")

Changes = tuple[tuple[Span, str], ...]
"""Spans of a text, in order, and what is to stand there instead."""

_Block = tuple[int, int, int, int]


class Token(Protocol):
    """What is compared: a piece of text with its kind and place."""

    @property
    def kind(self) -> str:
        """What kind of token it is."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def stop(self) -> int:
        """Where it ends."""


def _plain(text: str) -> Sequence[Token]:
    return tokenize(text)[:-1]


def respellings(
    written: str, shown: str, new: str, tokens: Callable[[str], Sequence[Token]] = _plain
) -> list[Changes]:
    """Ways to change what the author wrote so that it says something new, small changes first.

    Whether the changed text reads as the new one is for the caller to find out.

    Arguments:
        written: the text of the author.
        shown: the same as derivcheck writes it.
        new: what is to be said instead, as derivcheck writes it.
        tokens: of the notation of the texts.
    """
    try:
        author, ours, wanted = map(tokens, (written, shown, new))
    except Diagnosis:
        return []
    if not author or not wanted or len(author) + len(ours) + len(wanted) > MAX_COMPARED:
        return []
    ways = (_transferred(_changed(ours, wanted), _partners(ours, author)), _changed(author, wanted))
    found = [
        tuple(c for block in blocks for c in _changes(block, author, wanted, new))
        for blocks in ways
        if blocks is not None
    ]
    return sorted(found, key=_size)


def _size(changes: Changes) -> int:
    return sum(span.stop - span.start + len(text) for span, text in changes)


def _matcher(one: Sequence[Token], two: Sequence[Token]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [t.text for t in one], [t.text for t in two], autojunk=False)


def _changed(one: Sequence[Token], two: Sequence[Token]) -> list[_Block]:
    """Where tokens [i, j) of one text are tokens [first, last) of the other instead."""
    found = _matcher(one, two).get_opcodes()
    return [block[1:] for block in found if block[0] != "equal"]


def _partners(one: Sequence[Token], two: Sequence[Token]) -> dict[int, int]:
    """The tokens of one text and the same ones of another; -1 stands before the first of both."""
    blocks = _matcher(one, two).get_matching_blocks()
    return {-1: -1} | {b.a + n: b.b + n for b in blocks for n in range(b.size)}


def _transferred(blocks: list[_Block], partners: dict[int, int]) -> list[_Block] | None:
    """The same changes to another text; None if it has no such tokens."""
    found = []
    for i, j, first, last in blocks:
        start, stop = partners.get(i if i < j else i - 1), partners.get(j - 1)
        if start is None or stop is None or (i < j and stop - start != j - 1 - i):
            return None
        found.append((start if i < j else stop + 1, stop + 1, first, last))
    return found


def _changes(
    block: _Block, old: Sequence[Token], wanted: Sequence[Token], new: str
) -> Iterator[tuple[Span, str]]:
    """The changes of one block: token for token, else with the blanks around them."""
    i, j, first, last = block
    pairs = list(zip(old[i:j], wanted[first:last], strict=False))
    if j - i != last - first or (j - i == 1 and not _alike(*pairs[0])):
        yield _replaced(block, old, wanted, new)
        return
    for one, two in pairs:
        yield Span(one.start, one.stop), new[two.start : two.stop]


def _alike(one: Token, two: Token) -> bool:
    """Whether the same blanks belong around two tokens."""
    return "operator" not in (one.kind, two.kind) or (one.text in "*/") == (two.text in "*/")


def _replaced(
    block: _Block, old: Sequence[Token], wanted: Sequence[Token], new: str
) -> tuple[Span, str]:
    """Tokens with the blanks around them, which are left out where the author wrote none."""
    i, j, first, last = block
    span, there = _around(old, i, j), _around(wanted, first, last)
    text = new[there.start : there.stop]
    if not 0 < i <= j < len(old):
        return span, text
    before, after = old[i].start - span.start if i < j else 0, span.stop - old[j - 1].stop
    if i < j and first == last and old[j].text in "+-*/":
        return span, " " * after
    if i < j and first == last and all(t.text in "()" for t in old[i:j]):
        return span, " " * max(before, after)
    if before == after == 0 and j - i != last - first:
        return span, _BLANKS.sub(r"\1", text).strip()
    return span, text


def _around(tokens: Sequence[Token], i: int, j: int) -> Span:
    """The characters between the tokens before and after tokens [i, j)."""
    start = tokens[i - 1].stop if i else tokens[0].start
    return Span(start, tokens[j].start if j < len(tokens) else tokens[-1].stop)
