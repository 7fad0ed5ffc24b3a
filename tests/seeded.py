"""Seeded mistakes: `python tests/seeded.py ROWS.jsonl ... --each 5 --seed 1 -j 2 --json OUT`.

Every row that is expected to be proved is spoiled by single edits.  That a spoiled row is false is
shown without derivcheck's kernel, by mpmath at points that satisfy the row; then derivcheck is
asked.  One that is proved, or less than 99 % refuted, makes the exit code 1.

value     a number at a point, or NoValue; whatever is in doubt has no value
point     values of the declared sorts that satisfy assumptions and hypotheses
edit      one place of one side, changed in one of seven kinds
wrong     an edited row with a point at which it is false
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from mpmath import mp

from derivcheck.checking.batch import Answerer
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import KEYS, read_row
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    free_names,
    is_infinite,
    subterms,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.notation.plain import show
from derivcheck.verdicts.settings import Settings

DIGITS = (60, 100)
"""Working precisions; whatever is said of a point must come out alike at each."""
SAME, APART = mp.mpf("1e-30"), mp.mpf("1e-20")
"""Relative differences below the first are none, above the second real."""
ROUNDING = (1.4, 0.8)
"""Only errors are as small as these powers of the precision; no number is so at both precisions."""
MAX_TERMS, MAX_ARGUMENT, MAX_VALUE = 2_000, 10**5, 200
"""Terms of a sum, size of what is put into a function, size of a name's solved value."""
MAX_POINTS, MAX_DRAWS, MAX_SOLVED, MAX_EDITS = 6, 300, 30, 120
"""Points of a row; draws for these, and for an edited hypothesis; edits of a row that are tried."""
ENOUGH = 0.99
"""The share of wrong rows that must be refuted."""

Value = Any
"""An mpf, an mpc, or a tuple of values; mpmath has no types."""


class NoValue(Exception):
    """What has no value at a point, or none that is beyond doubt."""


# --- values --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for, their sorts, and whether roots and powers are principal."""

    values: Mapping[str, Value]
    sorts: Mapping[str, Sort]
    principal: bool

    def having(self, name: str, found: Value) -> Scope:
        return replace(self, values={**self.values, name: found})


@dataclass(frozen=True, slots=True)
class Entries:
    """An array of whatever shape, its entries drawn when they are asked for."""

    seed: int
    sign: int

    def at(self, indices: tuple[int, ...]) -> Value:
        found = _drawn(random.Random(f"{self.seed} {indices}"), 3)
        return self.sign * abs(found) if self.sign else found


def value(t: Term, s: Scope) -> Value:
    """The value of a number or a vector.  Raises: NoValue."""
    match t:
        case Num(v):
            return mp.mpf(v.numerator) / v.denominator
        case Sym(name):
            found = s.values.get(name)
            return _known(found, name) if not isinstance(found, Entries) else _known(None, name)
        case Bind():
            return _binder(t, s)
        case App(head, args) if head in STRUCTURE:
            return STRUCTURE[head](args, s)
        case App(head, args) if head in CONSTANTS:
            return CONSTANTS[head]()
        case App(head, (u,)) if head in FUNCTIONS:
            return _function(head, number(u, s), s)
    raise NoValue(f"head {t.head}")


def number(t: Term, s: Scope) -> Value:
    """The value of a number that is finite.  Raises: NoValue."""
    found = value(t, s)
    if isinstance(found, tuple) or not mp.isfinite(found):
        raise NoValue("an array or infinity as a number")
    return found


def integer(t: Term, s: Scope) -> int:
    """The value of an integer.  Raises: NoValue."""
    found = number(t, s)
    if not mp.isint(found) or abs(found) > MAX_ARGUMENT:
        raise NoValue("no integer")
    return int(mp.re(found))


def _known(found: Value, name: str) -> Value:
    if found is None:
        raise NoValue(f"name {name}")
    return found


def _total(args: tuple[Term, ...], s: Scope) -> Value:
    return sum((number(u, s) for u in args), mp.mpf(0))


def _product(args: tuple[Term, ...], s: Scope) -> Value:
    return mp.fprod(number(u, s) for u in args)


def _quotient(args: tuple[Term, ...], s: Scope) -> Value:
    top, bottom = (number(u, s) for u in args)
    return top / _nonzero(bottom)


def _nonzero(found: Value) -> Value:
    if abs(found) < SAME:
        raise NoValue("zero, or nearly so")
    return found


