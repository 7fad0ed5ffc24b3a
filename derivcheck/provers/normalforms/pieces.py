"""The body of a binder in pieces: constant factors times what mentions the variable.

A fraction under a sum is expanded in powers of the irreducible factors of its denominator,
`x/(x + 1)^2 = 1/(x + 1) - 1/(x + 1)^2`: over the powers of one factor these are linearly
independent (von zur Gathen and Gerhard, Modern Computer Algebra, section 5.11; in several variables
too, as what is left of a division by one polynomial is determined by an order of the monomials).
"""

from __future__ import annotations

from derivcheck.kernel.algebra.atoms import Poly, Value
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import ONE, Bind, Term, free_names, number
from derivcheck.provers.foundations.polynomials import factored, of_powers, sum_of
from derivcheck.provers.normalforms.basis import Basis

MAX_FRACTIONS = 24
"""The most denominators over which a fraction is expanded."""

Powers = tuple[int, ...]
"""How often each irreducible factor of a denominator stands in one."""


def pieces(basis: Basis, t: Bind) -> list[tuple[Term, Term]]:
    """The body as constant factors times monomials in atoms that mention the variable.

    Of a fraction in them what is left of it by division stands over the denominator.
    """
    value = basis.field.value(t.body)
    bottom = _parted(basis, value.bottom, t.var)
    top, under = basis.field.up(value.top), basis.field.up(value.bottom)
    whole, rest = (under - under, top) if bottom[0] == ONE else divmod(top, under)
    fractions = [(rest, bottom)]
    if t.head == "sum" and bottom[0] != ONE:
        fractions = _expanded(basis, rest, under, t.var)
    found: dict[Term, list[Term]] = {}
    for p, (inside, outside) in ((whole, (ONE, ONE)), *fractions):
        for monomial, c in p.terms():
            inner, outer = _sorted_out(basis, t.var, monomial)
            factor = product_of(outer)
            factor = number(int(c)) * factor if c != 1 and factor != ONE else factor
            factor = number(int(c)) if factor == ONE else factor
            body = product_of(inner) if inside == ONE else product_of(inner) / inside
            found.setdefault(body, []).append(factor if outside == ONE else factor / outside)
    return [(sum_of(factors), body) for body, factors in found.items()]


def _expanded(
    basis: Basis, top: Poly, under: Poly, var: str
) -> list[tuple[Poly, tuple[Term, Term]]]:
    """A fraction as a sum of some, each with (what mentions the variable, the rest) below."""
    factors = [(q, e) for q, e in factored(under)[1] if var in free_names(basis.polynomial(q))]
    written = [basis.polynomial(q) for q, _ in factors]
    over, waiting = dict[Powers, Poly](), [(tuple(e for _, e in factors), top)]
    while waiting and len(over) <= MAX_FRACTIONS:
        powers, p = waiting.pop()
        for n, (q, _) in enumerate(factors):
            if powers[n]:
                whole, p = divmod(p, q)
                if not whole.is_zero():
                    waiting.append(((*powers[:n], powers[n] - 1, *powers[n + 1 :]), whole))
        over[powers] = over[powers] + p if powers in over else p
    if waiting:
        return [(top, _parted(basis, under, var))]
    outside = _parted(basis, under, var)[1]
    return [
        (p, (of_powers([(q, e) for q, e in zip(written, powers, strict=True) if e]), outside))
        for powers, p in over.items()
    ]


def _sorted_out(basis: Basis, var: str, monomial: tuple[int, ...]) -> tuple[list[Term], list[Term]]:
    """The factors of a monomial that mention a name, and the others."""
    inner: list[Term] = []
    outer: list[Term] = []
    for n, d in enumerate(reversed(tuple(monomial))):
        if d:
            name = basis.field.terms[n]
            part = name if d == 1 else name ** number(int(d))
            (inner if var in free_names(name) else outer).append(part)
    return inner, outer


def _parted(basis: Basis, p: Poly, var: str) -> tuple[Term, Term]:
    """A denominator as (what mentions the variable, the rest)."""
    value = Value(p, basis.field.value(ONE).bottom)
    content, powers = basis.factors(basis.term(value))
    inner: list[Term] = []
    outer = [number(int(content))] if content != 1 else []
    for q, e in powers:
        part = q if e == 1 else q ** number(e)
        (inner if var in free_names(q) else outer).append(part)
    return product_of(inner), product_of(outer)
