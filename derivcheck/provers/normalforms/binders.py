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
from derivcheck.kernel.checker.inference import taken_by
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Axiom,
    Congruence,
    Continuity,
    Derivative,
    Evidence,
    Lemma,
    Linearity,
    Symmetry,
)
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    fresh,
    is_infinite,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.language.traversal import depth
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import expanded
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import contraction
from derivcheck.provers.normalforms.eulerian import eulerian
from derivcheck.provers.normalforms.functional import applications, given, instances, order
from derivcheck.provers.normalforms.leading import adopt
from derivcheck.provers.normalforms.pieces import pieces
from derivcheck.provers.normalforms.primitives import newton_leibniz
from derivcheck.provers.normalforms.shifted import affine, placed
from derivcheck.provers.normalforms.triangles import triangle

MAX_UNROLLED = 24
"""The longest numeral range that is written out."""
MAX_ALIKE = 2
"""With how many integrals over the same interval a new one is compared."""
MAX_LEVEL = 4
"""How deep in other binders derivatives are looked at by what is given of their functions."""
MAX_PIECES = 60
"""The most summands a sum is distributed over."""


def derivative(basis: Basis, t: Bind) -> None:
    """diff(f, x) by the table; an abstract one stays, but for what is given of its function."""
    if not basis.propose(Derivative(t)):
        _distributed(basis, _under(basis, t))
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
    _under(basis, t)
    match t:
        case Bind("diff", var, body, (at, Num(n))) if n > 1:
            once = Bind("diff", var, body, (Sym(var), Num(n - 1)))
            basis.visit(Bind("diff", var, once, (at, ONE)))


def series(basis: Basis, t: Bind) -> None:
    """sum or prod over a range."""
    if _unrolled(basis, t):
        return
    t = _under(basis, t)
    if not _is_monomial(t.body) or not placed(basis, t):
        _taken_apart(basis, t)


def _is_monomial(t: Term) -> bool:
    return not (isinstance(t, App) and t.head in ("+", "neg"))


def _taken_apart(basis: Basis, t: Bind) -> None:
    """A sum by its summands, a product by its factors."""
    if t.head == "sum":
        _distributed(basis, t)
    else:
        _multiplied(basis, t)


def shifted_series(basis: Basis, t: Bind) -> None:
    """As `series`, with the lower bound moved to 0 first."""
    lower, upper = t.args
    start = basis.field.constant(lower)
    if start is None or start == 0 or basis.field.constant(upper) is not None:
        if not _unrolled(basis, t):
            _taken_apart(basis, _under(basis, t))
        return
    basis.axiom(f"{t.head}_shift", f=Bind("lambda", t.var, t.body, ()), a=lower, b=upper, c=lower)


def integral(basis: Basis, t: Bind) -> None:
    """int over an interval: as one met before, else rewritten under the binder and distributed."""
    if not _integrated(basis, t):
        _beside_others(basis, t)


def _integrated(basis: Basis, t: Bind) -> bool:
    """An integral by a primitive, or by gamma or beta."""
    return newton_leibniz(basis, t, name_for(basis, t)) or _eulerian(basis, t)


def _beside_others(basis: Basis, t: Bind) -> None:
    """A binder as one met before over the same range, else distributed."""
    others = basis.binders.setdefault((t.head, t.args), [])
    if any(_same(basis, t, other) for other in others[:MAX_ALIKE]):
        return
    others.append(t)
    _distributed(basis, _under(basis, t))


def _eulerian(basis: Basis, t: Bind) -> bool:
    """A multiple of an integral that gamma or beta stands for."""
    rows, known = eulerian(basis, t), basis.known
    if rows is None:
        return False
    if not known.learn(rows.exists) and not all(map(known.learn, rows.needed)):
        return False
    return basis.propose(rows.value) and _as_multiple(basis, t, rows.value)


def _as_multiple(basis: Basis, t: Bind, row: Axiom) -> bool:
    """A binder by the one of which a row says the value, times a constant."""
    match basis.known.inferred(row):
        case App("=", (Bind(_, var, body, _) as known, _)):
            body = substitute(body, {var: Sym(t.var)})
            ratio = multiple_of(basis, t, body)
            if ratio is None:
                return _same(basis, t, known)
            return basis.propose(Linearity(t, ((ratio, body),)))
    return False


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
    if not _expanded(basis, t):
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


def settled(known: ProofContext, t: Bind) -> bool:
    """Whether the body of a limit is known to be continuous where it leads, lemmas being learnt."""
    if any(map(is_infinite, t.args)):
        return False
    here = substitute(t.body, {t.var: t.args[0]})
    for condition in definedness(here, known.facts.context):
        match condition:
            case App("<=" | ">=" as rel, sides):
                known.holds(App(rel[0], sides))
            case _:
                known.holds(condition)
    return known.facts.continuous_at(t)


