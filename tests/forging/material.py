"""Hostile material: contexts, and terms and statements that mean nothing, little or something else.

Everything is drawn from one state of random numbers, so that a seed fixes it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from mpmath import mp

from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.sorts import BOOLEAN, COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    number,
)
from derivcheck.kernel.language.traversal import rebuild
from forging.evaluate import Evaluator
from forging.outcomes import as_float

PI, HALF = App("pi", ()), ONE / 2
n, x, y, z = map(Sym, "nxyz")
FOREIGN = ("zz", "q", "j")
"""Names that no context declares."""
EVERY_NAME = (*FOREIGN, *"xynztrswabcuvi", "r_1", "q_1", "j_1", "t_1", "x_1", "zz_1")
"""Names that have values at points, whether or not a context declares them."""


@dataclass(frozen=True)
class World:
    """A context with allowed points, names that no context declares included.

    Arguments:
        name: tells it from all others.
        points: hostile ones, round numbers.
        generic: points without a pattern; none where the assumptions leave no room for them.
    """

    name: str
    context: Context = field(compare=False)
    points: tuple[dict[str, Any], ...] = field(compare=False)
    generic: tuple[dict[str, Any], ...] = field(compare=False)

    @property
    def names(self) -> list[str]:
        return [*self.context.sorts]


def _apply(t: Term, name: str = "f") -> Term:
    return App("apply", (Sym(name), t))


_X, _N, _Z = {"x": REAL}, {"n": INTEGER}, {"z": COMPLEX}
_XY = {**_X, "y": REAL}
_F = {"f": Sort("function", arity=1)}
_VALUES = Bind("forall", "j", call("=", _apply(Sym("j")), Sym("j")), (ONE, number(3)))
_PROVED = (
    call(">", 1 / x**2, 0), App("=", (call("sqrt", x) ** 2, x)), call("<=", call("log", x), x - 1),
)  # fmt: skip
"""What was proved earlier holds wherever its sides have values."""
FUNCTIONS: tuple[Callable[[Any], Any], ...] = (
    lambda v: v,
    lambda v: v * v + 1,
    lambda v: mp.exp(as_float(v)),
    lambda v: mp.sin(as_float(v)),
    lambda v: v * 2 - 3,
)
REALS = [Fraction(v) for v in ("0", "1", "-1", "1/2", "2", "-3/2", "3", "-2", "1/3", "-7/5", "10")]
WHOLE = [Fraction(v) for v in (0, 1, -1, 2, 3, -2, 5, 7, 4, -5)]
MAX_POINTS = 10


def _drawn(sort: Sort, rng: random.Random, real: Callable[[], Any]) -> Any:
    if sort.shape:
        return [real() for _ in range(3)]
    match sort.base:
        case "boolean":
            return rng.random() < 0.5
        case "function":
            return rng.choice(FUNCTIONS)
        case "integer":
            return rng.choice(WHOLE)
        case "complex":
            parts = real(), real()
            return mp.mpc(*map(as_float, parts)) if rng.random() < 0.7 else parts[0]
    return real()


def _world(
    name: str,
    sorts: Mapping[str, Sort],
    *stated: Term,
    scalars: Field = "real",
    facts: tuple[Term, ...] = (),
) -> World:
    context, rng = Context(sorts, stated, scalars, facts), random.Random(name)
    points = _points(name, context, rng, lambda: rng.choice(REALS))
    generic = _points(name, context, rng, lambda: Fraction(rng.randrange(-4_000, 4_000), 997))
    if not points:
        raise ValueError(f"no points for {name}")
    return World(name, context, points, generic)


def _points(
    name: str, context: Context, rng: random.Random, real: Callable[[], Any]
) -> tuple[dict[str, Any], ...]:
    """As many allowed points as are wanted, or none."""
    evaluator, points = Evaluator(context.field), []
    sorts = {**dict.fromkeys(EVERY_NAME, REAL), **context.sorts}
    for _ in range(1_000):
        point = {name: _drawn(sort, rng, real) for name, sort in sorts.items()}
        truths = [evaluator.truth(s, point) for s in context.assumptions]
        if False not in truths and (None not in truths or _lawful(name, point)):
            points.append(point)
        if len(points) == MAX_POINTS:
            return tuple(points)
    return ()


def world_of(name: str, context: Context) -> World:
    """A world of a context that is not in the table."""
    return _world(name, context.sorts, *context.assumptions, scalars=context.field)


def _lawful(name: str, point: dict[str, Any]) -> bool:
    """What sampling cannot see of the assumptions of a world: which functions meet them."""
    return name == "law" and point["f"] in (FUNCTIONS[1], FUNCTIONS[2])


WORLDS: tuple[World, ...] = (
    _world("nothing", {}),
    _world("real", _X),
    _world("reals", _XY),
    _world("positive", _XY, call(">", x, 0)),
    _world("nonzero", _X, call("!=", x, 0)),
    _world("unit interval", _XY, call("<=", 0, x), call("<=", x, 1)),
    _world("two cases", _X, call("or", call("=", x, 1), call("<", x, 0))),
    _world("a point", _XY, call("=", x, 1)),
    _world("proved", _XY, facts=_PROVED),
    _world("integer", {**_X, **_N}),
    _world("counted", {**_X, **_N}, call("<=", 1, n)),
    _world("bounded", _N, call("<=", 0, n), call("<=", n, 5)),
    _world("function", {**_X, **_F}),
    _world("law", {**_X, **_F}, Bind("forall", "x", call(">", _apply(x), 0), ())),
    _world("values", {**_X, **_F}, _VALUES),
    _world("truth", {**_X, "p": BOOLEAN}),
    _world("complex", {**_Z, **_X}, scalars="complex"),
    _world("complex counted", {**_Z, **_N}, call("<=", 1, n), call("!=", z, 0), scalars="complex"),
    _world("vector", {**_X, "a": Sort("real", ((ONE, number(3)),))}),
)
"""The contexts, each with points that it allows."""

CLOSED: tuple[Term, ...] = (
    ONE / ZERO,
    call("log", number(-1)),
    call("log", 0),
    call("sqrt", number(-1)),
    ZERO ** number(-1),
    call("tan", PI / 2),
    call("gamma", 0),
    call("factorial", number(-1)),
    call("asin", 2),
    call("log", 2, 1),
    call("root", number(-1), 2),
    call("floor", ONE / ZERO),
    call("atan2", 0, 0),
    call("zeta", 1),
    App("piecewise", (ONE, FALSE)),
    Bind("int", "t", 1 / Sym("t"), (number(-1), ONE)),
    Bind("int", "t", 1 / Sym("t"), (ZERO, ONE)),
    Bind("int", "t", ONE, (ZERO, INFINITY)),
    Bind("sum", "j", ONE, (ONE, INFINITY)),
    Bind("sum", "j", 1 / Sym("j"), (ONE, INFINITY)),
    Bind("sum", "j", 1 / Sym("j"), (number(-1), ONE)),
    Bind("sum", "j", Sym("j"), (ONE, ONE / 2)),
    Bind("prod", "j", TWO, (ONE, INFINITY)),
    Bind("lim", "t", 1 / Sym("t"), (ZERO,)),
    Bind("lim", "t", call("sin", 1 / Sym("t")), (ZERO,)),
    Bind("lim", "t", call("sign", Sym("t")), (ZERO,)),
    Bind("diff", "t", call("abs", Sym("t")), (ZERO, ONE)),
    Bind("diff", "t", call("sqrt", Sym("t")), (ZERO, ONE)),
)
"""Terms without a value."""

_ROOT = call("sqrt", x**2)
_GUARDED = call("indicator", call("<", x, 0)) / (_ROOT - x)
HIDDEN = (_ROOT + _GUARDED) - (_GUARDED - x)
"""Zero by arithmetic, which divides by zero where the indicator hides it: twice x for x > 0."""

ODD: tuple[Term, ...] = (
    INFINITY, MINUS_INFINITY, App("I", ()), TRUE, FALSE, App("vector", (ONE, TWO)),
    Bind("lambda", "t", Sym("t"), ()), Bind("lambda", "x", 1 / Sym("x"), ()),
    Bind("prod", "j", HALF, (ONE, INFINITY)), Bind("sum", "j", ONE / Sym("j"), (number(3), ONE)),
    Bind("sum", "j", ZERO, (ZERO, INFINITY)), Bind("int", "t", 1 / Sym("t"), (ONE, TWO)),
    Bind("int", "t", 1 / call("sqrt", Sym("t")), (ZERO, ONE)), ZERO**ZERO,
    Bind("int", "t", call("exp", -Sym("t")), (ZERO, INFINITY)), call("indicator", FALSE),
    HIDDEN, 1 + HIDDEN,
)  # fmt: skip
"""What is no number, or is one against the first look."""

PLAIN_NUMBERS: tuple[Term, ...] = (
    ZERO, ONE, TWO, number(-1), HALF, number(3), number(-2), number(Fraction(-1, 2)), PI,
    Num(Fraction(1, 4)),
    call("log", 2), call("sqrt", 2), PI / 2, call("exp", 1),
)  # fmt: skip

UNARY = tuple(
    "exp log sqrt cbrt abs sign floor ceiling sin cos tan sec csc cot asin acos atan acot asec "
    "acsc sinh cosh tanh sech csch coth asinh acosh atanh acoth asech acsch factorial gamma rgamma "
    "loggamma digamma zeta erf erfc re im conjugate arg".split()
)
COMMON = ("exp", "log", "sqrt", "abs", "sign", "sin", "cos", "tan", "floor", "atan")
BINARY_HEADS = ("root", "atan2", "mod", "binomial", "beta", "min", "max", "log")
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
HAS_SORTS = "sort" in Bind.__slots__
SORTS = ("real", "complex", "integer", "rational", "boolean")
PLANE = frozenset("lim diff subs antiderivative lambda forall".split())
"""Binders whose variable may be complex in a complex field."""
BINDERS = ("sum", "prod", "int", "lim", "lim+", "lim-", "diff", "subs")


class Material:
    """Random terms and statements of a world, by the dice of `rng`."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        sorts = world.context.sorts
        self.numbers = [name for name, sort in sorts.items() if sort.is_number]
        self.functions = [name for name, sort in sorts.items() if sort.base == "function"]
        self.arrays = [name for name, sort in sorts.items() if sort.shape]

    def pick(self, items: Sequence[Any]) -> Any:
        return items[int(self.rng.random() * len(items))]

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    # --- names -----------------------------------------------------------------------------------

    def name(self) -> str:
        """A name that may be declared, foreign or taken."""
        if self.numbers and self.chance(0.85):
            return self.pick(self.numbers)
        return self.pick(FOREIGN)

    def variable(self) -> str:
        """A name for a bound variable."""
        return self.name() if self.chance(0.4) else self.pick(("t", "j", "q"))

    def fresh(self) -> str:
        """A name for evidence to open a binder with, mostly a fresh one."""
        return self.pick(("r", "s", "w")) if self.chance(0.85) else self.name()

    # --- terms -----------------------------------------------------------------------------------

    def symbol(self) -> Term:
        return Sym(self.name())

    def own(self) -> Term:
        """A declared name, or a number where none is declared."""
        return Sym(self.pick(self.numbers)) if self.numbers else self.pick(PLAIN_NUMBERS)

    def leaf(self) -> Term:
        dice = self.rng.random()
        if dice < 0.40:
            return self.own() if dice < 0.3 else self.symbol()
        if dice < 0.82:
            return self.pick(PLAIN_NUMBERS)
        if dice < 0.9:
            return self.pick(CLOSED)
        if dice < 0.95:
            return self.pick(ODD)
        return self.special()

    def special(self) -> Term:
        if self.functions:
            return _apply(self.own(), self.pick(self.functions))
        if self.arrays:
            index = self.pick((ONE, TWO, number(4), ZERO, HALF, self.symbol()))
            return App("index", (Sym(self.pick(self.arrays)), index))
        return self.symbol()

    def term(self, depth: int = 2) -> Term:
        """A random term."""
        dice = self.rng.random()
        if depth <= 0 or dice < 0.3:
            return self.leaf()
        if dice < 0.55:
            return self.operation(depth)
        if dice < 0.78:
            return call(self.pick(COMMON if self.chance(0.5) else UNARY), self.term(depth - 1))
        if dice < 0.82:
            return call(self.pick(BINARY_HEADS), self.term(depth - 1), self.term(depth - 1))
        if dice < 0.87:
            return self.choice(depth)
        return self.binder(depth)

    def operation(self, depth: int) -> Term:
        a, b = self.term(depth - 1), self.term(depth - 1)
        match self.pick("+-*/^n"):
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return a / b
            case "^":
                return App("^", (a, self.pick((TWO, number(-1), HALF, ZERO, b))))
        return -a

    def choice(self, depth: int) -> Term:
        p, a = self.statement(0), self.term(depth - 1)
        match self.pick("iwp"):
            case "i":
                return App("*", (call("indicator", p), a))
            case "w":
                return App("where", (a, p))
        last = (self.term(depth - 1), self.pick((TRUE, p)))
        return App("piecewise", (a, p, *last))

    def number(self) -> Term:
        """A small term for a number, often without a value."""
        dice = self.rng.random()
        if dice < 0.5:
            return self.pick(PLAIN_NUMBERS)
        if dice < 0.7:
            return self.own()
        if dice < 0.8:
            return self.pick((INFINITY, MINUS_INFINITY, ONE / ZERO))
        if dice < 0.9:
            return self.pick(CLOSED)
        return self.padded(self.pick(PLAIN_NUMBERS)) if dice < 0.95 else self.term(1)

    # --- binders ---------------------------------------------------------------------------------

    def bounds(self, head: str) -> tuple[Term, ...]:
        match head:
            case "sum" | "prod":
                return self.pick(SUM_BOUNDS) if self.chance(0.8) else (self.number(), self.number())
            case "int":
                return self.pick(INT_BOUNDS) if self.chance(0.8) else (self.number(), self.number())
            case "diff":
                at = self.symbol() if self.chance(0.6) else self.number()
                return (at, ONE if self.chance(0.85) else self.pick((TWO, ZERO, HALF, INFINITY)))
            case "lim" | "lim+" | "lim-":
                return (self.pick((ZERO, ZERO, INFINITY, ONE, self.number(), self.symbol())),)
        return (self.number(),)

    def body(self, var: str, depth: int = 1) -> Term:
        """A body of a binder."""
        if self.chance(0.6):
            return substitute_one(self.pick(BODIES), var)
        v = Sym(var)
        t = self.term(depth)
        return self.pick((v, v + t, v * t, t / v, call(self.pick(COMMON), v), v**2, t))

    def binder(self, depth: int = 1) -> Bind:
        return self.bind(self.pick(BINDERS), depth)

    def bind(self, head: str, depth: int = 1) -> Bind:
        var = self.variable()
        return self.sorted(Bind(head, var, self.body(var, depth - 1), self.bounds(head)))

    def sorted(self, t: Bind) -> Bind:
        """A binder with a sort for its variable, mostly the right one, where binders have sorts."""
        if not HAS_SORTS:
            return t
        if self.chance(0.04):
            return replace(t, sort=self.pick(SORTS))
        plane = self.world.context.field == "complex" and t.head in PLANE
        return replace(t, sort="complex") if plane and self.chance(0.7) else t

    # --- statements ------------------------------------------------------------------------------

    def comparison(self, depth: int = 1) -> Term:
        a, b = self.term(depth), self.pick((ZERO, ONE, self.term(depth)))
        if self.chance(0.5):
            a = self.symbol() if self.chance(0.5) else self.own()
        return App(self.pick(RELATIONS), (a, b))

    def statement(self, depth: int = 1) -> Term:
        """A random statement."""
        dice = self.rng.random()
        if depth <= 0 or dice < 0.45:
            return self.comparison(max(0, depth))
        if dice < 0.65:
            return App("defined", (self.binder(1) if self.chance(0.7) else self.term(1),))
        if dice < 0.8:
            parts = (self.statement(depth - 1), self.statement(depth - 1))
            return App(self.pick(("and", "or", "or", "implies", "iff", "xor")), parts)
        if dice < 0.87:
            return App("not", (self.statement(depth - 1),))
        if dice < 0.9:
            return App("in", (self.own(), self.pick(PLAIN_NUMBERS), self.pick((TWO, INFINITY))))
        return self.law(depth)

    def law(self, depth: int = 1) -> Bind:
        var = self.variable()
        args = self.pick(((), (ONE, number(3)), (number(3), ONE), (ZERO, INFINITY)))
        v = Sym(var)
        body = self.pick((
            call(">=", v, 1), call("=", call("re", v), v), call(">=", v**2, 0), call("<", v, 5),
            self.statement(depth - 1), call("=", call("floor", v), v),
        ))  # fmt: skip
        return self.sorted(Bind("forall", var, body, args))

    # --- padding ---------------------------------------------------------------------------------

    def padded(self, t: Term) -> Term:
        """A term that is equal by arithmetic and defined in fewer places, or in more."""
        u = self.pick(CLOSED) if self.chance(0.4) else self.term(1)
        return self.pick(PADS)(t, u, self)

    def inside(self, t: Term) -> Term:
        """A term with one part padded."""
        parts = children(t)
        if not parts or self.chance(0.4):
            return self.padded(t)
        k = int(self.rng.random() * len(parts))
        return rebuild(t, (*parts[:k], self.inside(parts[k]), *parts[k + 1 :]))


