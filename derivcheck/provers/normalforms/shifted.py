"""The canonical place of a sum: its variable shifted, and turned round, to the least of its forms.

`sum(f(j), j = a..b)` is `sum(f(j + c), j = a - c..b - c)` and `sum(f(a + b - j), j = a..b)`.  Where
the variable occurs as j + c, or c - j, one of its places is moved to c = 0; of all these forms the
least is taken, so that sums of one sequence look alike wherever they begin (Graham, Knuth and
Patashnik, Concrete Mathematics, section 2.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Chain, Evidence
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
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import factors_of, spelled

AFFINE = ("+", "*", "neg")
"""Heads of what may be j + c or c - j."""
RATIONAL = (*AFFINE, "/")
"""Heads of rational functions; a power may be another one."""
MAX_PLACES = 6
"""At how many different places the variable may occur."""


def placed(basis: Basis, t: Bind) -> bool:
    """Rewrites a sum or product by the least of its forms where that is another one.

    Arguments:
        t: over a finite range; its body in normal form.
    """
    if any(map(is_infinite, t.args)):
        return False
    if turned_up(basis, t):
        return True
    least = min(_forms(basis, t), key=lambda form: spelled(form.term.body), default=None)
    if least is None or not least.links or spelled(least.term.body) == spelled(t.body):
        return False
    return basis.propose(Chain(least.links))


def turned_up(basis: Basis, t: Bind) -> bool:
    """Rewrites a sum of falling exponentials, as `sum(b^(n - j))` of a positive b, as one of rising
    ones; where that is done.
    """
    factors = [u for u in factors_of(t.body) if t.var in free_names(u)]
    falling = [u for u in factors if _is_falling(u, t.var)]
    if t.head != "sum" or any(map(is_infinite, t.args)) or not falling:
        return False
    if 2 * len(falling) <= len(factors) or not all(_is_exponential(u, t.var) for u in factors):
        return False
    at = App("+", t.args) - Sym(t.var)
    return basis.propose(
        Chain(_moved(basis, Form(t), series_row("sum_reverse", t), at, t.args).links)
    )


def _is_falling(u: Term, var: str) -> bool:
    return isinstance(u, App) and u.head == "/" and _is_exponential(u.args[1], var)


def _is_exponential(u: Term, var: str) -> bool:
    """Whether a factor is an exponential of a name, or divides by one."""
    match u:
        case App("/", (v, w)) if v == ONE:
            return _is_exponential(w, var)
        case App("exp", (v,)):
            return var in free_names(v)
        case App("^", (v, w)):
            return var not in free_names(v) and var in free_names(w)
    return False


@dataclass(frozen=True, slots=True)
class Form:
    """A sum, and the links that lead to it."""

    term: Bind
    links: tuple[Evidence, ...] = ()


def _forms(basis: Basis, t: Bind) -> Iterator[Form]:
    """The forms of a sum with one of its places at 0."""
    places, (a, b) = _anchors(basis, t), t.args
    if len(places) > MAX_PLACES:
        return
    yield from (_shifted(basis, Form(t), -offset) for slope, offset in places if slope == 1)
    if t.head == "sum" and any(slope == -1 for slope, _ in places):
        turned = _moved(basis, Form(t), series_row("sum_reverse", t), a + b - Sym(t.var), t.args)
        for slope, offset in places:
            if slope == -1:
                yield _shifted(basis, turned, a + b - offset)


def _shifted(basis: Basis, form: Form, by: Term) -> Form:
    """A sum with j + by in place of j."""
    by, t = basis.normal(by), form.term
    if by == ZERO:
        return form
    a, b = t.args
    row = series_row(f"{t.head}_shift", t, c=by)
    return _moved(basis, form, row, Sym(t.var) + by, (a - by, b - by))


def _moved(basis: Basis, form: Form, row: Axiom, at: Term, ends: tuple[Term, ...]) -> Form:
    """A sum with another place in place of its variable, by a row, as one would write it."""
    t = form.term
    body = substitute(t.body, {t.var: at})
    found = Bind(t.head, t.var, body, ends)
    normal = basis.normal(_simple(basis, body, t.var))
    simple = Bind(t.head, t.var, normal, tuple(map(basis.normal, ends)))
    written = () if simple == found else (Arithmetic(found, simple),)
    return Form(simple, (*form.links, row, *written))


def _simple(basis: Basis, t: Term, var: str) -> Term:
    """A term with its places of a variable as one writes them: a[j + 1], not a[(j - 1) + 2]."""
    if var not in free_names(t):
        return t
    found = affine(basis, t, var)
    if found is None:
        return rebuild(t, tuple(_simple(basis, u, var) for u in children(t)))
    slope, offset = found
    x = Sym(var) if slope == 1 else -Sym(var)
    return x if offset == ZERO else x + offset if slope == 1 else offset + x


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
    if (rational and isinstance(t, Sym)) or (isinstance(t, Bind) and t.var == var):
        return []
    rational = rational and isinstance(t, App) and t.head in RATIONAL
    found = None if rational else affine(basis, t, var)
    if found is not None:
        return [found]
    parts = (t.body,) if isinstance(t, Bind) else children(t)  # ranges follow
    return [place for u in parts for place in _places(basis, u, var, rational)]


def zero_of(basis: Basis, gap: Term, var: str) -> Term | None:
    """The zero of an expression that is affine in a name, with slope 1 or -1."""
    found = affine(basis, gap, var)
    return None if found is None else basis.normal(-number(found[0]) * found[1])


def affine(basis: Basis, t: Term, var: str) -> tuple[int, Term] | None:
    """The slope 1 or -1 and the rest of a term that is affine in a name."""
    if not isinstance(t, Sym | App) or (isinstance(t, App) and t.head not in AFFINE):
        return None
    offset = substitute(t, {var: ZERO})
    slope = basis.field.constant(substitute(t, {var: ONE}) - offset)
    if slope not in (1, -1) or not basis.field.equal(t, offset + number(slope) * Sym(var)):
        return None
    return int(slope), basis.normal(offset)