# --- under the binder ----------------------------------------------------------------------------


def _under(basis: Basis, t: Bind) -> Bind:
    """The binder with its body in normal form, the equation added as a lemma."""
    name = name_for(basis, t)
    old = renamed(t, name)
    inner = _inside(basis, t, name, old.body)
    normal = inner.term(inner.value(old.body))
    new = replace(t, var=name, body=normal)
    if normal == old.body or not inner.equal(old.body, normal):
        return old
    parts: tuple[Evidence | None, ...] = (
        inner.evidence(old.body, normal), *(None for _ in t.args)
    )  # fmt: skip
    shown, sides = Congruence(old, new, parts, name), (old, new)
    accepted = basis.propose(shown, sides) or (_stated(basis, old) and basis.propose(shown, sides))
    return new if accepted else old


def _stated(basis: Basis, t: Bind) -> bool:
    """Learns as written what makes a body defined whatever the variable is; whether any is new.

    In normal form the same condition may be hard to see, as that of a sum of squares is.
    """
    known, new = basis.known, False
    for condition in definedness(t.body, known.facts.context):
        if t.var not in free_names(condition) and condition not in known.facts.statements:
            new |= known.holds(condition) and known.learn(Lemma(condition))
    return new


def _inside(basis: Basis, t: Bind, name: str, *bodies: Term) -> Basis:
    """The basis of bodies under a binder, where they are defined, its variable being a name.

    Equations given of functions are of use where they say something of derivatives that occur.
    """
    known = basis.known.inside(t, name)
    more = [c for body in bodies for c in definedness(body, known.facts.context)]
    inner = Basis(known.knowing(*more) if more else known, basis.handlers, basis.limits)
    inner.level, inner.within = basis.level + 1, basis.within
    for instance in instances(known.facts.statements, bodies):
        if order(instance.statement) > max(map(order, bodies)):
            continue
        match known.inferred(instance):
            case App("=", (left, right)):
                adopt(inner, instance, left, right)
    for body in bodies:
        inner.visit(body)
    return inner


def alike(basis: Basis, t: Bind, other: Bind) -> Congruence | None:
    """Evidence for the equality of two binders over one range, by their bodies side by side."""
    name = name_for(basis, t, other)
    old, new = renamed(t, name), renamed(other, name)
    inner = _inside(basis, t, name, old.body, new.body)
    if not inner.equal(old.body, new.body):
        return None
    shown = inner.evidence(old.body, new.body)
    return Congruence(old, new, (shown, *(None for _ in t.args)), name)


def _same(basis: Basis, t: Bind, other: Bind) -> bool:
    """Whether two binders over one range are accepted as equal."""
    found = alike(basis, t, other)
    return found is not None and basis.propose(found, (found.left, found.right))


def renamed(t: Bind, name: str) -> Bind:
    """A binder with another name for its variable."""
    return replace(t, var=name, body=substitute(t.body, {t.var: Sym(name)}))


def name_for(basis: Basis, *binders: Bind) -> str:
    """A name like the first variable that means nothing in binders or in what is known."""
    return fresh(binders[0].var, taken_by(basis.known.facts, *binders))


# --- sums ----------------------------------------------------------------------------------------


def _unrolled(basis: Basis, t: Bind) -> bool:
    """A range of two numerals is written out, from the top."""
    lower, upper = (basis.field.constant(b) for b in t.args)
    if lower is None or upper is None or lower.denominator != 1 or upper.denominator != 1:
        return False
    if upper - lower > MAX_UNROLLED:
        return False
    f = Bind("lambda", t.var, t.body, ())
    kind = t.head
    if upper < lower:
        return basis.axiom(f"{kind}_empty", f=f, a=t.args[0], b=t.args[1])
    if upper == lower:
        return basis.axiom(f"{kind}_one", f=f, a=t.args[0])
    return basis.axiom(f"{kind}_last", f=f, a=t.args[0], b=t.args[1])


