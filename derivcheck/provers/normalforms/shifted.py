"""The canonical place of a sum: its variable shifted, and turned round, to the least of its forms.

`sum(f(j), j = a..b)` is `sum(f(j + c), j = a - c..b - c)` and `sum(f(a + b - j), j = a..b)` (Graham,
Knuth and Patashnik, Concrete Mathematics, section 2.4).  Where the variable occurs as j + c, or
c - j, one of the places at which it occurs is moved to c = 0; of all these forms the least is taken,
so that sums of one sequence look alike wherever they begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Axiom, Chain, Evidence
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    children,
    free_names,
    is_infinite,
    number,
    substitute,
)  # fmt: skip
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import spelled

AFFINE = ("+", "*", "neg")
"""Heads of what may be j + c or c - j."""
RATIONAL = (*AFFINE, "/")
"""Heads of rational functions; a power may be another one."""
MAX_PLACES = 6
"""At how many different places the variable may occur."""


def placed(basis: Basis, t: Bind) -> bool:
    """Rewrites a sum or product whose variable is moved by the least of its forms; False if it is it.

    Arguments:
        t: over a finite range; its body in normal form.
    """
    if any(map(is_infinite, t.args)):
        return False
    forms = list(_forms(basis, t))
    least = min(forms, key=lambda form: spelled(form[0].body), default=None)
    if least is None or not least[1] or spelled(least[0].body) == spelled(t.body):
        return False
    return basis.propose(Chain(least[1]) if len(least[1]) > 1 else least[1][0])


def _forms(basis: Basis, t: Bind) -> Iterator[tuple[Bind, tuple[Evidence, ...]]]:
    """The forms of a sum with one of its places at 0, each with the links that lead there."""
    places = _anchors(basis, t)
    if len(places) > MAX_PLACES:
        return
    for slope, offset in places:
        if slope == 1:
            yield _shifted(basis, t, -offset, ())
    if t.head == "sum" and any(slope == -1 for slope, _ in places):
        f, (a, b) = Bind("lambda", t.var, t.body, ()), t.args
        row = Axiom("sum_reverse", (("f", f), ("a", a), ("b", b)))
        turned = _normal(basis, t, a + b - Sym(t.var), t.args)
        for slope, offset in places:
            if slope == -1:
                yield _shifted(basis, turned, a + b - offset, (row,))


def _shifted(
    basis: Basis, t: Bind, by: Term, links: tuple[Evidence, ...]
) -> tuple[Bind, tuple[Evidence, ...]]:
    """A sum with j + by in place of j, from what links have led to."""
    by = basis.normal(by)
    if by == ZERO:
        return t, links
    a, b = t.args
    ends = (basis.normal(a - by), basis.normal(b - by))
    f = Bind("lambda", t.var, t.body, ())
    row = Axiom(f"{t.head}_shift", (("f", f), ("a", a), ("b", b), ("c", by)))
    return _normal(basis, t, Sym(t.var) + by, ends), (*links, row)


def _normal(basis: Basis, t: Bind, at: Term, ends: tuple[Term, ...]) -> Bind:
    return Bind(t.head, t.var, basis.normal(substitute(t.body, {t.var: at})), ends)


def _anchors(basis: Basis, t: Bind) -> list[tuple[int, Term]]:
    """The places of the variable in atoms; of a rational function all its places."""
    found = _places(basis, t.body, t.var, rational=True) or _places(basis, t.body, t.var)
    return list(dict.fromkeys(found))


def _places(basis: Basis, t: Term, var: str, rational: bool = False) -> list[tuple[int, Term]]:
    """Where a variable occurs as j + c or c - j, outermost: (1 or -1, c).

    Arguments:
        rational: whether rational operations are passed by.
    """
    if var not in free_names(t):
        return []
    if rational and isinstance(t, Sym):
        return []
    rational = rational and isinstance(t, App) and t.head in RATIONAL
    found = None if rational else affine(basis, t, var)
    if found is not None:
        return [found]
    shadowed = isinstance(t, Bind) and t.var == var
    parts = children(t)[1:] if shadowed else children(t)
    return [place for u in parts for place in _places(basis, u, var, rational)]


def affine(basis: Basis, t: Term, var: str) -> tuple[int, Term] | None:
    """The slope 1 or -1 and the rest of a term that is affine in a name."""
    if not isinstance(t, Sym | App) or (isinstance(t, App) and t.head not in AFFINE):
        return None
    offset = substitute(t, {var: ZERO})
    slope = basis.field.constant(substitute(t, {var: ONE}) - offset)
    if slope not in (1, -1) or not basis.field.equal(t, offset + number(slope) * Sym(var)):
        return None
    return int(slope), basis.normal(offset)