def _power(args: tuple[Term, ...], s: Scope) -> Value:
    base, exponent = (number(u, s) for u in args)
    if abs(exponent) > MAX_ARGUMENT:
        raise NoValue("a huge exponent")
    if mp.isint(exponent):
        return (base if mp.re(exponent) >= 0 else _nonzero(base)) ** int(mp.re(exponent))
    if abs(exponent - mp.nint(mp.re(exponent))) < APART:
        raise NoValue("nearly an integer exponent")
    return mp.exp(_small(exponent * _function("log", base, s)))


def _small(found: Value) -> Value:
    if abs(found) > MAX_ARGUMENT:
        raise NoValue("a huge argument")
    return found


def _log(args: tuple[Term, ...], s: Scope) -> Value:
    logs = [_function("log", number(u, s), s) for u in args]
    return logs[0] if len(logs) == 1 else logs[0] / _nonzero(logs[1])


def _entry(args: tuple[Term, ...], s: Scope) -> Value:
    match args:
        case (Sym(name), *where) if isinstance(s.values.get(name), Entries):
            indices = tuple(integer(u, s) for u in where)
            for i, (low, high) in zip(indices, s.sorts[name].shape, strict=True):
                if not integer(low, s) <= i <= integer(high, s):
                    raise NoValue("an index out of range")
            return s.values[name].at(indices)
    raise NoValue("head index")


def _binomial(args: tuple[Term, ...], s: Scope) -> Value:
    n, k = (number(u, s) for u in args)
    above, below, rest = (_function("gamma", u + 1, s) for u in (n, k, n - k))
    return above / (below * rest)


def _indicator(args: tuple[Term, ...], s: Scope) -> Value:
    return mp.mpf(truth(args[0], s))


def _where(args: tuple[Term, ...], s: Scope) -> Value:
    return number(args[0], s) if truth(args[1], s) else mp.mpf(0)


def _piecewise(args: tuple[Term, ...], s: Scope) -> Value:
    for case, when in zip(args[::2], args[1::2], strict=True):
        if truth(when, s):
            return number(case, s)
    raise NoValue("no case")


STRUCTURE: dict[str, Callable[[tuple[Term, ...], Scope], Value]] = {
    "neg": lambda args, s: -number(args[0], s),
    "+": _total, "*": _product, "/": _quotient, "^": _power, "log": _log, "index": _entry,
    "binomial": _binomial, "indicator": _indicator, "where": _where, "piecewise": _piecewise,
    "vector": lambda args, s: tuple(value(u, s) for u in args),
    "min": lambda args, s: min(_real(number(u, s)) for u in args),
    "max": lambda args, s: max(_real(number(u, s)) for u in args),
}  # fmt: skip
CONSTANTS: dict[str, Callable[[], Value]] = {
    "pi": lambda: +mp.pi, "E": lambda: +mp.e, "I": lambda: mp.mpc(0, 1),
}  # fmt: skip


def _always(x: Value) -> bool:
    return True


def _apart(x: Value) -> bool:
    return mp.frac(x) not in (0, 1) and abs(x - mp.nint(x)) > APART


def _factorial_domain(x: Value) -> bool:
    return x > 0 or _apart(x)


FUNCTIONS: dict[str, tuple[Callable[[Value], Value], Callable[[Value], bool]]] = {
    "exp": (mp.exp, _always), "sin": (mp.sin, _always), "cos": (mp.cos, _always),
    "tan": (mp.tan, _always), "sec": (mp.sec, _always), "csc": (mp.csc, bool),
    "cot": (mp.cot, bool), "sinh": (mp.sinh, _always), "cosh": (mp.cosh, _always),
    "tanh": (mp.tanh, _always), "sech": (mp.sech, _always), "csch": (mp.csch, bool),
    "coth": (mp.coth, bool), "abs": (abs, _always), "sign": (mp.sign, _always),
    "re": (mp.re, _always), "im": (mp.im, _always), "conjugate": (mp.conj, _always),
    "log": (mp.log, lambda x: x > SAME), "sqrt": (mp.sqrt, lambda x: x >= 0),
    "cbrt": (mp.cbrt, lambda x: x >= 0), "asin": (mp.asin, lambda x: abs(x) <= 1),
    "acos": (mp.acos, lambda x: abs(x) <= 1), "atan": (mp.atan, _always),
    "asinh": (mp.asinh, _always), "acosh": (mp.acosh, lambda x: x >= 1),
    "atanh": (mp.atanh, lambda x: abs(x) < 1), "acoth": (mp.acoth, lambda x: abs(x) > 1),
    "factorial": (mp.factorial, lambda x: x >= 0 or _apart(x)),
    "gamma": (mp.gamma, _factorial_domain), "erf": (mp.erf, _always), "erfc": (mp.erfc, _always),
    "floor": (mp.floor, _apart), "ceiling": (mp.ceil, _apart),
}  # fmt: skip
"""Head -> its function, and where on the reals it is defined beyond doubt."""
EVERYWHERE = frozenset("exp sin cos tan sec csc cot sinh cosh tanh abs re im conjugate".split())
CUT = frozenset("log sqrt cbrt".split())
SLOW_GROWING = frozenset("log sqrt cbrt abs sign re im conjugate".split())
BROKEN = frozenset("abs sign re im conjugate floor ceiling".split())
"""Heads: for every complex number, cut along the negative reals, of any argument, with kinks."""


