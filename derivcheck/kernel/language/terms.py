"""Terms: mathematical expressions and statements as frozen data that never simplify themselves.

    Num(value)                    a non-negative integer or terminating decimal, exactly as written
    Sym(name)                     a declared or bound name
    App(head, args)               an operator, function or relation applied to its arguments
    Bind(head, var, body, args)   a binder: `var` is bound in `body`, never in `args`

Every statement is a term too (heads `=`, `<`, `and`, `forall`, ...).  The table of heads is in
`heads.py`.  Binders carry the point at which a derivative is taken as an argument, so a hypothesis
about the point can never reach under the binder:

    sum, prod      body, (lower, upper)                 the variable is an integer
    greatest least body, (lower, upper)                 max and min over a range; likewise
    int            body, (lower, upper)                 a definite integral; the variable is real
    antiderivative body, (at,)                          int(f, x) is Bind(.., "x", f, (Sym("x"),))
    lim lim+ lim-  body, (target,)                      two-sided, from above, from below
    diff           body, (at, order, *indices)          d^order body / d var^order at var = at; with
                                                        indices: by the entry `var[indices]`
    subs           body, (value,)
    forall         body, () or (lower, upper)           with a range the variable is an integer
    lambda         body, ()                             a function, as a value

What kind of number the variable is stands in the binder (`sort`); it was decided when the text was
read, and no declaration of the same name can change it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain
from typing import Any, Literal, Union

from derivcheck.kernel.work import remembered, tick

BoundSort = Literal["real", "complex", "integer", "rational", "boolean"]
"""What a bound variable may be."""

MAX_CACHED = 4_096
"""How many numbers are kept as terms."""
MAX_BODIES = 4_096
"""How many canonical bodies of binders are remembered."""
RESERVED = "#"
"""In no name of a claim or of evidence: `#0`, `#1` are the bound variables of canonical forms."""


Operator = Callable[[Any, "Term | int"], "Term"]


def _operators(head: str) -> tuple[Operator, Operator]:
    """A Python operator and its reflection."""
    return lambda a, b: App(head, (a, term(b))), lambda b, a: App(head, (term(a), b))


class _Operators:
    """Python operators build inert nodes, so that tables and provers read as formulas."""

    __slots__ = ()
    __add__, __radd__ = _operators("+")
    __mul__, __rmul__ = _operators("*")
    __truediv__, __rtruediv__ = _operators("/")
    __pow__ = _operators("^")[0]

    def __neg__(self) -> Term:
        return App("neg", (self,))  # type: ignore[arg-type]  # self is one of the four

    def __sub__(self, other: Term | int) -> Term:
        return self + -term(other)

    def __rsub__(self, other: int) -> Term:
        return other + -self


@dataclass(frozen=True, slots=True)
class Num(_Operators):
    """A non-negative number as written: an integer or a terminating decimal, exact."""

    value: int | Fraction
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        value = self.value
        if not isinstance(value, int | Fraction) or value < 0:
            raise ValueError("a Num holds a non-negative integer or Fraction")
        if value.denominator == 1:
            value = int(value)
        elif pow(10, value.denominator.bit_length(), value.denominator):
            raise ValueError("a Num is an integer or a terminating decimal; write p/q as App('/')")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "_hash", hash(value))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Sym(_Operators):
    """A name, declared or bound."""

    name: str


@dataclass(frozen=True, slots=True)
class App(_Operators):
    """A head applied to arguments; `+`, `*`, `and`, `or` take two or more, kept as written."""

    head: str
    args: tuple[Term, ...]
    _hash: int = field(init=False, repr=False, compare=False)
    _free: frozenset[str] | None = field(init=False, repr=False, compare=False, default=None)
    _unusual: bool | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.head, self.args)))
        tick()

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Bind(_Operators):
    """A binder: `var` is bound in `body` and not in `args`; by itself an integer, or real."""

    head: str
    var: str
    body: Term
    args: tuple[Term, ...]
    sort: BoundSort = ""  # type: ignore[assignment]  # replaced at once
    _hash: int = field(init=False, repr=False, compare=False)
    _free: frozenset[str] | None = field(init=False, repr=False, compare=False, default=None)
    _unusual: bool | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        if not self.sort:
            object.__setattr__(self, "sort", usual_sort(self.head, self.args))
        object.__setattr__(self, "_hash", hash((self.head, self.var, self.body, self.args)))
        tick()

    def __hash__(self) -> int:
        return self._hash


Term = Union[Num, Sym, App, Bind]
FOLDED = frozenset(("sum", "prod", "greatest", "least"))
"""Binders that make one value of those for all whole numbers of a range."""


def usual_sort(head: str, args: tuple[Term, ...]) -> BoundSort:
    """What a binder's variable is unless its text says otherwise."""
    return "integer" if head in FOLDED or (head == "forall" and args) else "real"