def _distributed(basis: Basis, t: Bind) -> None:
    """sum(c1*f1 + c2*f2) = c1*sum(f1) + c2*sum(f2)."""
    parts = pieces(basis, t)
    if len(parts) > MAX_PIECES:
        return
    alone = len(parts) == 1 and parts[0][0] == ONE
    if not alone and not basis.propose(Linearity(t, tuple(parts))):
        return
    if t.head == "sum":
        for _, g in parts:
            _collapsed(basis, Bind("sum", t.var, g, t.args))
    for _, g in parts if t.head in EVALUATED else ():
        EVALUATED[t.head](basis, replace(t, body=g))


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
    for value, rest in _choices(basis, t):
        f = Bind("lambda", t.var, rest, ())
        if basis.axiom("sum_collapse", f=f, a=lower, b=upper, c=value):
            return
    for row, value, rest in _cuts(t):
        f = Bind("lambda", t.var, rest, ())
        if basis.axiom(row, f=f, a=lower, b=upper, c=value):
            return
    if _holds_sums(t.body) and (triangle(basis, t) or contraction(basis, t)):
        return
    _split_off(basis, t)


def _holds_sums(t: Term) -> bool:
    return any(isinstance(u, Bind) and u.head == "sum" for u in subterms(t))


def _split_off(basis: Basis, t: Bind) -> None:
    """Terms at the ends split off, so that sums of one body over like ranges have one range."""
    key = basis.field.key(replace(t, args=(ZERO, ZERO)))
    lower, upper = t.args
    for low, high in basis.ranges.get(key, []):
        if _divided(basis, t, (low, high)):
            return
        first, last = basis.field.constant(lower - low), basis.field.constant(upper - high)
        if first is None or last is None or first.denominator != 1 or last.denominator != 1:
            continue
        if max(abs(first), abs(last)) <= MAX_UNROLLED:
            _cut(basis, t, (lower, upper), int(-first), int(last))
            _cut(basis, t, (low, high), int(first), int(-last))
            return
    basis.ranges.setdefault(key, []).append((lower, upper))


def _divided(basis: Basis, t: Bind, ends: tuple[Term, ...]) -> bool:
    """One of two ranges with an end in common divided at the other end of the other, a name."""
    f, equal = Bind("lambda", t.var, t.body, ()), basis.field.equal
    (lower, upper), (low, high) = t.args, ends
    if t.head != "sum" or (equal(lower, low) == equal(upper, high)):
        return False
    one, two = (upper, high) if equal(lower, low) else (lower - 1, low - 1)
    if basis.field.constant(one - two) is not None:
        return False
    places = ((low, high, one), (lower, upper, two))
    return any(basis.axiom("sum_split", f=f, a=a, b=b, c=basis.normal(c)) for a, b, c in places)


def _cut(basis: Basis, t: Bind, ends: tuple[Term, Term], first: int, last: int) -> None:
    """As many terms as given off both ends of a range, none where a count is negative."""
    f, (lower, upper) = Bind("lambda", t.var, t.body, ()), ends
    for _ in range(last):
        if not basis.axiom(f"{t.head}_last", f=f, a=lower, b=upper):
            return
        upper = basis.normal(upper - 1)
    for _ in range(first):
        if not basis.axiom(f"{t.head}_first", f=f, a=lower, b=upper):
            return
        lower = basis.normal(lower + 1)


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
                value = _solved(basis, a - b, t.var)
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


def _solved(basis: Basis, gap: Term, var: str) -> Term | None:
    """The zero of an expression that is affine in a name, with slope 1 or -1."""
    found = affine(basis, gap, var)
    return None if found is None else basis.normal(-number(found[0]) * found[1])


def _multiplied(basis: Basis, t: Bind) -> None:
    """prod(f*g) = prod(f)*prod(g); constant factors and exponents go out, exponents are summed."""
    a, b = t.args

    def of(body: Term) -> Bind:
        return Bind("lambda", t.var, body, ())

    match t.body:
        case u if t.var not in free_names(u):
            basis.axiom("prod_constant", u=u, a=a, b=b)
        case App("*", (first, *rest)):
            basis.axiom("prod_mul", f=of(first), g=of(product_of(list(rest))), a=a, b=b)
        case App("neg", (u,)):
            basis.axiom("prod_mul", f=of(-ONE), g=of(u), a=a, b=b)
        case App("/", (u, v)):
            basis.axiom("prod_div", f=of(u), g=of(v), a=a, b=b)
        case App("^", (u, n)) if t.var not in free_names(n):
            basis.axiom("prod_power", f=of(u), n=n, a=a, b=b) or basis.axiom(
                "prod_powers", f=of(u), u=n, a=a, b=b
            )
        case App("^", (u, v)) if t.var not in free_names(u):
            basis.axiom("prod_exponents", u=u, f=of(v), a=a, b=b)
        case App("exp", (u,)):
            basis.propose(Symmetry(Axiom("exp_sum", (("f", of(u)), ("a", a), ("b", b)))))
        case Sym(name) if name == t.var and basis.field.constant(a) == 1:
            basis.axiom("prod_factorial", n=b)
        case _:
            _split_off(basis, t)