def _function(head: str, x: Value, s: Scope) -> Value:
    function, domain = FUNCTIONS[head]
    if head not in SLOW_GROWING:
        _small(x)
    if mp.im(x) == 0 and domain(mp.re(x)):
        return function(mp.re(x))
    if s.principal and (head in EVERYWHERE or (head in CUT and _off_cut(x))):
        return function(x)
    raise NoValue(f"the domain of {head}")


def _off_cut(x: Value) -> bool:
    """Whether a number is on the real axis or well away from it, and not 0."""
    return abs(x) > SAME and (mp.im(x) == 0 or mp.re(x) > 0 or abs(mp.im(x)) > APART)


def _real(x: Value) -> Value:
    if mp.im(x) != 0:
        raise NoValue("a complex number is compared")
    return mp.re(x)


def _binder(t: Bind, s: Scope) -> Value:
    match t:
        case Bind("sum" | "prod", var, body, (low, high)):
            parts = (number(body, s.having(var, mp.mpf(i))) for i in _range(low, high, s))
            return mp.fsum(parts) if t.head == "sum" else mp.fprod(parts)
        case Bind("diff", var, Bind("antiderivative", name, body, (Sym(at),)), (at_term, Num(1))):
            if var == name == at:
                return number(body, s.having(var, number(at_term, s)))
        case Bind("diff", var, body, (at_term, Num(order))) if order <= 3:
            return _slope(var, body, number(at_term, s), int(order), s)
        case Bind("int", var, body, (low, high)):
            return _area(var, body, low, high, s)
        case Bind("subs", var, body, (at_term,)):
            return number(body, s.having(var, number(at_term, s)))
    raise NoValue(f"head {t.head}")


def _range(low: Term, high: Term, s: Scope) -> range:
    found = range(integer(low, s), integer(high, s) + 1)
    if len(found) > MAX_TERMS:
        raise NoValue("a long sum")
    return found


def _slope(var: str, body: Term, at: Value, order: int, s: Scope) -> Value:
    heads = {u.head for u in subterms(body) if isinstance(u, App)}
    if mp.im(at) != 0 and heads & BROKEN:
        raise NoValue("a complex derivative")
    return mp.diff(lambda x: number(body, s.having(var, x)), at, order)


def _area(var: str, body: Term, low: Term, high: Term, s: Scope) -> Value:
    ends = [_real(number(u, s)) for u in (low, high)]
    found, error = mp.quad(lambda x: number(body, s.having(var, x)), ends, error=True)
    if error > SAME * max(1, abs(found)):
        raise NoValue("an inaccurate integral")
    return found


# --- truth ---------------------------------------------------------------------------------------


def same(a: Value, b: Value) -> bool:
    """Whether two values are equal.  Raises: NoValue if that is in doubt."""
    if isinstance(a, tuple) or isinstance(b, tuple):
        if not (isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b)):
            raise NoValue("arrays of other shapes")
        found = [same(x, y) for x, y in zip(a, b, strict=True)]
        return all(found)
    gap, scale = abs(a - b), max(abs(a), abs(b))
    if not mp.isfinite(scale):
        raise NoValue("infinity is compared")
    if gap <= SAME * scale or _is_error(scale):
        return True
    if gap > APART * scale and gap > APART:
        return False
    raise NoValue("neither equal nor apart")


