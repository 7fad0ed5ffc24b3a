"""Changes of variables: an integral as another one with a function put in for its variable.

The function is affine, by the ends, or a part of the other integrand that leads from end to end.
The kernel is shown, by the rows `change` of its axioms, that it is strictly monotone between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import Asymptotics, Axiom, Continuity, Evidence, Lemma
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.everywhere import everywhere
from derivcheck.provers.foundations.models import has_binder
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import expanded, settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed

MAX_CANDIDATES = 8
"""How many parts of an integrand are tried as new variables."""
MAX_HEADS = 3
"""How many functions in an integrand are stretched to lead from end to end."""


TOWARDS: dict[Term, str] = {INFINITY: "_infinity", MINUS_INFINITY: "_minus_infinity"}
"""Bound of an integral -> how the rows are called by which a function leads there."""


class Change(NamedTuple):
    """An integral in two variables: that both are equal, and that each exists with the other."""

    old: Bind
    new: Bind
    shown: Evidence
    exists: Evidence
    exists_back: Evidence


Fits = Callable[[Basis, Bind, Bind, Term, str], bool]


def changes(basis: Basis, t: Bind, other: Bind, fits: Fits, few: bool = False) -> Iterator[Change]:
    """Integrals over the range of another that an integral may be rewritten to.

    Arguments:
        t: what is rewritten.
        other: whose range and parts are looked at.
        fits: whether a function of a name that may be put in is worth a closer look.
        few: whether to look at its parts only.
    """
    low, high = other.args
    if not basis.known.holds(call("<", low, high)):
        return
    name = name_for(basis, other, t)
    for inner in _candidates(basis, t, other, name, few):
        if inner == Sym(name) or not fits(basis, t, other, inner, name):
            continue
        found = substitution(basis, t, inner, name, (low, high))
        if found is not None:
            yield found


def substitution(
    basis: Basis, t: Bind, inner: Term, name: str, ends: tuple[Term, Term]
) -> Change | None:
    """An integral with a function of a name put in for its variable, and why.

    Arguments:
        ends: between which the name runs, the lower one first.
    """
    known, (c, d) = basis.known.knowing(), t.args
    functions = (("f", Bind("lambda", t.var, t.body, ())), ("g", Bind("lambda", name, inner, ())))
    bounds = (("a", ends[0]), ("b", ends[1]), ("u", c), ("v", d))
    row = "change" + "".join(
        f"_{way}{TOWARDS[u]}" for way, u in (("from", c), ("to", d)) if u in INFINITE
    )
    bindings = (*functions, *(one for one in bounds if one[0] in "ab" or one[1] not in INFINITE))
    statement, (_, slope, *leads) = instance(AXIOMS[row], bindings)
    if not all(_leads(basis, known, one) for one in leads):
        return None
    if not everywhere(known, slope, _not_zero) or known.inferred(Axiom(row, bindings)) is None:
        return None
    assert isinstance(statement, App) and isinstance(statement.args[1], Bind)
    rows = (known.shown(Axiom(f"{row}{end}", bindings)) for end in ("", "_exists", "_back_exists"))
    return Change(t, renamed(statement.args[1], name), *rows)


def involutions(basis: Basis, t: Bind, name: str) -> Iterator[Term]:
    """Functions of a name that exchange the ends of a range and undo themselves.

    Waves and exponentials of polynomials turn into others under all of them but -x.
    """
    x, (low, high) = Sym(name), t.args
    if t.args == (MINUS_INFINITY, INFINITY):
        yield -x
        return
    uni = Univariate(basis.field, basis.known.holds)
    if any(_is_entire(u, t.var, uni) for u in subterms(t.body)):
        return
    match t.args:
        case (a, b) if (a, b) == (ZERO, INFINITY):
            products = (_product_of_roots(basis, u, t.var, uni) for u in subterms(t.body))
            yield from (c / x for c in dict.fromkeys((ONE, *filter(None, products))))
        case (a, b) if a == ZERO and not is_infinite(b) and basis.known.holds(call("<", a, b)):
            yield b * (b - x) / (b + x)
        case _ if not is_infinite(t) and basis.known.holds(call("<", ZERO, low)):
            yield basis.normal(low * high) / x


def _is_entire(u: Term, var: str, uni: Univariate) -> bool:
    """Whether a term is a wave or an exponential of a polynomial in a name."""
    match u:
        case App("exp" | "sin" | "cos" | "sinh" | "cosh", (v,)) if var in free_names(v):
            found = polynomials(v, var, uni)
            return found is not None and not found[1]
    return False


def _product_of_roots(basis: Basis, u: Term, var: str, uni: Univariate) -> Term | None:
    """Of a quadratic term: it is the same in the variable and in this over the variable."""
    match polynomials(u, var, uni):
        case ([c, _, a], []):
            return basis.normal(c / a)
    return None


def makes(basis: Basis, t: Bind, other: Bind, inner: Term, name: str) -> bool:
    """Whether an integrand becomes another, as far as numbers tell."""
    known = basis.known.between(name, *other.args)
    new = _in_place(t, inner, name, known)
    if new is None or has_binder(t.body) != has_binder(other.body):
        return new is None
    return not known.models.distinguish(new, substitute(other.body, {other.var: Sym(name)}))


def makes_multiple(basis: Basis, t: Bind, other: Bind, inner: Term, name: str) -> bool:
    """The same up to a factor that is free of the variable."""
    known = basis.known.between(name, *other.args)
    new = _in_place(t, inner, name, known)
    if new is None or has_binder(t.body) != has_binder(other.body):
        return new is None
    ratio = new / substitute(other.body, {other.var: Sym(name)})
    return not known.models.separate(ratio, name)


def _in_place(t: Bind, inner: Term, name: str, known: ProofContext) -> Term | None:
    """An integrand with a function put in for its variable, times its slope."""
    rate = derivative(Bind("diff", name, inner, (Sym(name), ONE)), known.facts.context)
    return None if rate is None else substitute(t.body, {t.var: inner}) * rate[0]


def moved(known: ProofContext, of: Change) -> Bind | None:
    """The integral in the new variable, if it is found to have a value."""
    if known.holds(App("defined", (of.old,))) and known.learn(of.exists):
        return of.new
    return None


def _candidates(basis: Basis, t: Bind, other: Bind, name: str, few: bool) -> Iterator[Term]:
    """Functions of a name that may lead from the ends of one range to those of another."""
    (c, d), (a, b) = t.args, other.args
    body = substitute(other.body, {other.var: Sym(name)})
    parts = [p for p in dict.fromkeys(subterms(body)) if isinstance(p, App) and p != body]
    found: list[Term] = []
    found += [p for p in reversed(parts) if name in free_names(p)][:MAX_CANDIDATES]
    old = (
        []
        if few
        else [p for p in dict.fromkeys(subterms(t.body)) if t.var in free_names(p) and p != t.body]
    )
    undone = (inverse(p, t.var, Sym(name)) for p in old[:MAX_CANDIDATES])
    found += [basis.normal(g) for g in undone if g is not None]  # (-u)^2 is u^2
    if not any(map(is_infinite, (*t.args, *other.args))):
        found.append(basis.normal(c + (d - c) / (b - a) * (Sym(name) - a)))
        heads = (p for p in found if isinstance(p, App) and p.head in HANDBOOK)
        found += filter(None, [_stretched(basis, h, name, t, other) for h in [*heads][:MAX_HEADS]])
    found += [] if few else [ONE / Sym(name), -Sym(name)]
    yield from dict.fromkeys(found)


def _stretched(basis: Basis, h: Term, name: str, t: Bind, other: Bind) -> Term | None:
    """The affine function of a term that leads from end to end, as r*sin(u) to r from -r."""
    (c, d), session = t.args, Basis(basis.known, basis.handlers, basis.limits)
    reached = [substitute(h, {name: end}) for end in other.args]
    if not basis.known.defined(*reached):
        return None
    for u in reached:
        session.visit(u)
    low, high = map(session.normal, reached)
    if basis.field.equal(low, high) or (low, high) == (c, d):
        return None
    return basis.normal(c + (d - c) / (high - low) * (h - low))


def inverse(t: Term, var: str, u: Term) -> Term | None:
    """What a name is where a term in it is u, by undoing the heads around the name."""
    match t:
        case Sym(name) if name == var:
            return u
        case App("neg", (v,)):
            return inverse(v, var, -u)
        case App("+" | "*" as head, parts):
            moving = [p for p in parts if var in free_names(p)]
            rest = [p for p in parts if p is not moving[0]] if len(moving) == 1 else []
            for p in rest:
                u = u - p if head == "+" else u / p
            return inverse(moving[0], var, u) if rest else None
        case App("/", (v, w)) if var not in free_names(v) and v != u:
            return inverse(w, var, v / u)
        case App("/", (v, w)) if var not in free_names(w):
            return inverse(v, var, u * w)
        case App("^", (v, w)) if var not in free_names(w):
            return inverse(v, var, u ** (ONE / w))
        case App("sqrt", (v,)):
            return inverse(v, var, u**2)
        case App(head, (v,)) if head in INVERSES:
            return inverse(v, var, call(INVERSES[head], u))
    return None


INVERSES = {
    "exp": "log", "log": "exp", "tan": "atan", "atan": "tan", "sin": "asin", "asin": "sin",
    "cos": "acos", "acos": "cos", "sinh": "asinh", "asinh": "sinh",
}  # fmt: skip
"""Head -> what undoes it where it is monotone."""


def _leads(basis: Basis, known: ProofContext, wanted: Term) -> bool:
    """Learns where a function leads, as a row asks: a limit is a number."""
    assert isinstance(wanted, App)
    end, bound = wanted.args
    assert isinstance(end, Bind)
    session = Basis(known, basis.handlers, basis.limits)
    found = Continuity(end) if settled(known, end) else expanded(known, end)
    if found is None or not session.propose(found) or not session.equal(end, bound):
        return False
    if isinstance(found, Asymptotics) and not known.learn(Lemma(App("defined", (end,)), found)):
        return False
    return known.learn(Lemma(wanted, session.arithmetic(end, bound)))


def _not_zero(inner: ProofContext, wanted: Term) -> Evidence | None:
    return Lemma(wanted) if inner.holds(wanted) else None
