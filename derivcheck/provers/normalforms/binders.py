"""Derivatives, sums and products of symbolic length, integrals and limits.

Derivatives are replaced by the kernel's table.  A sum is rewritten under its binder, distributed
over its summands with constants out in front (Graham, Knuth and Patashnik, Concrete Mathematics,
section 2.3), collapsed where an indicator fixes its variable, and written out where its range is
short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Congruence,
    Continuity,
    Derivative,
    Lemma,
    Linearity,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.foundations.models import has_binder
from derivcheck.provers.foundations.positions import depth
from derivcheck.provers.normalforms.antidifferences import summed_up
from derivcheck.provers.normalforms.asymptotic import expanded, settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same, under
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.centred import centred
from derivcheck.provers.normalforms.contractions import contraction
from derivcheck.provers.normalforms.ends import MAX_UNROLLED, split_off
from derivcheck.provers.normalforms.eulerian import Rows, eulerian
from derivcheck.provers.normalforms.fermi import fermi
from derivcheck.provers.normalforms.folding import folded
from derivcheck.provers.normalforms.functional import applications, given
from derivcheck.provers.normalforms.half_angles import half_angled
from derivcheck.provers.normalforms.infinite_sums import infinite_sum, partial
from derivcheck.provers.normalforms.interpolation import interpolated
from derivcheck.provers.normalforms.iterated import exchanged
from derivcheck.provers.normalforms.kinks import at_kinks
from derivcheck.provers.normalforms.log_powers import log_power
from derivcheck.provers.normalforms.parametric import by_parameter
from derivcheck.provers.normalforms.pieces import pieces
from derivcheck.provers.normalforms.primitives import newton_leibniz
from derivcheck.provers.normalforms.products import differentiable, multiplied
from derivcheck.provers.normalforms.quarter_turns import over_quarters
from derivcheck.provers.normalforms.ranges import is_backwards, turned, with_ends
from derivcheck.provers.normalforms.reversals import reversed_products
from derivcheck.provers.normalforms.riemann import riemann
from derivcheck.provers.normalforms.shifted import placed, turned_up, zero_of
from derivcheck.provers.normalforms.sides import from_sides
from derivcheck.provers.normalforms.telescoping import infinite_product, telescoped
from derivcheck.provers.normalforms.triangles import triangle
from derivcheck.provers.normalforms.turning import turning
from derivcheck.provers.normalforms.waves_over_powers import over_power

MAX_ALIKE = 2
"""With how many integrals over the same interval a new one is compared."""
MAX_LEVEL = 4
"""How deep in other binders derivatives are looked at by what is given of their functions."""
PRODUCTS = (infinite_product, telescoped)
MAX_PIECES = 60
"""The most summands a sum is distributed over."""


def derivative(basis: Basis, t: Bind) -> None:
    """diff(f, x) by the table; an abstract one stays, but for what is given of its function."""
    t = differentiable(basis, t)
    if not basis.propose(Derivative(t)):
        _distributed(basis, under(basis, t))
        return
    functions = given(basis.known.facts.statements)
    if any(f in functions for f, _ in applications(t.body)):
        _given_derivative(basis, t)


def _given_derivative(basis: Basis, t: Bind) -> None:
    """A derivative by the equations given of its function, one order after the other."""
    inner = substitute(t.body, {t.var: t.args[0]})  # in one order, or one after the other
    key = ("given", depth(t.body), basis.field.key(t), basis.field.key(inner))
    if key in basis.memory or basis.level > MAX_LEVEL:
        return
    basis.memory[key] = 1
    under(basis, t)
    match t:
        case Bind("diff", var, body, (at, Num(n))) if n > 1:
            once = Bind("diff", var, body, (Sym(var), Num(n - 1)))
            basis.visit(Bind("diff", var, once, (at, ONE)))


def series(basis: Basis, t: Bind) -> None:
    """sum or prod over a range."""
    if _unrolled(basis, t):
        return
    if has_binder(t.body):  # what stands inside is settled before quotients are formed of it
        t = under(basis, t)
    ways = (infinite_sum, turning, interpolated, summed_up) if t.head == "sum" else PRODUCTS
    if any(way(basis, t) for way in ways):
        return
    t = under(basis, t)
    if _comes_apart(t) or not placed(basis, t):
        _taken_apart(basis, t)


def _comes_apart(t: Bind) -> bool:
    """Whether a series is one of several summands, each of which has a place of its own."""
    return t.head == "sum" and isinstance(t.body, App) and t.body.head in ("+", "neg")


def _taken_apart(basis: Basis, t: Bind) -> None:
    """A sum by its summands, a product by its factors."""
    if t.head == "sum":
        _distributed(basis, t)
    else:
        multiplied(basis, t)


def shifted_series(basis: Basis, t: Bind) -> None:
    """As `series`, with the lower bound moved to 0 first."""
    lower, upper = t.args
    start = basis.field.constant(lower)
    if start == 0 or basis.field.constant(upper) is not None:
        if not _unrolled(basis, t):
            t = under(basis, t)
            if not turned_up(basis, t):
                _taken_apart(basis, t)
        return
    basis.axiom(f"{t.head}_shift", f=Bind("lambda", t.var, t.body, ()), a=lower, b=upper, c=lower)


def integral(basis: Basis, t: Bind) -> None:
    """int over an interval: as one met before, else rewritten under the binder and distributed."""
    t = with_ends(basis, t)
    if is_backwards(t) and turned(basis, t):
        t = with_ends(basis, replace(t, args=t.args[::-1]))
    if not any(way(basis, t) for way in (_integrated, exchanged, by_parameter)):
        _beside_others(basis, t)


def _integrated(basis: Basis, t: Bind) -> bool:
    """An integral by a row of the table, by a primitive, or over the parts of its range."""
    return any(way(basis, t) for way in INTEGRALS)


def _by_primitive(basis: Basis, t: Bind) -> bool:
    return newton_leibniz(basis, t, name_for(basis, t))


def _beside_others(basis: Basis, t: Bind) -> None:
    """A binder as one met before over the same range, else distributed."""
    others = basis.binders.setdefault((t.head, t.args), [])
    if any(same(basis, t, other) for other in others[:MAX_ALIKE]):
        return
    plain = under(basis, t)  # which is then one of the others itself, if it is another
    if plain.body == renamed(t, plain.var).body:
        others.append(t)
    _distributed(basis, plain)


def _eulerian(basis: Basis, t: Bind) -> bool:
    """A multiple of an integral that gamma or beta stands for."""
    rows, known = eulerian(basis, t), basis.known
    if rows is None:
        return False
    if not known.learn(rows.exists) and not all(map(known.learn, rows.needed)):
        return False
    return basis.propose(rows.value) and _as_multiple(basis, t, rows)


def _as_multiple(basis: Basis, t: Bind, rows: Rows) -> bool:
    """A binder by the one of which a row says the value, times a constant."""
    match basis.known.inferred(rows.value):
        case App("=", (Bind() as known, _)):
            piece = renamed(known, t.var).body
        case _:
            return False
    whole = replace(t, body=piece if rows.factor == ONE else rows.factor * piece)
    if basis.known.facts.field.equal(t.body, whole.body):
        return basis.propose(Linearity(t, ((rows.factor, piece),)))
    multiple = rows.factor == ONE or basis.propose(Linearity(whole, ((rows.factor, piece),)))
    return multiple and same(basis, t, whole)


INTEGRALS = (
    _eulerian,
    over_quarters,
    _by_primitive,
    over_power,
    fermi,
    log_power,
    centred,
    half_angled,
    at_kinks,
    folded,
)
"""How an integral is worked out, in turn."""


def multiple_of(basis: Basis, t: Bind, body: Term) -> Term | None:
    """The factor, free of the variable and not zero, by which a binder's body is a multiple of
    another; None if there is none.
    """
    ratio = basis.normal(t.body / body)
    return None if t.var in free_names(ratio) or ratio == ZERO else ratio


def limit(basis: Basis, t: Bind) -> None:
    """A limit by continuity or an expansion; else as one met before, else distributed."""
    if settled(basis.known, t) and basis.propose(Continuity(t)):
        return
    if not any(way(basis, t) for way in (_expanded, partial, riemann, from_sides)):
        _beside_others(basis, t)


def _expanded(basis: Basis, t: Bind) -> bool:
    """A limit by its expansion where it leads."""
    found = expanded(basis.known, t)
    if found is None or not basis.known.learn(Lemma(App("defined", (t,)), found)):
        return False
    return basis.propose(found)


EVALUATED: dict[str, Callable[[Basis, Bind], bool]] = {
    "int": _integrated, **dict.fromkeys(LIMITS, _expanded),
}  # fmt: skip
"""head -> how its pieces are evaluated one by one."""


# --- sums ----------------------------------------------------------------------------------------


def _unrolled(basis: Basis, t: Bind) -> bool:
    """A range whose ends differ by a whole number is written out, from the top; an empty one is
    nothing.
    """
    lower, upper = t.args
    steps = None if is_infinite(t) else basis.field.constant(upper - lower)
    if steps is None and not is_infinite(t) and basis.known.holds(call("<", upper, lower)):
        f = Bind("lambda", t.var, t.body, ())
        return basis.axiom(f"{t.head}_empty", f=f, a=lower, b=upper)
    if steps is None or steps.denominator != 1 or steps > MAX_UNROLLED:
        return False
    if basis.field.constant(upper) is not None:  # a numeral, which takes an entry of a list
        lower, upper = basis.normal(lower), basis.normal(upper)
    f = Bind("lambda", t.var, t.body, ())
    if steps < 0:
        return basis.axiom(f"{t.head}_empty", f=f, a=lower, b=upper)
    if steps == 0:
        return basis.axiom(f"{t.head}_one", f=f, a=lower)
    return basis.axiom(f"{t.head}_last", f=f, a=lower, b=upper)


def _distributed(basis: Basis, t: Bind) -> None:
    """sum(c1*f1 + c2*f2) = c1*sum(f1) + c2*sum(f2)."""
    parts = pieces(basis, t)
    if len(parts) > MAX_PIECES:
        return
    alone = len(parts) == 1 and parts[0] == (ONE, t.body)
    if not alone and not basis.propose(Linearity(t, tuple(parts))):
        plain = _restated(basis, t)
        if plain is None or not basis.propose(Linearity(plain, tuple(parts))):
            return
    if t.head == "sum":
        for part in (Bind("sum", t.var, g, t.args) for _, g in parts):
            if alone or not infinite_sum(basis, part):
                _collapsed(basis, part)
    for _, g in parts if t.head in EVALUATED else ():
        EVALUATED[t.head](basis, replace(t, body=g))


def _restated(basis: Basis, t: Bind) -> Bind | None:
    """A binder with what the basis knows of other terms put into its body."""
    opened = f"{t.var}_{len(basis.lemmas)}"  # no name that the lemmas open
    name = fresh(opened, taken_by(basis.known.facts, t))
    old = renamed(t, name)
    body = basis.normal(old.body)
    new = renamed(replace(old, body=body), t.var)
    shown = basis.arithmetic(old.body, body)
    found = Congruence(t, new, (shown, *(None for _ in t.args)), name)
    return new if basis.propose(found) else None


def _collapsed(basis: Basis, t: Bind) -> None:
    """sum(1{j = c}*f(j)) = f(c); constants are counted, known sums summed."""
    lower, upper = t.args
    match t.body:
        case body if t.var not in free_names(body):
            basis.axiom("sum_constant", u=body, a=lower, b=upper)
        case Sym(name) if name == t.var:
            basis.axiom("sum_arithmetic", a=lower, b=upper)
        case App("^", (Sym(name), Num(n))) if name == t.var and n in POWER_SUMS and lower == ONE:
            basis.axiom(POWER_SUMS[n], b=upper)
        case App("^", (u, Sym(name))) if name == t.var and t.var not in free_names(u):
            basis.axiom("sum_geometric", u=u, a=lower, b=upper)
        case App("exp", (v,)) if t.var not in free_names(rate := basis.normal(v / Sym(t.var))):
            _geometric(basis, t, rate)
    for value, rest in _choices(basis, t):
        f = Bind("lambda", t.var, rest, ())
        if basis.axiom("sum_collapse", f=f, a=lower, b=upper, c=value):
            return
    for row, value, rest in _cuts(t):
        f = Bind("lambda", t.var, rest, ())
        if basis.axiom(row, f=f, a=lower, b=upper, c=value):
            return
    if t.head == "sum" and reversed_products(basis, t):
        return
    if _holds_sums(t.body) and (triangle(basis, t) or contraction(basis, t)):
        return
    split_off(basis, t)


def _geometric(basis: Basis, t: Bind, rate: Term) -> None:
    """sum(exp(j*w)) as the sum of powers of exp(w), which is b where w is log(b)."""
    name = name_for(basis, t)
    old, j = renamed(t, name), Sym(name)
    match rate:
        case App("log", (u,)):
            row = Axiom("pow_exp", (("u", u), ("v", j)))
        case _:
            u, row = App("exp", (rate,)), Axiom("exp_power", (("u", rate), ("v", j)))
    new = replace(old, body=u**j)
    shown = Arithmetic(old.body, new.body, (row,))
    if basis.known.nonzero(ONE - u) and basis.propose(
        Congruence(old, new, (shown, None, None), name)
    ):
        basis.axiom("sum_geometric", u=u, a=t.args[0], b=t.args[1])


def _holds_sums(t: Term) -> bool:
    return any(isinstance(u, Bind) and u.head == "sum" for u in subterms(t))


CUTS = {
    "<=": ("sum_until", "sum_from"), ">=": ("sum_from", "sum_until"),
    "<":  ("sum_before", "sum_after"), ">": ("sum_after", "sum_before"),
}  # fmt: skip
"""relation -> the row where the variable stands on the left of it, and on the right."""
POWER_SUMS: dict[int | Fraction, str] = {2: "sum_squares", 3: "sum_cubes"}


def _choices(basis: Basis, t: Bind) -> list[tuple[Term, Term]]:
    """Indicators of a product that fix the variable: (its value, the other factors)."""
    found = []
    for part, rest in _parts(t.body):
        match part:
            case App("indicator", (App("=", (a, b)),)):
                value = zero_of(basis, a - b, t.var)
                if value is not None:
                    found.append((value, rest))
    return found


def _parts(t: Term) -> Iterator[tuple[Term, Term]]:
    """The factors of a product, which may be divided, each with what is left without it."""
    top, *bottom = t.args if isinstance(t, App) and t.head == "/" else (t,)
    parts = top.args if isinstance(top, App) and top.head == "*" else (top,)
    for n, part in enumerate(parts):
        rest = product_of([*parts[:n], *parts[n + 1 :]])
        yield part, rest / bottom[0] if bottom else rest


def _cuts(t: Bind) -> Iterator[tuple[str, Term, Term]]:
    """Indicators of a product that cut the range: (the row, the place, the other factors)."""
    for part, rest in _parts(t.body):
        match part:
            case App("indicator", (App(rel, (a, b)),)) if rel in CUTS:
                for row, here, there in ((CUTS[rel][0], a, b), (CUTS[rel][1], b, a)):
                    if here == Sym(t.var) and t.var not in free_names(there):
                        yield row, there, rest
