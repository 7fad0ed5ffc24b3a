"""A function as a product of powers of its bases, exponentials to any constant base in one."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, free_names, numeral
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.polynomials import sum_of

Factors = list[tuple[Term, Term]]
"""Bases and their exponents."""


def powers(t: Term, exponent: Term = ONE) -> Iterator[tuple[Term, Term]]:
    """The bases of a product, each to some power, with their exponents."""
    match t:
        case App("*", parts):
            for part in parts:
                yield from powers(part, exponent)
        case App("/", (u, v)):
            yield from powers(u, exponent)
            yield from powers(v, -exponent)
        case App("neg", (u,)) if is_whole(exponent):
            yield -ONE, exponent
            yield from powers(u, exponent)
        case App("sqrt", (u,)):
            yield from powers(u, exponent / 2)
        case App("^", (u, v)):
            yield from powers(u, v if exponent == ONE else v * exponent)
        case _:
            yield t, exponent


def parted(f: Term, var: str, uni: Univariate) -> tuple[Term, Factors]:
    """What is free of a name, and the other bases with their exponents, none of which is zero."""
    constants: list[Term] = []
    found: dict[Term, Term] = {}
    rises: list[Term] = []
    for base, exponent in powers(f):
        if var not in free_names(base) | free_names(exponent):
            constants.append(base if exponent == ONE else base**exponent)
        elif (rise := _rise(base, exponent, var)) is not None:
            rises.append(rise)
        else:
            found[base] = found.get(base, ZERO) + exponent
    factors = [(base, uni.tidy(exponent)) for base, exponent in found.items()]
    if rises:
        factors.append((call("exp", sum_of(rises)), ONE))
    return product_of(constants), [(b, e) for b, e in factors if e != ZERO]


def _rise(base: Term, exponent: Term, var: str) -> Term | None:
    """The argument of an exponential, or of what is one."""
    match base:
        case App("exp", (u,)):
            return u if exponent == ONE else exponent * u
        case App("E", ()):
            return exponent
        case _ if var in free_names(exponent):
            return exponent * call("log", base)
    return None


def is_whole(exponent: Term) -> bool:
    """Whether an exponent is an integer that is written down."""
    n = numeral(exponent)
    return n is not None and n.denominator == 1
