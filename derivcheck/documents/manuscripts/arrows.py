r"""Arrows alone between truth values, `(p \implies q) \iff (\neg q \implies \neg p)`.

Such a formula states something though no relation stands in it.  A row of bare names is a way of
writing, `p \implies q`, and `p \implies q \iff r` may mean `(p \implies q) \iff r`, as logicians
have it, or one after the other, as in calculations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.manuscripts.chains import Chain
from derivcheck.documents.manuscripts.inline import letters
from derivcheck.documents.positions import Source

_AROUND = " \t\r\n&.,;"


def truths_in(known: Mapping[str, str]) -> frozenset[str]:
    """The declared names that stand for truth values."""
    return frozenset(name for name, sort in known.items() if sort.strip() == "boolean")


def link_truths(chains: Sequence[Chain], text: str, known: Mapping[str, str]) -> bool:
    """Whether arrows stand between truth values of which one is more than a name.

    Arguments:
        text: of the document.
        known: the declared names, with their sorts.
    """
    truths = truths_in(known)
    if not any(chain.link for chain in chains):
        return False
    sides = [text[side.span.start : side.span.stop] for chain in chains for side in chain.sides]
    written = bool(truths & letters(" ".join(sides)))
    return written and any(side.strip(_AROUND) not in truths for side in sides)


def two_readings(
    chains: Sequence[Chain], source: Source, known: Mapping[str, str]
) -> list[Diagnostic]:
    r"""What is wrong with `p \implies q \iff r`, where the first arrow stands within its line."""
    truths, found = truths_in(known), list[Diagnostic]()
    for first, second, third in zip(chains, chains[1:], chains[2:], strict=False):
        middle = source.text[second.sides[0].span.start : second.sides[-1].span.stop]
        mixed = "iff" in (second.link, third.link) and second.link != third.link
        within = first.sides[-1].line == second.sides[0].line
        held = letters(middle)
        if not (second.link and third.link and mixed and within and held and held <= truths):
            continue
        sign = third.sides[0].sign
        place = source.place(sign.start, sign.stop)
        hint = "put brackets around what one of the arrows links, or begin a new line before each"
        message = "it is not clear what these arrows link"
        found.append(Diagnostic("DC124", message, hint, place=place))
    return found