PADS: tuple[Callable[[Term, Term, Material], Term], ...] = (
    lambda t, u, m: t + 0 * u,
    lambda t, u, m: t + (u - u),
    lambda t, u, m: t * (u / u),
    lambda t, u, m: t + ZERO / u,
    lambda t, u, m: t * u**0,
    lambda t, u, m: t / u * u,
    lambda t, u, m: t + call("indicator", FALSE) * u,
    lambda t, u, m: App("where", (t, call("=", u, u))),
    lambda t, u, m: App("piecewise", (t, call("=", u, u))),
    lambda t, u, m: App("piecewise", (t, m.statement(0), t, TRUE)),
    lambda t, u, m: t * call("indicator", TRUE),
    lambda t, u, m: Bind("subs", "t", t + 0 * Sym("t"), (u,)),
    lambda t, u, m: Bind("sum", "t", t, (ONE, ONE)),
)
V = Sym("v")
BODIES: tuple[Term, ...] = (
    1 / V, 1 / (V - 1), V, V**2, ONE, ZERO, HALF, TWO, V / V, 1 / V**2, 1 / call("sqrt", V),
    call("log", V),
    call("sqrt", V), call("sin", V), call("abs", V), call("sign", V), call("exp", -V),
    call("floor", V),
    HALF**V, number(-1) ** V, call("exp", V), call("sin", 1 / V), call("tan", V),
    call("atan", 1 / V),
    1 + 0 * call("log", V), 2 + 0 * call("log", -V), call("indicator", call("=", V, 0)),
    V * call("abs", V),
    call("indicator", call(">", V, 0)), App("piecewise", (V, call("<", V, 0), -V, TRUE)),
    V ** (ONE / 3),
    call("cbrt", V), 1 / (V - x), x * V, V + n, V ** x, call("max", V, 0), 1 / (1 + V**2),
    call("factorial", V),
    call("gamma", V), call("sqrt", 1 - V**2), call("asin", V), V**V, call("log", call("abs", V)),
    0 / V,
)  # fmt: skip
"""Bodies of binders in the variable v."""
SUM_BOUNDS = (
    (ONE, number(3)), (number(3), ONE), (ONE, INFINITY), (ZERO, INFINITY), (number(-1), ONE),
    (ONE, n), (ZERO, TWO),
    (ONE, HALF), (MINUS_INFINITY, INFINITY), (ONE, ONE / ZERO), (TWO, ONE), (HALF, number(3)),
    (n, n), (ONE, ONE),
    (INFINITY, ONE),
)  # fmt: skip
INT_BOUNDS = (
    (number(-1), ONE), (ZERO, ONE), (ONE, TWO), (ONE, number(-1)), (ZERO, INFINITY),
    (ONE, INFINITY), (number(-2), TWO),
    (MINUS_INFINITY, INFINITY), (ONE, x), (ZERO, x), (HALF, ONE), (ONE, ONE / ZERO), (TWO, ONE),
    (number(-3), ONE),
    (ZERO, ZERO), (number(-1), ZERO), (INFINITY, ONE), (x, x), (ONE, n), (number(-2), number(-1)),
)  # fmt: skip


def substitute_one(t: Term, var: str) -> Term:
    """A body of the table in another variable; no capture is avoided, which is meant."""
    if t == V:
        return Sym(var)
    parts = children(t)
    return rebuild(t, tuple(substitute_one(u, var) for u in parts)) if parts else t