def _is_error(x: Value) -> bool:
    """Whether a number is the rounding error of an exact 0."""
    least, most = (mp.mpf(10) ** (-part * mp.dps) for part in ROUNDING)
    return bool(least < x < most)


def related(relation: str, a: Value, b: Value) -> bool:
    """Whether two values are in a relation.  Raises: NoValue if that is in doubt."""
    equal = same(a, b)
    if relation in ("=", "!="):
        return equal == (relation == "=")
    if equal:
        return relation in ("<=", ">=")
    return bool(_real(a) < _real(b)) == (relation in ("<", "<="))


def truth(t: Term, s: Scope) -> bool:
    """Whether a statement is true; every part of it must have a value.  Raises: NoValue."""
    match t:
        case App("true" | "false", ()):
            return t.head == "true"
        case App("=" | "!=" | "<" | "<=" | ">" | ">=", (u, v)):
            return related(t.head, value(u, s), value(v, s))
        case App("in", (u, low, high)):
            return integer(u, s) in range(integer(low, s), integer(high, s) + 1)
        case Bind("forall", var, body, (low, high)):
            found = [truth(body, s.having(var, mp.mpf(i))) for i in _range(low, high, s)]
            return all(found)
        case App(head, args) if head in LOGIC:
            return LOGIC[head]([truth(u, s) for u in args])
    raise NoValue("another statement")


LOGIC: dict[str, Callable[[list[bool]], bool]] = {
    "and": all, "or": any, "not": lambda p: not p[0], "xor": lambda p: p[0] != p[1],
    "iff": lambda p: p[0] == p[1], "implies": lambda p: p[1] or not p[0],
}  # fmt: skip


def step_holds(claim: Claim, point: Mapping[str, Value]) -> bool:
    """Whether a step holds at a point at which its parts have values.  Raises: NoValue."""
    s = scope(claim, point)
    if claim.relation in STATEMENTS:
        return STATEMENTS[claim.relation](truth(claim.before, s), truth(claim.after, s))
    return related(claim.relation, value(claim.before, s), value(claim.after, s))


STATEMENTS: dict[str, Callable[[bool, bool], bool]] = {
    "iff": lambda p, q: p == q,
    "implies": lambda p, q: q or not p,
    "implied by": lambda p, q: p or not q,
}


def scope(claim: Claim, point: Mapping[str, Value]) -> Scope:
    """The scope of a claim at a point, rounded to the precision."""
    kept = {n: v if v is None or isinstance(v, Entries) else +v for n, v in point.items()}
    return Scope(kept, claim.context.sorts, claim.context.field == "complex")


def settled(question: Callable[[], bool]) -> bool | None:
    """The answer at every precision, None if they differ or there is none."""
    found = set()
    try:
        for digits in DIGITS:
            with mp.workdps(digits):
                found.add(question())
    except (NoValue, ArithmeticError, ValueError, TypeError, mp.NoConvergence):
        return None
    return found.pop() if len(found) == 1 else None


# --- points --------------------------------------------------------------------------------------


def points(claim: Claim, rng: random.Random, draws: int) -> Iterator[dict[str, Value]]:
    """Points that satisfy assumptions and hypotheses, as far as they are found."""
    for _, supposed in zip(range(draws), cycle(hypotheses(claim)), strict=False):
        stated = (*claim.context.assumptions, *supposed)
        point = _draw(claim, rng)
        with mp.workdps(DIGITS[-1]):
            solved = _solved(claim, [*_equations(stated)], point, rng)
        if solved is None:
            continue
        if settled(lambda p=solved, q=stated: all(truth(t, scope(claim, p)) for t in q)):
            yield solved
        if not claim.context.sorts:
            return


def hypotheses(claim: Claim) -> list[tuple[Term, ...]]:
    """What a step supposes, in each of the ways to look at it: an implication its antecedent."""
    match claim.relation:
        case "implies":
            return [(claim.before,)]
        case "implied by":
            return [(claim.after,)]
        case "iff":
            return [(claim.before,), (claim.after,), ()]
    return [()]


def _draw(claim: Claim, rng: random.Random) -> dict[str, Value]:
    size, positive = rng.choice((1, 3, 3, 10)), rng.random() < 0.5
    low = {u.name for t in claim.context.assumptions if (u := _positive(t))}
    sorts = sorted(claim.context.sorts.items())
    return {n: _of_sort(s, rng, size, positive or n in low) for n, s in sorts}


