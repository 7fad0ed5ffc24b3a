"""Systems of equations: values of several names that satisfy them all, irrational ones too.

What one name is by a linear equation is put into the others; an equation that is left with one name
is solved for it.  Polynomials in which no name is left alone are brought to a lexicographic
Groebner basis, where one is (Cox, Little and O'Shea, Ideals, Varieties, and Algorithms, section
3.1).  What no equation determines is chosen.  Proposals like all that points are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import flint

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.values import Stop, Undefined, Unknown, is_zero
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.enclosures.arrays import number_of
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, ZERO, Sym, Term, free_names, number, substitute
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.sampling.roots import roots, tidy, worked_out

Choice = dict[str, Term]

MAX_SOLUTIONS = 6
"""How many solutions are looked for."""
MAX_NAMES = 8
"""Systems of more unknowns are left alone."""
MAX_CACHED = 256
"""How many systems' solutions are remembered: many points share theirs."""
BASIS_LIMITS = (24, 60, 256)
"""How far a Groebner basis is completed: polynomials, their terms, their bits."""
FREE = tuple(map(number, (1, 2, 3, -1, 5, -2, 7, 4)))
"""Values for what no equation determines, in turn."""

Unknowns = tuple[str, ...]


def solutions(
    gaps: Sequence[Term], names: Sequence[str], context: Context, turn: int = 0
) -> tuple[Choice, ...]:
    """Values of names at which terms vanish.

    Arguments:
        gaps: without other free names.
        names: the unknowns, numbers.
        context: for their sorts and the field.
        turn: which values are chosen for what is not determined.
    """
    if len(names) > MAX_NAMES:
        return ()
    sorts = tuple((name, context.sorts[name]) for name in names)
    return _remembered(tuple(gaps), sorts, context.field, turn % len(FREE))


@remembered(MAX_CACHED)
def _remembered(
    gaps: tuple[Term, ...], sorts: tuple[tuple[str, Sort], ...], scalars: Scalars, turn: int
) -> tuple[Choice, ...]:
    names = tuple(name for name, _ in sorts)
    solver = _Solver(Context(dict(sorts), (), scalars), turn)
    try:
        plain = [worked_out(gap, solver.context) for gap in gaps]
        return tuple(islice(solver.solve(plain, names, True), MAX_SOLUTIONS))
    except FAULTS:
        return ()


class _Solver:
    """The search for solutions over one field."""

    def __init__(self, context: Context, turn: int) -> None:
        self.context, self.turn = context, turn

    def solve(self, gaps: Sequence[Term], names: Unknowns, raw: bool) -> Iterator[Choice]:
        """Solutions; `raw`: whether the gaps are no Groebner basis."""
        field = Field(self.context)
        left = [gap for gap in gaps if field.constant(gap) != 0]
        if any(self._nonzero(gap) for gap in left if not free_names(gap)):
            return
        left = sorted((gap for gap in left if free_names(gap)), key=lambda g: len(free_names(g)))
        if not left:
            yield {name: FREE[(self.turn + k) % len(FREE)] for k, name in enumerate(names)}
            return
        linear = next(self._linear(field, left), None)
        if linear is not None:
            yield from self._with(*linear, left, names)
        elif len(free_names(left[0])) == 1:
            (name,) = free_names(left[0])
            for value in self._roots(left[0], name):
                yield from self._with(name, value, left[1:], names)
        else:
            basis = _basis(field, left, names) if raw else None
            name = min(free_names(left[0]))
            if basis is not None:
                yield from self.solve(basis, names, False)
            else:
                yield from self._with(name, FREE[self.turn], left, names)

    def _roots(self, gap: Term, name: str) -> list[Term]:
        """Values at which a term in one name vanishes, as it stands or in its normal form."""
        found = list(roots(gap, name, self.context))
        if found:
            return found
        return list(roots(worked_out(gap, self.context, whole=True), name, self.context))

    def _with(
        self, name: str, value: Term, gaps: Sequence[Term], names: Unknowns
    ) -> Iterator[Choice]:
        """Solutions in which a name has a value, perhaps in terms of others."""
        rest = [substitute(gap, {name: value}) for gap in gaps]
        for found in self.solve(rest, tuple(n for n in names if n != name), True):
            yield {**found, name: tidy(substitute(value, found), self.context)}

    def _linear(self, field: Field, gaps: Sequence[Term]) -> Iterator[tuple[str, Term]]:
        """Names with what they are by equations that hold them linearly, with closed factors."""
        for gap in gaps:
            top = field.value(gap).top
            atoms = [field.terms[n] for n in field.used(field.value(gap))]
            for n in sorted(field.used(field.value(gap))):
                match field.terms[n]:
                    case Sym(name) if sum(name in free_names(a) for a in atoms) == 1:
                        rows = coefficients(top, top.context().nvars() - 1 - n)
                        value = self._value(field, rows)
                        if value is not None:
                            yield name, value

    def _value(self, field: Field, rows: dict[int, Poly]) -> Term | None:
        if rows.keys() - {0, 1}:
            return None
        slope = written(field, rows[1])
        if free_names(slope) or not self._nonzero(slope):
            return None
        value = -written(field, rows[0]) if 0 in rows else ZERO
        return value if slope == ONE else value / slope

    def _nonzero(self, t: Term) -> bool:
        found = evaluate(t, {}, self.context)
        if isinstance(found, Undefined | Unknown):
            return False
        try:
            return not is_zero(number_of(found))
        except Stop:
            return False


def _basis(field: Field, gaps: Sequence[Term], names: Unknowns) -> list[Term] | None:
    """A Groebner basis of polynomials in the names alone, the last of which is eliminated last."""
    tops = [field.value(gap).top for gap in gaps]
    atoms = {n: field.terms[n] for gap in gaps for n in field.used(field.value(gap))}
    places = {n: names.index(t.name) for n, t in atoms.items() if isinstance(t, Sym)}
    if places.keys() != atoms.keys():
        return None
    ring = flint.fmpz_mpoly_ctx.get(names, flint.Ordering.lex)
    vector: Any = flint.fmpz_mpoly_vec([_moved(top, places, ring) for top in tops], ring)
    basis, complete = vector.buchberger_naive(limits=BASIS_LIMITS)
    return [_term(p, names) for p in basis.autoreduction()] if complete else None


def _moved(p: Poly, places: dict[int, int], ring: flint.fmpz_mpoly_ctx) -> Poly:
    """A polynomial over the atoms of a field as one over names."""
    moved = {}
    for monomial, c in p.terms():
        powers = [0] * ring.nvars()
        for n, d in enumerate(reversed(monomial)):
            if d:
                powers[places[n]] = int(d)
        moved[tuple(powers)] = int(c)
    return ring.from_dict(moved)


def _term(p: Poly, names: Unknowns) -> Term:
    total: Term = number(0)
    for monomial, c in p.terms():
        part: Term = number(int(c))
        for name, d in zip(names, monomial, strict=True):
            part = part * Sym(name) ** int(d) if d else part
        total = total + part
    return total
