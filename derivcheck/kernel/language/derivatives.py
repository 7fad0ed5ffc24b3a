"""Derivatives by the handbook: the rows of its functions, sums, products, powers and binders.

The derivative of a term is *defined* where every subterm that depends on the variable is
differentiable by its row, at the values its arguments have there: the conditions are read off the
text as written, before any algebra.  `diff(x*|x|, x)` is therefore undefined at 0; that can list a
condition too many, never one too few.

Source of the rows: `handbook.py`.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.claims import Context, integral
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.components import any_entry, component
from derivcheck.kernel.language.conditions import where_moving
from derivcheck.kernel.language.differentials import (
    DIFFERENTIALS,
    plus,
    squared_norm,
    times,
)
from derivcheck.kernel.language.handbook import (
    HANDBOOK,
    OFF_CUT,
    Conditions,
    Function,
    conditions_at,
    filled,
)
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.partials import Partial, natural, partial, reserve
from derivcheck.kernel.language.pieces import PIECES, Opaque
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.sorts import Sort
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
    joined,
    number,
    numeral,
    renamed,
    substitute,
    whole,
)  # fmt: skip
from derivcheck.kernel.work import remembered

MAX_ORDER = 12
"""The highest order of derivative that is computed; above it a derivative is opaque."""

MAX_CACHED = 2_048
"""How many derivatives are remembered."""

UNEVEN = frozenset("vector each diag eye zeros ones".split())
"""Heads of arrays of which an entry may have values where the array has none."""
MADE = {**PIECES, **DIFFERENTIALS}
"""Head -> the derivative of what it makes of pieces or of arrays."""
REAL_ONLY = frozenset("norm adjoint max min floor ceiling".split())
"""Those that have no complex derivative."""
_u, _v = Sym("u"), Sym("v")
INSTEAD = {"log": call("log", _u) / call("log", _v), "mod": _u - _v * call("floor", _u / _v)}
"""Head of two arguments -> the same by simpler functions."""
APPLIED = {
    (1, 0): call("matmul", call("transpose", _u), _v),
    (2, 0): call("tr", call("matmul", call("transpose", _u), _v)),
    (1, 1): call("matmul", _u, _v),
}  # fmt: skip
"""Ranks of what a function takes and gives -> its derivative u applied to a change v."""
DERIVATIVES = {f: row.derivative for f, row in HANDBOOK.items() if row.derivative is not None}
"""head -> its derivative at u."""


def derivative(bind: Term, context: Context) -> tuple[Term, Conditions] | None:
    """The derivative that a `diff` binder stands for, and the statements under which it exists.

    Arguments:
        bind: a `Bind("diff", var, body, (at, order, *indices))`.
        context: for the smoothness of abstract functions and the field.

    Returns:
        The derivative at the binder's point with its conditions there; None if the table cannot
        tell, which makes the derivative opaque.
    """
    names = sorted(free_names(bind))
    sorts = tuple((name, context.sorts[name]) for name in names if name in context.sorts)
    return _derivative(bind, sorts, context.field)


@remembered(MAX_CACHED)
def _derivative(
    bind: Term, sorts: tuple[tuple[str, Sort], ...], scope: Scalars
) -> tuple[Term, Conditions] | None:
    context = Context(dict(sorts), (), scope)
    match bind:
        case Bind("diff", var, body, (at, Num(order), *indices)) if natural(order):
            if order > MAX_ORDER or (not indices and _is_array(at, context)):
                return None
        case _:
            return None
    table = _Table(var, tuple(indices), entered(bind, context))
    try:
        for _ in range(int(order)):
            body = table.of(body)
    except Opaque:
        return None
    point = {var: at}
    found = substitute(body, point), tuple(substitute(c, point) for c in table.conditions)
    return found if found[0] != bind else None


def existence(t: Bind, context: Context) -> Conditions | None:
    """The statements under which a derivative exists, by an array too; None if that is unknown."""
    if (found := derivative(t, context)) is not None:
        return found[1]
    entry, everywhere = any_entry(t, context)
    found = derivative(entry, context) if entry is not None else None
    return everywhere(found[1]) if found is not None else None


def _is_array(t: Term, context: Context) -> bool:
    """Whether a term may be an array by its form, which is differentiated by its entries only."""
    match t:
        case App("+" | "neg" | "*" | "/" | "where" | "piecewise", parts):
            return any(_is_array(u, context) for u in parts)
        case App(head) if HEADS[head].kind == "array" or head == "index":
            return shape_of(t, context) != ()
    return bool(shape_of(t, context))


class _Table:
    """Differentiates by one variable and collects the conditions on the way."""

    def __init__(self, var: str, indices: tuple[Term, ...], context: Context) -> None:
        self.var, self.indices, self.context = var, indices, context
        self.conditions: list[Term] = []

    def of(self, t: Term) -> Term:
        if self.var not in free_names(t):
            return ZERO
        is_real = self.context.field == "real"
        match t:
            case Sym():
                return self._unit() if self.indices else ONE
            case App("+", parts):
                return plus([self.of(p) for p in parts])
            case App("/", (u, v)):
                return self._quotient(u, v)
            case App("^", (u, v)):
                return self._power(u, v)
            case App("index", _):
                return self._entry(t)
            case App(head, (u, v)) if head in INSTEAD:
                return self.of(filled(INSTEAD[head], u, v))
            case App("apply", _) | Bind("diff") if p := partial(t):
                return self._partial(p)
            case App(head) if head in MADE and (is_real or head not in REAL_ONLY):
                return MADE[head](self, t)
            case App(head, (u,)) if head in HANDBOOK:
                return self._chain(HANDBOOK[head], u)
            case Bind():
                return self._binder(t)
        raise Opaque

    def require(self, *conditions: Term) -> None:
        self.conditions.extend(conditions)

    def known(self, bind: Bind) -> tuple[Term, Conditions]:
        if (found := derivative(bind, self.context)) is None:
            raise Opaque
        return found

    def _entry(self, t: App) -> Term:
        array, actual = t.args[0], t.args[1:]
        if any(self.var in free_names(a) for a in actual):
            raise Opaque
        if array == Sym(self.var) and len(actual) == len(self.indices):
            same = [call("=", a, i) for a, i in zip(actual, self.indices, strict=True)]
            return call("indicator", joined("and", same))
        if (made := component(t, self.context)) is not None:
            if isinstance(array, App) and array.head in UNEVEN:
                self._of_all(array)
            return self.of(made)
        if len(actual) > len(shape_of(array, self.context) or ()):
            raise Opaque
        rate = self.of(array)
        return ZERO if rate == ZERO else App("index", (rate, *actual))

    def _of_all(self, array: App) -> None:
        """What all entries of an array need: beside one, the others have values all around too."""
        entry, everywhere = any_entry(array, self.context)
        inner = _Table(self.var, self.indices, self.context)
        for u in (*array.args[1:], entry or array) if array.head == "each" else (array,):
            inner.of(u)
        self.require(*everywhere(tuple(inner.conditions)))

    def _unit(self) -> Term:
        """The array differentiated by as it changes: a unit vector or matrix; else as itself."""
        array, shape = Sym(self.var), shape_of(Sym(self.var), self.context) or ()
        if len(shape) != len(self.indices):
            raise Opaque
        if len(shape) > 2 or any(low != ONE for low, _ in shape):
            if self.context.field != "real":
                raise Opaque
            return Bind("diff", self.var, array, (array, ONE, *self.indices))
        pairs = zip(shape, self.indices, strict=True)
        units = [App("index", (call("eye", high), i)) for (_, high), i in pairs]
        return call("matmul", units[0], call("transpose", units[1])) if units[1:] else units[0]

    def _quotient(self, u: Term, v: Term) -> Term:
        self.require(call("!=", v, 0))
        du, dv = self.of(u), self.of(v)
        if dv == ZERO:
            return ZERO if du == ZERO else du / v
        return (times([du, v]) - times([u, dv])) / v**2

    def _power(self, u: Term, v: Term) -> Term:
        if self.var in free_names(v):
            self.require(call(">", u, 0))
            du, dv = self.of(u), self.of(v)
            return times([u**v, plus([times([dv, call("log", u)]), times([v, du, 1 / u])])])
        if (square := squared_norm(u**v, self.context.field)) is not None:
            return self.of(square)
        rate, exponent = self.of(u), numeral(v)
        self.require(*where_moving(rate, power_conditions(u, v, self.context, moving=True)))
        lower = number(exponent - 1) if exponent is not None else v - 1
        if exponent == 1:
            return rate
        return times([v, u**lower if lower != ONE else u, rate])  # of u^0 too

    def _chain(self, row: Function, u: Term) -> Term:
        conditions = row.holomorphic if self.context.field == "complex" else row.smooth
        if row.derivative is None or conditions is None:
            raise Opaque
        rate = self.of(u)
        self.require(*where_moving(rate, conditions_at(conditions, u)))
        return times([filled(row.derivative, u), rate])

    def _partial(self, p: Partial) -> Term:
        """By the chain rule, as long as the next derivative is known to be continuous."""
        if p.name == self.var or reserve(p, self.context) < 1:
            raise Opaque
        return plus([self._by(p, k, self.of(u)) for k, u in enumerate(p.at)])

    def _by(self, p: Partial, k: int, rate: Term) -> Term:
        """What a function changes by when an argument does: its derivative applied to that."""
        sort, higher = self.context.sorts[p.name], p.higher(k, self.context)
        takes = [len(shape) for shape in sort.takes] or [0] * len(p.at)
        if rate == ZERO or (len(takes) == len(p.at) and not takes[k]):
            return times([higher, rate])
        if any(n and m for n, m in zip(p.orders, takes, strict=False)) or len(takes) != len(p.at):
            raise Opaque
        if (row := APPLIED.get((takes[k], len(sort.gives)))) is None:
            raise Opaque
        return filled(row, higher, rate)

    def inside(self, p: Term, t: Term) -> Term:
        """The derivative where a statement holds."""
        inner = _Table(self.var, self.indices, self.context)
        rate = inner.of(t)
        self.require(*(call("implies", p, c) for c in inner.conditions))
        return rate

    def _binder(self, t: Bind) -> Term:
        # the rate of a product moves its bounds
        t = renamed(t, frozenset((self.var,)).union(*map(free_names, (*self.indices, *t.args))))
        fixed = self.var not in free_names(t.body)
        match t:
            case Bind("sum", j, body, (lower, upper)):
                return Bind("sum", j, self._under(t), (lower, upper))
            case Bind("prod", j, body, (lower, upper)):
                rate, i = self._under(t), fresh(j + "_", free_names(body) | {j})
                other = substitute(body, {j: Sym(i)})
                below = Bind("prod", i, other, (lower, Sym(j) - 1))
                above = Bind("prod", i, other, (Sym(j) + 1, upper))
                return Bind("sum", j, times([rate, below, above]), (lower, upper))
            case Bind("antiderivative", x, body, (at,)) if fixed:
                return times([substitute(body, {x: at}), self.of(at)])
            case Bind("int", _, _, (lower, upper)) if self.context.field == "real":
                area = ZERO if fixed else self._under_integral(t)
                ends = (self._moved(t, upper), times([number(-1), self._moved(t, lower)]))
                return plus([area, *ends])
            case Bind("diff" | "subs", x, body, (at, *_)):
                if at != Sym(self.var):
                    self.of(at)  # it needs a value all around, be it looked at or not
                return self.of(self._rate(t) if t.head == "diff" else substitute(body, {x: at}))
        raise Opaque

    def _under(self, t: Bind) -> Term:
        lower, upper = t.args
        if self.var in free_names(lower) | free_names(upper) or any(map(is_infinite, t.args)):
            raise Opaque
        inner = _Table(self.var, self.indices, entered(t, self.context))
        rate = inner.of(t.body)
        self.require(*(Bind("forall", t.var, c, (lower, upper)) for c in inner.conditions))
        return rate

    def _under_integral(self, t: Bind) -> Term:
        """The derivative under an integral over a bounded range.

        All along the range, ends included, the body and its rate are differentiable by both names,
        by rows whose conditions stay true nearby: so the rate is continuous in both at once
        (Rudin 9.42).  That the integral is defined is a condition of its own, from the text.
        """
        if is_infinite(t) or (shape_of(Sym(self.var), self.context) and not self.indices):
            raise Opaque
        rate = self._along(t, self.var, t.body)
        for name, body in ((t.var, t.body), (t.var, rate), (self.var, rate)):
            self._along(t, name, body)
        return replace(t, body=rate)

    def _along(self, t: Bind, name: str, body: Term) -> Term:
        """The derivative of a body by a name at every point of a range, whichever end is less."""
        indices = () if name == t.var else self.indices
        inner = _Table(name, indices, entered(t, self.context))
        rate = inner.of(body)
        for c in inner.conditions:
            if not _open(c, frozenset((t.var, self.var))):
                raise Opaque
            ways = (t.args, t.args[::-1]) if t.var in free_names(c) else ()
            self.require(*(Bind("forall", t.var, c, ends, "real") for ends in ways))
            self.require(*(() if ways else (c,)))
        return rate

    def _moved(self, t: Bind, bound: Term) -> Term:
        """f(u)*u' for a bound u of the integral of f (DLMF 1.4 (v)).

        That f is differentiable at u makes it continuous around u; that the integral is defined
        is a condition of its own, from the text.
        """
        if (rate := self.of(bound)) != ZERO:
            self._rate(Bind("diff", t.var, t.body, (bound, ONE), t.sort))
        return times([substitute(t.body, {t.var: bound}), rate])

    def _rate(self, t: Bind) -> Term:
        """What the table says of another derivative, whose conditions are needed then."""
        rate, conditions = self.known(t)
        self.require(*conditions)
        return rate


def _open(s: Term, names: frozenset[str]) -> bool:
    """Whether a statement stays true around a point, its sides being continuous in some names."""
    match s:
        case _ if names.isdisjoint(free_names(s)):
            return True
        case App("<" | ">" | "!=", _):
            return True
        case App("and" | "or", parts):
            return all(_open(p, names) for p in parts)
    return False


def power_conditions(u: Term, v: Term, context: Context, moving: bool = False) -> Conditions:
    """Where a power has a value.

    Arguments:
        moving: where it has a derivative, too, by what the base depends on.
    """
    exponent, nonzero, positive = numeral(v), call("!=", u, 0), call(">", u, 0)
    if exponent is not None and exponent.denominator == 1:
        return () if exponent >= 0 else (nonzero,)
    if context.field == "complex" and moving:
        return conditions_at(OFF_CUT, u)
    if context.field == "complex" and exponent is not None:
        return () if exponent > 0 else (nonzero,)
    if context.field == "complex":
        return (call("or", nonzero, call("=", v, 0), call(">", call("re", v), 0)),)
    if exponent is not None:
        return (positive if moving or exponent < 0 else call(">=", u, 0),)
    natural = call("or", nonzero, call(">=", v, 0))
    if integral(v, context):
        return (natural,)
    zero = () if moving else (call("and", call("=", u, 0), call(">", v, 0)),)
    return (call("or", positive, *zero, call("and", whole(v), natural)),)
