"""The kind of step that is beyond what is decided, read off the heads of what differs.

A limit, an infinite sum, an improper integral, a sum of symbolic length, a power too large to be
multiplied out, a function of which few identities are known; else the relation itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import comb

from derivcheck.kernel.algebra.atoms import MAX_POWER_TERMS as MOST
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Term,
    free_names,
    is_infinite,
    numeral,
    subterms,
)
from derivcheck.notation.plain import show

MAX_KINDS = 2
"""How many kinds of a step are named."""

MAX_SHOWN = 90
"""How long an expression may be that a message shows."""


def kinds(claim: Claim, parts: Iterable[Term], valueless: bool) -> list[str]:
    """What kind of step a claim is, in words.

    Arguments:
        parts: the subterms of what differs.
        valueless: whether it is known already that a value is missing.
    """
    found: dict[str, str] = {}
    for words, part in filter(None, map(_class, parts)):
        found.setdefault(words, part)
    told = [words.format(part) for words, part in found.items()]
    if claim.relation in ORDERS:
        told = [_by_relation(claim), *(k for k in told if not k.startswith(_FINITE))]
    elif not told and not valueless:
        told = [_by_relation(claim)]
    return told[:MAX_KINDS]


def is_abstract(t: Term) -> bool:
    """Whether a declared function occurs in a term."""
    return any(isinstance(part, App) and part.head == "apply" for part in subterms(t))


def _class(t: Term) -> tuple[str, str] | None:
    """What is said of a part that is hard to decide, and how it is named."""
    match t:
        case Bind(head, _, _, args):
            endless = _ENDLESS.get(head) if any(map(is_infinite, args)) else None
            short = head in ("sum", "prod") and not any(map(free_names, args))
            words = endless or (None if short else _BINDERS.get(head))
            unknown = head == "int" and is_abstract(t)
            return (_UNKNOWN if unknown else words, _named(t)) if words else None
        case App("^", (App("+", parts), exponent)) if (n := numeral(exponent)) is not None:
            if n.denominator == 1 and comb(len(parts) + abs(int(n)) - 1, abs(int(n))) > MOST:
                return _OPAQUE, _named(t)
        case App(head) if head in _HEADS:
            return _HEADS[head], head
    return None


def _named(t: Term) -> str:
    """The text of a term behind words, unless it is too long to be read."""
    text = show(t)
    return f" {text}" if len(text) <= MAX_SHOWN else ""


_FINITE = "neither a closed form nor an induction was found for"
_BINDERS = {
    "lim":            "no rule was found that gives the limit{}",
    "lim+":           "no rule was found that gives the limit{}",
    "lim-":           "no rule was found that gives the limit{}",
    "int":            "no rule was found that gives the integral{}",
    "antiderivative": "no antiderivative was found for{}",
    "sum":            f"{_FINITE}{{}}",
    "prod":           f"{_FINITE}{{}}",
}  # fmt: skip
_ENDLESS = {
    "sum":  "no rule was found that gives the infinite sum{}",
    "prod": "no rule was found that gives the infinite product{}",
    "int":  "no rule was found that gives the improper integral{}",
}  # fmt: skip
_UNKNOWN = "no rule was found for the integral of an unknown function{}"
_OPAQUE = f"a power of more than {MOST:,} terms is not multiplied out:{{}}"
_ROUNDED = "identities of `{}` are decided in simple cases only"
_SPECIAL = "few identities of `{}` are known here"
_HEADS = {
    **dict.fromkeys("floor ceiling mod".split(), _ROUNDED),
    **dict.fromkeys(
        "det inv gamma rgamma loggamma digamma zeta erf erfc beta besselj bessely binomial".split(),
        _SPECIAL,
    ),
}


def _by_relation(claim: Claim) -> str:
    if claim.relation in ORDERS:
        return "the sign of the difference of the two sides could not be found"
    if claim.relation in LINKS and claim.before == TRUE:
        return "no way was found to derive the statement"
    if claim.relation in LINKS:
        return "no way was found from the one statement to the other"
    return "no chain of identities was found from the one side to the other"