ZERO, ONE, TWO = Num(0), Num(1), Num(2)
TRUE, FALSE = App("true", ()), App("false", ())
INFINITY, MINUS_INFINITY = App("oo", ()), App("neg", (App("oo", ()),))
INFINITE = (INFINITY, MINUS_INFINITY)
"""What has no value, but bounds whatever has."""


def term(value: Term | int) -> Term:
    """The term itself, or the term of a Python integer."""
    return number(value) if isinstance(value, int) else value


@remembered(MAX_CACHED)
def number(value: int | Fraction) -> Term:
    """The term of a rational number: `3`, `-3`, `1/3`, `-1/3`."""
    if value < 0:
        return App("neg", (number(-value),))
    if value.denominator == 1:
        return Num(int(value))
    return App("/", (Num(value.numerator), Num(value.denominator)))


def numeral(t: Term) -> int | Fraction | None:
    """The rational number that a term writes down: `3`, `-3`, `1/3`; None for any other term."""
    match t:
        case Num(value):
            return value
        case App("neg", (u,)):
            inner = numeral(u)
            return None if inner is None else -inner
        case App("/", (u, v)):
            top, bottom = numeral(u), numeral(v)
            return None if top is None or not bottom else Fraction(top) / bottom
    return None


def call(head: str, *args: Term | int) -> Term:
    """The head applied to the arguments: `call("sin", x)`."""
    return App(head, tuple(term(a) for a in args))


def joined(head: str, parts: Sequence[Term], none: Term = ZERO) -> Term:
    """Parts under a head that takes two or more; one is itself."""
    return none if not parts else parts[0] if len(parts) == 1 else App(head, tuple(parts))


def children(t: Term) -> tuple[Term, ...]:
    """The immediate subterms; of a binder first the body, then the arguments."""
    tick()
    if type(t) is App:  # no match: this is where much of the time goes
        return t.args
    return (t.body, *t.args) if type(t) is Bind else ()


def subterms(t: Term) -> Iterator[Term]:
    """Every subterm, parents before children; iterative, so that depth is no limit."""
    stack = [t]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def is_infinite(t: Term) -> bool:
    """Whether infinity occurs in a term."""
    return unusual(t) and any(isinstance(s, App) and s.head == "oo" for s in subterms(t))


def unusual(t: Term) -> bool:
    """Whether infinity, the imaginary unit, a complex variable or an order `O` occurs."""
    if type(t) is not App and type(t) is not Bind:
        return False
    if t._unusual is None:
        object.__setattr__(t, "_unusual", _unusual(t))
    return bool(t._unusual)


def _unusual(t: App | Bind) -> bool:
    """Not counted as work, as what a term knows of itself is not forgotten before a count."""
    if isinstance(t, App):
        return t.head in ("oo", "I", "O") or any(map(unusual, t.args))
    return t.sort == "complex" or unusual(t.body) or any(map(unusual, t.args))


def whole(t: Term) -> App:
    """The statement that a number is whole."""
    return App("=", (App("floor", (t,)), t))


def between(x: Term, lower: Term, upper: Term) -> tuple[Term, ...]:
    """The statements that say that x is inside an interval; with finite bounds in either order."""
    forward = strictly_between(x, lower, upper)
    if lower == MINUS_INFINITY or upper == INFINITY:
        return forward
    return (App("or", (App("and", forward), App("and", strictly_between(x, upper, lower)))),)


def strictly_between(x: Term, lower: Term, upper: Term) -> tuple[Term, ...]:
    """The statements that say that x is greater than one bound and less than another."""
    return _bounded("<", x, lower, upper)


def between_weakly(x: Term, bounds: tuple[Term, ...]) -> tuple[Term, ...]:
    """The statements that say that x is one of the whole numbers of a range, if there is a range.

    Arguments:
        bounds: lower and upper, or nothing.
    """
    return _bounded("<=", x, *bounds) if bounds else ()


def _bounded(rel: str, x: Term, lower: Term, upper: Term) -> tuple[Term, ...]:
    below = () if lower == MINUS_INFINITY else (App(rel, (lower, x)),)
    return below if upper == INFINITY else (*below, App(rel, (x, upper)))


