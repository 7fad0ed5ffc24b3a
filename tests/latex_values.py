"""Values of terms at random points, by mpmath: whether what was read is what was meant.

value     a number, or lists of numbers for arrays; `NoValue` where there is none
point     values of the declared names: numbers, arrays, smooth functions that are positive
same      whether two values agree, to many more digits than a term read otherwise would

Nothing here is a proof, and nothing of the kernel judges here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from mpmath import mp
from seeded import FUNCTIONS

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
)  # fmt: skip

mp.dps = 25
AGREEMENT = mp.mpf("1e-7")
"""The relative difference below which two values are the same; limits are worked out so far."""
DRAWS, TERMS = 40, 400
"""Points that are tried for one that meets what is assumed; terms of a sum."""
ENDS = {INFINITY: mp.inf, MINUS_INFINITY: -mp.inf}

Value = Any
"""An mpf, an mpc, or lists of values; mpmath has no types."""
Point = Mapping[str, Value]


class NoValue(Exception):
    """What has no value at a point, or none that is known here."""


@dataclass(frozen=True, slots=True)
class Array:
    """The value of a declared array: entries by their indices, which need not begin at 1."""

    lows: tuple[int, ...]
    entries: list[Value]

    def at(self, indices: Iterable[int]) -> Value:
        found: Value = self.entries
        for i, low in zip(indices, self.lows, strict=False):
            if not 0 <= i - low < len(found):
                raise NoValue("an index out of range")
            found = found[i - low]
        return found


# --- arrays --------------------------------------------------------------------------------------


def spread(operation: Callable[..., Value], *values: Value) -> Value:
    """An operation on numbers at the entries of arrays, numbers being the same at each."""
    longest = [v for v in values if isinstance(v, list)]
    if not longest:
        return operation(*values)
    size = len(longest[0])
    if any(len(v) != size for v in longest):
        raise NoValue("arrays of other shapes")
    rows = ([v[n] if isinstance(v, list) else v for v in values] for n in range(size))
    return [spread(operation, *row) for row in rows]


def depth(v: Value) -> int:
    return 1 + depth(v[0]) if isinstance(v, list) and v else int(isinstance(v, list))


def transposed(v: Value) -> Value:
    """Of a matrix; the row of a vector is the vector."""
    return [list(row) for row in zip(*v, strict=True)] if depth(v) == 2 else v


def multiplied(a: Value, b: Value) -> Value:
    """The product of matrices and vectors; of two vectors their inner product."""
    match depth(a), depth(b):
        case (0, _) | (_, 0):
            return spread(lambda x, y: x * y, a, b)
        case 1, 1:
            return mp.fsum(x * y for x, y in zip(a, b, strict=True))
        case 2, 1:
            return [multiplied(row, b) for row in a]
        case 1, 2:
            return [multiplied(a, column) for column in transposed(b)]
        case 2, 2:
            return [multiplied(row, b) for row in a]
    raise NoValue("a product of such arrays")


def unit(n: int) -> Value:
    return [[mp.mpf(i == j) for j in range(n)] for i in range(n)]


def inverse(v: Value) -> Value:
    return mp.inverse(mp.matrix(v)).tolist()


def entries(v: Value) -> Iterator[Value]:
    if isinstance(v, list):
        for u in v:
            yield from entries(u)
    else:
        yield v


def length(v: Value) -> Value:
    return mp.sqrt(mp.fsum(abs(x) ** 2 for x in entries(v)))


def diagonal(v: Value) -> Value:
    if depth(v) == 2:
        return [v[n][n] for n in range(len(v))]
    return [[x if i == j else mp.mpf(0) for j in range(len(v))] for i, x in enumerate(v)]


ARRAYS: dict[str, Callable[..., Value]] = {
    "transpose": transposed,
    "matmul": lambda *parts: _folded(multiplied, parts),
    "hadamard": lambda *parts: spread(lambda *x: mp.fprod(x), *parts),
    "inv": inverse,
    "diag": diagonal,
    "tr": lambda v: mp.fsum(diagonal(v)),
    "det": lambda v: mp.det(mp.matrix(v)),
    "norm": length,
    "eye": lambda n: unit(whole(n)),
    "zeros": lambda *sizes: filled(0, sizes),
    "ones": lambda *sizes: filled(1, sizes),
    "vector": lambda *parts: list(parts),
    "matpow": lambda v, n: _folded(
        multiplied, [inverse(v) if n < 0 else v] * abs(whole(n)) or [unit(len(v))]
    ),
}


def _folded(operation: Callable[[Value, Value], Value], parts: Iterable[Value]) -> Value:
    found, *more = parts
    for part in more:
        found = operation(found, part)
    return found


def filled(number: int, sizes: tuple[Value, ...]) -> Value:
    first, *more = sizes
    return [filled(number, tuple(more)) if more else mp.mpf(number) for _ in range(whole(first))]


# --- terms ---------------------------------------------------------------------------------------


def value(t: Term, p: Point) -> Value:
    """The value of a term.  Raises: NoValue, and what mpmath raises."""
    match t:
        case Num(v):
            return mp.mpf(v.numerator) / v.denominator
        case Sym(name):
            found = p.get(name)
            if found is None or callable(found):
                raise NoValue(f"name {name}")
            return found.entries if isinstance(found, Array) else found
        case App("index", (array, *where)):
            return _entry(array, where, p)
        case App("apply", (Sym(name), *args)) if callable(p.get(name)):
            return p[name](*(value(u, p) for u in args))
        case App("each", (function, *args)):
            return spread(lambda *x: _called(function, x, p), *(value(u, p) for u in args))
        case App("where", (u, when)):
            return value(u, p) if truth(when, p) else mp.mpf(0)
        case App("indicator", (when,)):
            return mp.mpf(truth(when, p))
        case App("piecewise", args):
            return _cases(args, p)
        case App(head, args) if head in ARRAYS:
            return ARRAYS[head](*(value(u, p) for u in args))
        case App("column", (array, j)):
            return [row[whole(value(j, p)) - 1] for row in value(array, p)]
        case App(head, args):
            return _number(head, [value(u, p) for u in args])
        case Bind(head) if head in BINDERS:
            return BINDERS[head](t, p)
    raise NoValue(f"head {t.head}")


def _entry(array: Term, where: list[Term], p: Point) -> Value:
    indices = [whole(value(u, p)) for u in where]
    held = p.get(array.name) if isinstance(array, Sym) else None
    if not isinstance(held, Array):
        found = value(array, p)
        held = Array((1,) * depth(found), found)
    return held.at(indices)


def _called(function: Term, args: Iterable[Value], p: Point) -> Value:
    for x in args:
        if not isinstance(function, Bind):
            raise NoValue("a function of fewer arguments")
        p, function = {**p, function.var: x}, function.body
    return value(function, p)


def _cases(args: tuple[Term, ...], p: Point) -> Value:
    for found, when in zip(args[::2], args[1::2], strict=True):
        if truth(when, p):
            return value(found, p)
    raise NoValue("no case")


def _number(head: str, args: list[Value]) -> Value:
    match head, args:
        case "+", _:
            return _folded(lambda a, b: spread(lambda x, y: x + y, a, b), args)
        case "*", _:
            return _folded(lambda a, b: spread(lambda x, y: x * y, a, b), args)
        case "neg", [x]:
            return spread(lambda y: -y, x)
        case "/", [x, y]:
            return spread(lambda u: u / y, x)
        case "^", [x, y]:
            return _power(x, y)
        case "log", [x, *base]:
            return mp.log(_positive(x)) / (mp.log(_positive(base[0])) if base else 1)
        case "root", [x, n]:
            return mp.sign(x) * mp.root(abs(x), whole(n))
        case "binomial", [n, k]:
            return mp.binomial(n, k)
        case "mod", [x, y]:
            return x - y * mp.floor(x / y)
        case (("min" | "max"), _):
            return (min if head == "min" else max)(args)
        case "pi", []:
            return +mp.pi
        case "E", []:
            return +mp.e
        case "I", []:
            return mp.mpc(0, 1)
        case _, [x] if head in FUNCTIONS:
            function, domain = FUNCTIONS[head]
            if mp.im(x) == 0 and not domain(mp.re(x)):
                raise NoValue(f"the domain of {head}")
            return function(x)
    raise NoValue(f"head {head}")


def _power(x: Value, y: Value) -> Value:
    if mp.im(x) == 0 and mp.re(x) < 0 and not mp.isint(y):
        raise NoValue("a power of a negative number")
    return x**y


def _positive(x: Value) -> Value:
    if mp.im(x) == 0 and mp.re(x) <= 0:
        raise NoValue("the logarithm of a number that is not positive")
    return x


def whole(x: Value) -> int:
    """A value as the integer that it is.  Raises: NoValue."""
    if abs(x - mp.nint(mp.re(x))) > AGREEMENT:
        raise NoValue("no integer")
    return int(mp.nint(mp.re(x)))


# --- binders -------------------------------------------------------------------------------------


def _inside(t: Bind, p: Point) -> Callable[[Value], Value]:
    return lambda x: value(t.body, {**p, t.var: x})


def _ends(t: Bind, p: Point) -> list[Value]:
    return [ENDS[u] if u in ENDS else value(u, p) for u in t.args]


def _summed(t: Bind, p: Point) -> Value:
    low, high = _ends(t, p)
    inner = _inside(t, p)
    if mp.isinf(low) or mp.isinf(high):
        return (mp.nsum if t.head == "sum" else mp.nprod)(inner, [low, high])
    if whole(high) - whole(low) > TERMS:
        raise NoValue("a long sum")
    found = [inner(mp.mpf(i)) for i in range(whole(low), whole(high) + 1)]
    match t.head:
        case "greatest":
            return max(found)
        case "least":
            return min(found)
        case "sum":
            return _number("+", found) if found else mp.mpf(0)
    return mp.fprod(found)


def _area(t: Bind, p: Point) -> Value:
    low, high = _ends(t, p)
    found, error = mp.quad(_inside(t, p), [low, high], error=True)
    if error > AGREEMENT * (1 + abs(found)):
        raise NoValue("an inaccurate integral")
    return found


def _limit(t: Bind, p: Point) -> Value:
    (target,) = _ends(t, p)
    side = -1 if t.head == "lim-" else 1
    inner, found = _inside(t, p), []
    for n in (7, 8, 9):
        at = mp.sign(target) * 10**n if mp.isinf(target) else target + side * mp.mpf(10) ** -n
        found.append(inner(at))
    if abs(found[2] - found[1]) > abs(found[1] - found[0]) / 2 + AGREEMENT * abs(found[2]):
        raise NoValue("no limit is seen")
    return found[2]


def _slope(t: Bind, p: Point) -> Value:
    at, order, *indices = t.args
    place, times = value(at, p), whole(value(order, p))
    if isinstance(place, list) or times > 4:
        if times != 1:
            raise NoValue("such a derivative")
        return _partial(t, p, place, [whole(value(u, p)) for u in indices])
    inner = _inside(t, p)
    sample = inner(place)
    if not isinstance(sample, list):
        return mp.diff(inner, place, times)
    if depth(sample) > 1:
        raise NoValue("the derivative of a matrix")
    return [mp.diff(lambda x, n=n: inner(x)[n], place, times) for n in range(len(sample))]


def _partial(t: Bind, p: Point, place: Value, indices: list[int]) -> Value:
    """The derivative by an entry of an array; by all of them if there are no indices."""
    held = p.get(t.var)
    lows = held.lows if isinstance(held, Array) else (1,) * depth(place)
    if not indices:
        if depth(place) != 1:
            raise NoValue("a derivative by a matrix")
        each = [_partial(t, p, place, [i + lows[0]]) for i in range(len(place))]
        return transposed(each) if depth(each) == 2 else each
    path = [i - low for i, low in zip(indices, lows, strict=True)]

    def moved(x: Value) -> Value:
        return value(t.body, {**p, t.var: Array(lows, _replaced(place, path, x))})

    here = place
    for n in path:
        here = here[n]
    if not isinstance(moved(here), list):
        return mp.diff(moved, here)
    return [mp.diff(lambda x, n=n: moved(x)[n], here) for n in range(len(moved(here)))]


def _replaced(v: Value, path: list[int], x: Value) -> Value:
    if not path:
        return x
    return [_replaced(u, path[1:], x) if n == path[0] else u for n, u in enumerate(v)]


BINDERS: dict[str, Callable[[Bind, Point], Value]] = {
    **dict.fromkeys(("sum", "prod", "greatest", "least"), _summed),
    **dict.fromkeys(("lim", "lim+", "lim-"), _limit),
    "int": _area,
    "diff": _slope,
    "subs": lambda t, p: _inside(t, p)(value(t.args[0], p)),
}


# --- statements ----------------------------------------------------------------------------------


def same(a: Value, b: Value) -> bool:
    """Whether two values agree."""
    if isinstance(a, list) or isinstance(b, list):
        try:
            return all(entries(spread(same, a, b)))
        except NoValue:
            return False
    return bool(abs(a - b) <= AGREEMENT * (1 + max(abs(a), abs(b))))


def truth(t: Term, p: Point) -> bool:
    """Whether a statement is true.  Raises: NoValue."""
    match t:
        case App("=", (a, b)):
            return same(value(a, p), value(b, p))
        case App("!=", (a, b)):
            return not same(value(a, p), value(b, p))
        case App("<" | "<=" | ">" | ">=", (a, b)):
            u, v = mp.re(value(a, p)), mp.re(value(b, p))
            return bool(u < v if t.head in ("<", "<=") else u > v) or (
                t.head in ("<=", ">=") and same(u, v)
            )
        case App("and", args):
            return all(truth(u, p) for u in args)
        case App("or", args):
            return any(truth(u, p) for u in args)
        case App("not", (u,)):
            return not truth(u, p)
        case App("implies", (u, v)):
            return truth(v, p) or not truth(u, p)
        case App("iff", (u, v)):
            return truth(u, p) == truth(v, p)
        case App("true" | "false", ()):
            return t.head == "true"
        case App("in", (u, low, high)):
            ends = value(low, p), value(high, p)
            return mp.isint(value(u, p)) and ends[0] <= value(u, p) <= ends[1]
        case Bind("forall", var, body, args):
            return all(truth(body, {**p, var: x}) for x in _tried(args, p))
    raise NoValue(f"statement {t.head}")


def _tried(args: tuple[Term, ...], p: Point) -> Iterable[Value]:
    if len(args) == 2:
        low, high = (whole(value(u, p)) for u in args)
        return [mp.mpf(i) for i in range(low, high + 1)]
    return [mp.mpf(n) / 4 for n in (-5, 1, 7)]


# --- points --------------------------------------------------------------------------------------


def points(context: Context, stated: tuple[Term, ...], seed: int) -> Iterator[Point]:
    """Points at which everything that is assumed or stated is true, as far as they are found."""
    rng = random.Random(seed)
    everything = (*context.assumptions, *stated)
    for _ in range(DRAWS):
        point = drawn(context.sorts, rng)
        for t in everything:
            for equation in _equations(t):
                point = _moved(equation, point, context.sorts, rng)
        try:
            if all(truth(t, point) for t in everything):
                yield point
        except REFUSALS:
            continue


REFUSALS = (NoValue, ArithmeticError, ValueError, TypeError, IndexError, mp.NoConvergence)


def drawn(sorts: Mapping[str, Sort], rng: random.Random) -> dict[str, Value]:
    """A point, sizes first."""
    made: dict[str, Value] = {}
    positive = rng.random() < 0.7
    for name, sort in sorted(sorts.items(), key=lambda row: bool(row[1].shape or row[1].takes)):
        if sort.base == "function":
            made[name] = _function(sort, rng)
        elif sort.shape:
            bounds = [(whole(value(a, made)), whole(value(b, made))) for a, b in sort.shape]
            shaped = _filled([max(0, b - a + 1) for a, b in bounds], sort, rng, positive)
            made[name] = Array(tuple(a for a, _ in bounds), _having(sort.traits, shaped))
        else:
            made[name] = _drawn(sort, rng, positive)
    return made


def _drawn(sort: Sort, rng: random.Random, positive: bool) -> Value:
    if sort.base == "integer":
        return mp.mpf(rng.randint(1, 3) if positive else rng.randint(-2, 4))
    real = mp.mpf(rng.randint(1, 2**30)) / 2**29
    if sort.base == "complex":
        return mp.mpc(real, mp.mpf(rng.randint(-(2**30), 2**30)) / 2**29)
    return real if positive else real - 1


def _filled(sizes: list[int], sort: Sort, rng: random.Random, positive: bool) -> Value:
    if not sizes:
        return _drawn(sort, rng, positive)
    return [_filled(sizes[1:], sort, rng, positive) for _ in range(sizes[0])]


def _having(traits: Iterable[str], v: Value) -> Value:
    """Entries with the properties of a matrix that are easily had."""
    if not {*traits} & {"symmetric", "positive definite"}:
        return v
    if "positive definite" in traits:
        return spread(lambda x, y: x + y, multiplied(transposed(v), v), unit(len(v)))
    return spread(lambda x, y: x + y, v, transposed(v))


def _function(sort: Sort, rng: random.Random) -> Callable[..., Value]:
    """A smooth function that is positive, of as many arguments as it is given."""
    weights = [mp.mpf(rng.randint(3, 20)) / 16 for _ in range(6)]

    def called(*args: Value) -> Value:
        flat = list(entries(list(args)))
        where = mp.fsum(w * x for w, x in zip(weights, flat, strict=False))
        found = mp.exp(mp.sin(where) / 2 + where / 4) + 1
        if sort.gives:
            raise NoValue("a function whose values are arrays")
        return found

    return called


def _equations(t: Term) -> Iterator[tuple[Term, Term]]:
    match t:
        case App("and", args):
            for u in args:
                yield from _equations(u)
        case App("=", (a, b)):
            yield a, b


def _moved(
    equation: tuple[Term, Term], point: Point, sorts: Mapping[str, Sort], rng: random.Random
) -> Point:
    """The point with one number changed so that an equation holds; as it is if none helps."""
    names = [n for n in free_names(equation[0]) | free_names(equation[1]) if n in sorts]
    for name in rng.sample(sorted(names), len(names)):
        if sorts[name].base not in ("real", "complex"):
            continue
        held = point[name]
        where = list(product(*map(range, _sizes(held.entries)))) if sorts[name].shape else [()]
        for path in where[-1:]:
            set_to = _setter(point, name, path)

            def gap(x: Value, set_to: Callable[[Value], Point] = set_to) -> Value:
                moved = set_to(x)
                return value(equation[0], moved) - value(equation[1], moved)

            try:
                start = mp.mpf(rng.randint(2, 30)) / 16
                root = mp.findroot(gap, (start, start * 1.1))
            except (*REFUSALS, ZeroDivisionError):
                continue
            return set_to(root if sorts[name].base == "complex" else mp.re(root))
    return point


def _sizes(v: Value) -> list[int]:
    return [len(v), *_sizes(v[0])] if isinstance(v, list) and v else []


def _setter(point: Point, name: str, path: tuple[int, ...]) -> Callable[[Value], Point]:
    held = point[name]
    if not isinstance(held, Array):
        return lambda x: {**point, name: x}
    return lambda x: {**point, name: Array(held.lows, _replaced(held.entries, list(path), x))}