def _positive(t: Term) -> Sym | None:
    match t:
        case App("<", (Num(0), Sym() as u)) | App(">", (Sym() as u, Num(0))):
            return u
    return None


def _of_sort(sort: Sort, rng: random.Random, size: int, positive: bool) -> Value:
    if sort.shape and sort.base in ("real", "integer"):
        return Entries(rng.randrange(10**6), rng.choice((0, 1)))
    match sort.base:
        case "integer":
            return mp.mpf(rng.randint(1 if positive else -4, 6))
        case "complex":
            return mp.mpc(_drawn(rng, size), _drawn(rng, size))
        case "real":
            return abs(_drawn(rng, size)) if positive else _drawn(rng, size)
        case "rational":
            return mp.mpf(rng.randint(1 if positive else -40, 40)) / 8
    return None


def _drawn(rng: random.Random, size: int) -> Value:
    """A number between -size and size, exact in binary and never a round one."""
    return mp.mpf(rng.choice((-1, 1)) * (2 * rng.randrange(2**15, size * 2**20) + 1)) / 2**21


def _equations(stated: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    for t in stated:
        match t:
            case App("and", args):
                yield from _equations(args)
            case App("=", (u, v)):
                yield u, v


def _solved(
    claim: Claim, equations: list[tuple[Term, Term]], point: dict[str, Value], rng: random.Random
) -> dict[str, Value] | None:
    """The point moved, one name for one equation, so that equations hold one after another."""
    kept: frozenset[str] = frozenset()
    rng.shuffle(equations)
    if rng.random() < 0.5:
        equations.sort(key=lambda sides: len(frozenset().union(*map(free_names, sides))))
    for u, v in equations:
        names = free_names(u) | free_names(v)
        try:
            if not same(value(u, scope(claim, point)), value(v, scope(claim, point))):
                point = _moved(claim, (u, v), sorted(names - kept), point, rng)
        except (NoValue, ArithmeticError, ValueError, TypeError):
            return None
        kept |= names
    return point


def _moved(
    claim: Claim, sides: tuple[Term, Term], names: list[str], point: dict[str, Value],
    rng: random.Random,
) -> dict[str, Value]:  # fmt: skip
    """The point with one of the names changed so that the sides agree.  Raises: NoValue."""
    sorts = claim.context.sorts
    for name in rng.sample(names, len(names)):
        if name in sorts and sorts[name].base in ("real", "complex") and not sorts[name].shape:

            def gap(x: Value, name: str = name) -> Value:
                s = scope(claim, {**point, name: x})
                return number(sides[0], s) - number(sides[1], s)

            root = _root(gap, point[name])
            if root is not None and (sorts[name].base == "complex" or mp.im(root) == 0):
                return {**point, name: root if sorts[name].base == "complex" else mp.re(root)}
    raise NoValue("an equation that is not solved")


def _root(gap: Callable[[Value], Value], start: Value) -> Value | None:
    """A simple zero near the start: of a linear function exactly, else by the secant method."""
    try:
        first, second, third = (gap(start + i) for i in range(3))
        slope = second - first
        linear = abs(third - second - slope) < APART and abs(slope) > APART
        root = start - first / slope if linear else mp.findroot(gap, (start, start * 1.01))
        steep = abs(gap(root + APART) - gap(root - APART)) / APART
    except (NoValue, ArithmeticError, ValueError, TypeError, mp.NoConvergence):
        return None
    return root if steep > mp.mpf("1e-9") and abs(root) < MAX_VALUE else None


# --- edits ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Arguments:
        side: `from` or `to`.
        kind: of the table KINDS.
        head: what stood at the place.
        path: which child of which child it is.
        term: the whole side after the change.
    """

    side: str
    kind: str
    head: str
    path: tuple[int, ...]
    term: Term


Names = Mapping[str, Sort]
Change = Callable[[Term, Names], Iterator[Term]]


def _sign(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case App("neg", (u,)):
            yield u
        case _:
            yield -t


def _factor(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case Num(v):
            yield Num(v + 1)
        case App("*", args):
            yield from (_joined("*", _without(args, i)) for i in range(len(args)))
        case App("/", (u, _)):
            yield u
    yield 2 * t


def _without(args: tuple[Term, ...], i: int) -> tuple[Term, ...]:
    return (*args[:i], *args[i + 1 :])


def _joined(head: str, args: tuple[Term, ...]) -> Term:
    return args[0] if len(args) == 1 else App(head, args)


def _exponent(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case App("^", (u, Num(v))):
            yield u ** Num(v + 1)
            yield u
        case App("^", (u, e)):
            yield u ** (e + 1)
            yield u
        case App("sqrt", (u,)):
            yield u
        case Sym() | App("sin" | "cos" | "tan" | "exp" | "log" | "abs"):
            yield t**2


def _name(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case Sym(name) if name in names:
            yield from (Sym(n) for n, s in names.items() if n != name and s == names[name])


def _swapped_function(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case App(head, args) if head in TWINS:
            yield App(TWINS[head], args[: HEADS[TWINS[head]].most])


TWINS = {
    "sin": "cos", "cos": "sin", "tan": "cot", "cot": "tan", "sec": "csc", "csc": "sec",
    "sinh": "cosh", "cosh": "sinh", "tanh": "coth", "coth": "tanh", "exp": "log", "log": "exp",
    "asin": "acos", "acos": "asin", "atan": "asinh", "asinh": "atan", "acoth": "atanh",
    "atanh": "acoth", "sqrt": "log", "abs": "sqrt", "factorial": "gamma", "gamma": "factorial",
    "min": "max", "max": "min", "erf": "erfc", "erfc": "erf", "re": "im", "im": "re",
    "floor": "ceiling", "ceiling": "floor",
}  # fmt: skip
"""Head -> the one that is written for it by mistake."""


def _operator(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case App("+", args):
            for i, u in enumerate(args[1:], 1):
                yield App("+", (*args[:i], next(_sign(u, names)), *args[i + 1 :]))
            yield App("*", args)
        case App("*", args):
            for i in range(1, len(args)):
                top = _joined("*", args[:i]) / args[i]
                yield _joined("*", (top, *args[i + 1 :]))
            yield App("+", args)
        case App("/", (u, v)):
            yield u * v
            yield v / u


def _bound(t: Term, names: Names) -> Iterator[Term]:
    match t:
        case Bind("sum" | "prod" | "int" | "lim" | "lim+" | "lim-", var, body, args):
            for i, u in enumerate(args):
                if not is_infinite(u):
                    for new in (_next(u), u - 1):
                        yield Bind(t.head, var, body, (*args[:i], new, *args[i + 1 :]))
        case Bind("diff", var, body, (at, Num(order), *rest)):
            yield Bind("diff", var, body, (at, Num(order + 1), *rest))


def _next(t: Term) -> Term:
    return Num(t.value + 1) if isinstance(t, Num) else t + ONE


KINDS: dict[str, Change] = {
    "sign": _sign, "factor": _factor, "exponent": _exponent, "name": _name,
    "function": _swapped_function, "operator": _operator, "bound": _bound,
}  # fmt: skip
STATED = frozenset(("relation", "logic"))


def edits(side: str, whole: Term, claim: Claim) -> list[Edit]:
    """Every single change of a side, no result twice."""
    found: dict[Term, Edit] = {}
    for path, t, names in _places(whole, dict(claim.context.sorts), claim):
        if not _is_statement(t):
            for kind, change in KINDS.items():
                for new in change(t, names):
                    term = _put(whole, path, new)
                    found.setdefault(term, Edit(side, kind, _head(t), path, term))
    found.pop(whole, None)
    return list(found.values())


def _is_statement(t: Term) -> bool:
    return isinstance(t, App) and (HEADS[t.head].kind in STATED or t.head == "vector")


def _head(t: Term) -> str:
    return t.head if isinstance(t, App | Bind) else type(t).__name__


def _places(
    t: Term, names: dict[str, Sort], claim: Claim, path: tuple[int, ...] = ()
) -> Iterator[tuple[tuple[int, ...], Term, dict[str, Sort]]]:
    """Every place with the names in force there; not where a derivative is taken."""
    yield path, t, names
    inside = {**names, t.var: bound_sort(t, claim.context)} if isinstance(t, Bind) else names
    for i, part in enumerate(children(t)):
        if isinstance(t, Bind) and (i == 0 or t.head != "diff"):
            yield from _places(part, inside if i == 0 else names, claim, (*path, i))
        elif isinstance(t, App) and not (t.head in ("index", "apply") and i == 0):
            yield from _places(part, names, claim, (*path, i))


def _put(t: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    parts = list(children(t))
    parts[path[0]] = _put(parts[path[0]], path[1:], new)
    return rebuild(t, tuple(parts))


def spread(found: list[Edit], rng: random.Random) -> Iterator[Edit]:
    """The edits in an order that takes turns: kinds first, then places."""
    left = rng.sample(found, len(found))
    kinds: Counter[str] = Counter()
    places: Counter[tuple[str, tuple[int, ...]]] = Counter()
    while left:
        best = min(left, key=lambda e: (kinds[e.kind], places[e.side, e.path]))
        left.remove(best)
        kinds[best.kind] += 1
        places[best.side, best.path] += 1
        yield best


# --- wrong rows ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that is false, how it was made, and where it is false."""

    row: dict[str, Any]
    kind: str
    side: str
    head: str
    point: dict[str, str]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made of a row; `why` says what was missing if that is too little."""

    wrong: tuple[Wrong, ...]
    why: str


def wrong_rows(row: Mapping[str, Any], each: int, seed: int) -> Seeded:
    """As many wrong rows as are asked for, or as there are.

    Arguments:
        row: a true one, with the keys of `derivcheck batch`.
        each: how many are enough.
        seed: fixes edits and points, together with the row's id.
    """
    rng = random.Random(f"{seed} {row['id']}")
    try:
        claim = read_row(row)
    except Diagnosis:
        return Seeded((), "cannot be read")
    good = _agreeing(claim, rng)
    all_edits = edits("from", claim.before, claim) + edits("to", claim.after, claim)
    wrong: list[Wrong] = []
    tried = 0
    for edit in spread(all_edits, rng):
        if len(wrong) >= each or tried >= MAX_EDITS:
            break
        tried += 1
        if found := _spoiled(row, claim, edit, good, f"{row['id']}~{len(wrong) + 1}", rng):
            wrong.append(found)
    short = f"{tried} of {len(all_edits)} edits tried, {len(good)} points"
    return Seeded(tuple(wrong), "" if len(wrong) >= each else f"{short}{_doubts(claim, good)}")


def _agreeing(claim: Claim, rng: random.Random) -> list[dict[str, Value]]:
    """Points at which the row is seen to be true."""
    found: list[dict[str, Value]] = []
    for point in points(claim, rng, MAX_DRAWS):
        if settled(lambda p=point: step_holds(claim, p)):
            found.append(point)
        if len(found) == MAX_POINTS:
            break
    return found


def _doubts(claim: Claim, good: list[dict[str, Value]]) -> str:
    """Why there are no points: what the evaluator lacks, or that hypotheses are never met."""
    if good:
        return ""
    heads = {_head(t) for side in (claim.before, claim.after) for t in subterms(side)}
    known = {*STRUCTURE, *FUNCTIONS, *CONSTANTS, *LOGIC, "Num", "Sym", "sum", "prod", "int"}
    known |= {"diff", "subs", "=", "!=", "<", "<=", ">", ">=", "in", "true", "false"}
    if lacking := sorted(heads - known):
        return f"; not evaluated: {', '.join(lacking)}"
    implication = claim.relation in ("implies", "implied by")
    return f"; {'hypotheses never seen to hold' if implication else 'sides never seen to agree'}"


def _spoiled(
    row: Mapping[str, Any], claim: Claim, edit: Edit, good: list[dict[str, Value]], name: str,
    rng: random.Random,
) -> Wrong | None:  # fmt: skip
    """The row with the edit, if it reads back as it was meant and a point shows it false."""
    new = {k: row[k] for k in KEYS if k in row} | {"id": name, edit.side: show(edit.term)}
    try:
        edited = read_row(new)
    except Diagnosis:
        return None
    if edit.term != (edited.before if edit.side == "from" else edited.after):
        return None
    point = false_at(claim, edited, good, rng)
    if point is None:
        return None
    told = {
        n: mp.nstr(v, 12) for n, v in point.items() if v is not None and not isinstance(v, Entries)
    }
    return Wrong(new, edit.kind, edit.side, edit.head, told)


def false_at(
    claim: Claim, edited: Claim, good: list[dict[str, Value]], rng: random.Random
) -> dict[str, Value] | None:
    """A point that the edited row allows and at which it fails, though the row itself does not."""
    fresh = hypotheses(edited) != hypotheses(claim)
    for point in points(edited, rng, MAX_SOLVED) if fresh else good:
        if settled(lambda p=point: step_holds(edited, p)) is False:
            return point
    return None


# --- answers -------------------------------------------------------------------------------------


def judged(line: str, each: int, seed: int) -> dict[str, Any]:
    """A row's wrong rows with derivcheck's answers, as plain data."""
    row = json.loads(line)
    relation = row.get("relation", "=")
    made = wrong_rows({k: v for k, v in row.items() if k in KEYS}, each, seed)
    answer = Answerer(Settings())
    found = []
    for wrong in made.wrong:
        said = json.loads(answer(json.dumps(wrong.row)))
        kept = {k: said[k] for k in ("verdict", "prover", "conditions", "reasons", "seconds")}
        found.append(asdict(wrong) | {"relation": relation} | kept)
    return {"id": row["id"], "relation": relation, "why": made.why, "wrong": found}


def run(lines: list[str], each: int, seed: int, jobs: int) -> list[dict[str, Any]]:
    """What was made of every row, with answers, in the order of the rows."""
    from rich.console import Console
    from rich.progress import track

    work = partial(judged, each=each, seed=seed)
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        console, quiet = Console(stderr=True), not sys.stderr.isatty()
        answers = pool.imap(work, lines)
        return list(track(answers, "seeding", len(lines), console=console, disable=quiet))


def report(rows: list[dict[str, Any]], each: int, examples: int) -> Iterator[str]:
    """The shares in text; what was proved in full."""
    wrong = [w for r in rows for w in r["wrong"]]
    short = [r for r in rows if len(r["wrong"]) < each]
    yield f"rows {len(rows)}, wrong rows {len(wrong)}, rows with fewer than {each}: {len(short)}"
    yield from (f"  {r['id']}: {len(r['wrong'])}; {r['why']}" for r in short)
    for name in ("relation", "kind", "side"):
        yield from _shares(wrong, name)
    for verdict in sorted({w["verdict"] for w in wrong} - {"refuted"}):
        some = [w for w in wrong if w["verdict"] == verdict]
        yield f"{verdict}: {len(some)}"
        groups = Counter((w["relation"], w["kind"], w["head"]) for w in some)
        yield from (f"  {n:4}  {' / '.join(group)}" for group, n in groups.most_common())
        shown = some if verdict == "proved" else some[:examples]
        yield from (told(w) for w in shown)
    slowest = sorted(wrong, key=lambda w: -w["seconds"])[:5]
    yield "slowest: " + ", ".join(f"{w['row']['id']} {w['seconds']:.2f} s" for w in slowest)


def _shares(wrong: list[dict[str, Any]], name: str) -> Iterator[str]:
    for one in sorted({w[name] for w in wrong}):
        verdicts = Counter(w["verdict"] for w in wrong if w[name] == one)
        share = 100 * verdicts["refuted"] / verdicts.total()
        counts = ", ".join(f"{v} {n}" for v, n in sorted(verdicts.items()))
        yield f"  {name} {one}: {verdicts.total()}, refuted {share:.1f} % ({counts})"


def told(wrong: dict[str, Any]) -> str:
    """A wrong row in full: its texts, where it is false, and what was said."""
    row = wrong["row"]
    return (
        f"  {wrong['verdict']} {row['id']} [{wrong['kind']} in {wrong['side']} at {wrong['head']}]"
        f" {row.get('symbols')} {row.get('assume')}\n      {row['from']}\n"
        f"      {wrong['relation']} {row['to']}\n      false at {wrong['point']}\n"
        f"      {wrong['prover']} {wrong['conditions']} {wrong['reasons']}"
    )


def failed(rows: list[dict[str, Any]]) -> bool:
    """Whether a wrong row was proved, or too few were refuted."""
    verdicts = Counter(w["verdict"] for r in rows for w in r["wrong"])
    return bool(verdicts["proved"]) or verdicts["refuted"] < ENOUGH * verdicts.total()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write every wrong row and its answer here")
    parser.add_argument("--show", type=int, default=10, help="undecided examples")
    chosen = parser.parse_args()
    lines = [line for file in chosen.files for line in file.read_text("utf-8").splitlines()]
    true = [line for line in lines if line and json.loads(line).get("expected") == "proved"]
    rows = run(true, chosen.each, chosen.seed, chosen.jobs)
    print("\n".join(report(rows, chosen.each, chosen.show)))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1), "utf-8")
    return 1 if failed(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