def conjuncts(statements: Iterable[Term]) -> tuple[Term, ...]:
    """The statements with conjunctions taken apart, and those that stand in them too."""
    parts = (conjuncts(s.args) if type(s) is App and s.head == "and" else (s,) for s in statements)
    return tuple(chain.from_iterable(parts))


def free_names(t: Term) -> frozenset[str]:
    """The names that occur free, function and array names included; worked out once a term."""
    if type(t) is Sym:
        return frozenset((t.name,))
    if type(t) is not App and type(t) is not Bind:
        return _NONE
    if t._free is None:
        object.__setattr__(t, "_free", _free(t))
    return t._free or _NONE


_NONE: frozenset[str] = frozenset()


def _free(t: App | Bind) -> frozenset[str]:
    names = _NONE.union(*map(free_names, t.args))
    return names if isinstance(t, App) else names | (free_names(t.body) - {t.var})


def fresh(stem: str, taken: frozenset[str] | set[str]) -> str:
    """A name made from `stem` that is not taken."""
    if stem not in taken:
        return stem
    n = 1
    while f"{stem}_{n}" in taken:
        n += 1
    return f"{stem}_{n}"


def renamed(t: Bind, taken: frozenset[str]) -> Bind:
    """The same binder, its variable called as nothing else."""
    if t.var not in taken:
        return t
    name = fresh(t.var, taken | free_names(t.body))
    return replace(t, var=name, body=substitute(t.body, {t.var: Sym(name)}))


def substitute(t: Term, values: dict[str, Term]) -> Term:
    """`t` with free names replaced by terms, renaming bound names where one would be captured.

    An indicator in the place of a factor is written `where(1, P)`, which hides nothing, as a name
    does not: else it would give a value to what had none.

    Arguments:
        t: any term.
        values: name -> term.  A function name bound to a `lambda` is applied (beta-reduced).
    """
    moved = {name: v for name, v in values.items() if type(v) is not Sym or v.name != name}
    return _substituted(t, moved) if moved else t


def _substituted(t: Term, values: dict[str, Term]) -> Term:
    if values.keys().isdisjoint(free_names(t)):
        return t
    match t:
        case Sym(name):
            return values[name]
        case App("apply", (Sym(name), *actual)) if name in values:
            return _apply(values[name], tuple([_substituted(a, values) for a in actual]))
        case App(head, args):
            put = [_substituted(a, values) for a in args]
            return App(head, tuple(map(_factor, args, put) if head == "*" else put))
        case Bind(head, var, body, args, sort):
            args = tuple([_substituted(a, values) for a in args])
            free = free_names(body) - {var}
            inner = {n: v for n, v in values.items() if n in free}
            captured = frozenset().union(*map(free_names, inner.values()))
            if var in captured:
                new_var = fresh(var, captured | free)
                inner[var] = Sym(new_var)
                var = new_var
            return Bind(head, var, _substituted(body, inner), args, sort)
    return t


def _factor(old: Term, new: Term) -> Term:
    """What is put in the place of a factor, without what it would hide."""
    if type(new) is App and new.head == "indicator" and getattr(old, "head", "") != "indicator":
        return App("where", (ONE, *new.args))
    return new


def _apply(function: Term, actual: tuple[Term, ...]) -> Term:
    match function, actual:
        case Bind("lambda", var, body, ()), (first, *rest):
            return _apply(substitute(body, {var: first}), tuple(rest))
    return App("apply", (function, *actual)) if actual else function


def alpha_equal(a: Term, b: Term) -> bool:
    """Whether two terms are the same up to the names of bound variables."""
    return a is b or a == b or written(a) == written(b)


def written(t: Term) -> Hashable:
    """A term as it is written, but for the names of bound variables."""
    match t:
        case App(head, args):
            return (head, *map(written, args))
        case Bind(head, _, _, args, sort):
            return (head, sort, written(canonical_body(t)), *map(written, args))
    return t


@remembered(MAX_BODIES)
def canonical_body(t: Bind) -> Term:
    """The body with a name for the bound variable that depends on the body alone."""
    return substitute(t.body, {t.var: Sym(f"{RESERVED}{_height(t.body)}")})


def _height(t: Term) -> int:
    match t:
        case App(_, args):
            return max(map(_height, args), default=0)
        case Bind(_, _, body, args):
            return max(_height(body) + 1, *map(_height, args), 0)
    return 0
