"""Random steps whose truth is known: expressions rewritten by sound laws, and spoiled ones.

world       the names of a step with their sorts and assumptions, and its field
expression  a random term of a world, defined at every allowed point
law         a sound rewriting of one subterm; it loses at most the zeros of a polynomial
slip        a change of one subterm that as a rule is wrong

A spoiled step is kept only if a ball that excludes zero shows its sides to differ at an allowed
point.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import STATEMENTS
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    free_names,
    fresh,
    number,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.kernel.refutation.comparison import Differ, compare
from derivcheck.provers.foundations.positions import depth

x, y, p, q, n, k, i, l, j, z, w, a = map(Sym, "xypqnkiljzwa")  # noqa: E741  # an index of the lecture
HALF = ONE / 2
UNIT, PI = App("I", ()), App("pi", ())
MAX_SIZE = 40
"""Steps with more subterms on one side are not made."""


@dataclass(frozen=True, slots=True)
class World:
    """Where steps live: what may stand at the leaves, and the heads that may be used."""

    name: str
    context: Context
    leaves: tuple[Term, ...]
    positive: tuple[Term, ...]
    heads: tuple[str, ...]


def _between(low: Term | int, u: Term, high: Term) -> tuple[Term, Term]:
    return call("<=", low, u), call("<=", u, high)


_REALS = Context({"x": REAL, "y": REAL, "p": REAL, "q": REAL}, (call(">", p, 0), call(">", q, 0)))
_SUMS = Context(
    {"x": REAL, "p": REAL, "n": INTEGER, "k": INTEGER, "i": INTEGER, "l": INTEGER,
     "a": Sort("real", ((ONE, k),))},
    (call(">", p, 0), call(">=", n, 1), call(">=", k, 1), *_between(1, i, k), *_between(1, l, k)),
)  # fmt: skip
_PLANE = Context({"z": COMPLEX, "w": COMPLEX, "p": REAL}, (call(">", p, 0),), "complex")

TOTAL = ("exp", "sin", "cos", "sinh", "cosh")
REALS = World("reals", _REALS, (x, y, p, q), (p, q), (*TOTAL, "log", "sqrt", "abs", "atan", "tanh"))
SUMS = World("sums", _SUMS, (x, p, call("index", a, i), call("index", a, l)), (p,), ("exp", "sin"))
PLANE = World("plane", _PLANE, (z, w, p, UNIT), (p,), TOTAL)
WORLDS = (REALS, REALS, REALS, SUMS, PLANE)


@dataclass(frozen=True, slots=True)
class Made:
    """A step of known truth.

    Arguments:
        claim: the step.
        laws: what was done to get it, in order; a slip is the last.
    """

    claim: Claim
    laws: tuple[str, ...]


# --- expressions ---------------------------------------------------------------------------------


def expression(rng: random.Random, world: World, level: int) -> Term:
    """A random term, defined wherever the assumptions hold."""
    if level == 0 or rng.random() < 0.12:
        small = number(rng.choice([1, 2, 3, 5]))
        return rng.choice([*world.leaves, *world.leaves, small, HALF])
    kind = rng.random()
    if kind < 0.52:
        return _arithmetic(rng, world, level)
    head = rng.choice(world.heads)
    if head in ("log", "sqrt"):
        return App(head, (positive(rng, world, level - 1),))
    return App(head, (expression(rng, world, level - 1),))


def _arithmetic(rng: random.Random, world: World, level: int) -> Term:
    def inner() -> Term:
        return expression(rng, world, level - 1)

    match rng.randrange(6):
        case 0 | 1:
            return inner() + inner()
        case 2:
            return inner() - inner()
        case 3:
            return inner() * inner()
        case 4:
            return inner() ** number(rng.choice([2, 2, 3]))
    return inner() / positive(rng, world, level - 1)


def positive(rng: random.Random, world: World, level: int) -> Term:
    """A random term that is positive wherever the assumptions hold."""
    if level <= 0 or rng.random() < 0.4:
        return rng.choice([*world.positive, *world.positive, number(rng.choice([2, 3, 6]))])
    one, other = (positive(rng, world, level - 1) for _ in range(2))
    square = [expression(rng, world, 0) ** 2 + 1] if world.context.field == "real" else []
    return rng.choice([one + other, one * other, one / other, one**2, *square, App("exp", (one,))])


# --- laws ----------------------------------------------------------------------------------------

Law = Callable[[random.Random, Term, World], Term | None]
LAWS: dict[str, tuple[Law, frozenset[str]]] = {}
"""name -> the law and the fields it is sound in."""

PATTERNS: list[tuple[str, tuple[Term, Term], frozenset[str], str]] = []
"""Laws that are a pattern: name, sides, fields, the letters that must be positive."""

BOTH, ONLY_REAL = frozenset(["real", "complex"]), frozenset(["real"])


def law(name: str, fields: frozenset[str] = BOTH) -> Callable[[Law], Law]:
    def enter(found: Law) -> Law:
        LAWS[name] = found, fields
        return found

    return enter


def rule(name: str, pattern: Callable[..., Term], result: Callable[..., Term], head: str = "",
         fields: frozenset[str] = BOTH, back: bool = True, where: str = "") -> None:  # fmt: skip
    """A law from a pattern in u (and v), read from left to right and, if `back`, the other way.

    Arguments:
        where: letters that must be positive by their form.
    """
    u, v = Sym("?u"), Sym("?v")
    count = pattern.__code__.co_argcount
    sides = [f(*(u, v)[:count]) for f in (pattern, result)]

    def rewrite(old: Term, new: Term) -> Law:
        def apply(rng: random.Random, t: Term, world: World) -> Term | None:
            found: dict[str, Term] = {}
            if not match(old, t, found) or not free_names(new) & {"?u", "?v"} <= found.keys():
                return None
            if any(not is_positive(found[f"?{letter}"], world) for letter in where):
                return None
            return substitute(new, found)

        return apply

    PATTERNS.append((name, (sides[0], sides[1]), fields, where))
    LAWS[name] = rewrite(*sides), fields
    if back:
        PATTERNS.append((f"{name}, backwards", (sides[1], sides[0]), fields, where))
        LAWS[f"{name}, backwards"] = rewrite(*sides[::-1]), fields


def match(pattern: Term, t: Term, found: dict[str, Term]) -> bool:
    """Whether a term is an instance of a pattern, letters as they are first met."""
    match pattern:
        case Sym(name) if name.startswith("?"):
            return found.setdefault(name, t) == t
        case App(head, args):
            same = isinstance(t, App) and t.head == head and len(t.args) == len(args)
            return same and all(match(u, v, found) for u, v in zip(args, children(t), strict=True))
    return pattern == t


def is_positive(t: Term, world: World) -> bool:
    """Whether a term is positive by its form."""
    match t:
        case Num(value):
            return value > 0
        case App("+" | "*" | "/", parts):
            return all(is_positive(u, world) for u in parts)
        case App("^", (u, Num())):
            return is_positive(u, world)
        case App("exp", (u,)):
            return world.context.field == "real" or is_positive(u, world)
    return t in world.positive


def _f(head: str) -> Callable[[Term], Term]:
    return lambda u: App(head, (u,))


exp, log, sqrt, sin, cos, sinh, cosh, tanh, absolute = map(
    _f, "exp log sqrt sin cos sinh cosh tanh abs".split()
)

# fmt: off
rule("commute a sum",        lambda u, v: u + v,          lambda u, v: v + u, back=False)
rule("commute a product",    lambda u, v: u * v,          lambda u, v: v * u, back=False)
rule("add zero",             lambda u: u,                 lambda u: u + 0, back=False)
rule("times one",            lambda u: u,                 lambda u: 1 * u, back=False)
rule("minus twice",          lambda u: u,                 lambda u: call("neg", -u), back=False)
rule("square",               lambda u: u ** 2,            lambda u: u * u)
rule("cube",                 lambda u: u ** 3,            lambda u: u ** 2 * u)
rule("square of a sum",      lambda u, v: (u + v) ** 2,   lambda u, v: u ** 2 + 2 * u * v + v ** 2)
rule("difference of squares", lambda u, v: u ** 2 - v ** 2, lambda u, v: (u + v) * (u - v))
rule("divide",               lambda u, v: u / v,          lambda u, v: u * (1 / v))
rule("exp of a sum",         lambda u, v: exp(u + v),     lambda u, v: exp(u) * exp(v))
rule("exp of a negative",    lambda u: exp(-u),           lambda u: 1 / exp(u))
rule("exp doubled",          lambda u: exp(2 * u),        lambda u: exp(u) ** 2)
rule("exp of a product",     lambda u, v: exp(u * v),     lambda u, v: exp(u) ** v, fields=ONLY_REAL)
rule("exp of log",           lambda u: u,                 lambda u: exp(log(u)), where="u")
rule("log of exp",           lambda u: u,                 lambda u: log(exp(u)), fields=ONLY_REAL)
rule("log of a product",     lambda u, v: log(u * v),     lambda u, v: log(u) + log(v), where="uv")
rule("log of a quotient",    lambda u, v: log(u / v),     lambda u, v: log(u) - log(v), where="uv")
rule("log of a square",      lambda u: log(u ** 2),       lambda u: 2 * log(u), where="u")
rule("root squared",         lambda u: u,                 lambda u: sqrt(u) ** 2, where="u")
rule("root of a square",     lambda u: sqrt(u ** 2),      absolute, fields=ONLY_REAL)
rule("root of a product",    lambda u, v: sqrt(u * v),    lambda u, v: sqrt(u) * sqrt(v), where="uv")
rule("root as a power",      sqrt,                        lambda u: u ** HALF, where="u")
rule("power as exp",         sqrt,                        lambda u: exp(HALF * log(u)), where="u")
rule("|u| of a product",     lambda u, v: absolute(u * v), lambda u, v: absolute(u) * absolute(v))
rule("|u| of a negative",    absolute,                    lambda u: absolute(-u))
rule("|u| squared",          lambda u: absolute(u) ** 2,  lambda u: u ** 2, fields=ONLY_REAL, back=False)
rule("sin of a sum",         lambda u, v: sin(u + v),     lambda u, v: sin(u) * cos(v) + cos(u) * sin(v))
rule("cos of a sum",         lambda u, v: cos(u + v),     lambda u, v: cos(u) * cos(v) - sin(u) * sin(v))
rule("sin doubled",          lambda u: sin(2 * u),        lambda u: 2 * sin(u) * cos(u))
rule("cos doubled",          lambda u: cos(2 * u),        lambda u: 1 - 2 * sin(u) ** 2)
rule("sin squared",          lambda u: sin(u) ** 2,       lambda u: 1 - cos(u) ** 2)
rule("sin is odd",           sin,                         lambda u: -sin(-u))
rule("cos is even",          cos,                         lambda u: cos(-u))
rule("sinh by exp",          sinh,                        lambda u: (exp(u) - exp(-u)) / 2)
rule("cosh by exp",          cosh,                        lambda u: (exp(u) + exp(-u)) / 2)
rule("cosh squared",         lambda u: cosh(u) ** 2,      lambda u: 1 + sinh(u) ** 2)
rule("sinh of a sum",        lambda u, v: sinh(u + v),    lambda u, v: sinh(u) * cosh(v) + cosh(u) * sinh(v))
rule("tanh",                 tanh,                        lambda u: sinh(u) / cosh(u), fields=ONLY_REAL)
rule("a circle times u",     lambda u: u,                 lambda u: u * (sin(u) ** 2 + cos(u) ** 2), back=False)
rule("a hyperbola times u",  lambda u: u,                 lambda u: u * (cosh(u) ** 2 - sinh(u) ** 2), back=False)
rule("max and min",          lambda u, v: u + v,          lambda u, v: call("max", u, v) + call("min", u, v), fields=ONLY_REAL, back=False)
rule("max by |u|",           lambda u, v: call("max", u, v), lambda u, v: (u + v + absolute(u - v)) / 2, fields=ONLY_REAL)
rule("sign times |u|",       lambda u: u,                 lambda u: call("sign", u) * absolute(u), fields=ONLY_REAL)
rule("gamma shifted",        lambda u: u,                 lambda u: call("gamma", u + 1) / call("gamma", u), where="u")
rule("factorial by gamma",   lambda u: u,                 lambda u: u * call("gamma", u + 1) / call("factorial", u), where="u")
rule("beta by gamma",        lambda u, v: u + v,          lambda u, v: (u + v) * call("beta", u, v) * call("gamma", u + v) / (call("gamma", u) * call("gamma", v)), where="uv", back=False)
rule("tan of atan",          lambda u: u,                 lambda u: call("tan", call("atan", u)), fields=ONLY_REAL)
rule("sinh of asinh",        lambda u: u,                 lambda u: sinh(call("asinh", u)), fields=ONLY_REAL)
rule("sech by cosh",         cosh,                        lambda u: 1 / call("sech", u), fields=ONLY_REAL)
rule("a cube root",          lambda u: u,                 lambda u: call("cbrt", u) ** 3, fields=ONLY_REAL)
rule("erf is odd",           lambda u: u,                 lambda u: u + call("erf", u) + call("erf", -u), fields=ONLY_REAL)
rule("floor and mod",        lambda u: u,                 lambda u: call("floor", u) + call("mod", u, ONE), fields=ONLY_REAL)
rule("conjugate twice",      lambda u: u,                 lambda u: call("conjugate", call("conjugate", u)))
rule("real and imaginary",   lambda u: u,                 lambda u: call("re", u) + UNIT * call("im", u), fields=frozenset(["complex"]))
rule("sec by cos",           cos,                         lambda u: 1 / call("sec", u), fields=ONLY_REAL, where="u")
rule("csc by sin",           sin,                         lambda u: 1 / call("csc", u), fields=ONLY_REAL, where="u")
rule("cot",                  cos,                         lambda u: sin(u) * call("cot", u), fields=ONLY_REAL, where="u")
rule("coth",                 cosh,                        lambda u: sinh(u) * call("coth", u), where="u")
rule("csch",                 sinh,                        lambda u: 1 / call("csch", u), where="u")
rule("asin",                 lambda u: call("atan", u),   lambda u: call("asin", u / sqrt(1 + u ** 2)), fields=ONLY_REAL)
rule("acos",                 lambda u: call("atan", u),   lambda u: PI / 2 - call("acos", u / sqrt(1 + u ** 2)), fields=ONLY_REAL)
rule("acot",                 lambda u: call("atan", u),   lambda u: call("acot", 1 / u), fields=ONLY_REAL, where="u")
rule("asec",                 lambda u: call("atan", u),   lambda u: call("asec", sqrt(1 + u ** 2)), fields=ONLY_REAL, where="u")
rule("acsc",                 lambda u: call("atan", u),   lambda u: call("acsc", sqrt(1 + u ** 2) / u), fields=ONLY_REAL, where="u")
rule("acosh",                lambda u: u ** 2,            lambda u: cosh(call("acosh", 1 + u ** 2)) - 1, fields=ONLY_REAL)
rule("atanh",                lambda u: u,                 lambda u: call("atanh", tanh(u)), fields=ONLY_REAL)
rule("acoth",                lambda u: u,                 lambda u: call("acoth", call("coth", u)), fields=ONLY_REAL, where="u")
rule("acsch",                lambda u: u,                 lambda u: call("acsch", call("csch", u)), fields=ONLY_REAL, where="u")
rule("asech",                lambda u: u,                 lambda u: call("asech", call("sech", u)), fields=ONLY_REAL, where="u")
rule("ceiling",              lambda u: u,                 lambda u: call("mod", u, ONE) - call("ceiling", -u), fields=ONLY_REAL)
rule("binomial",             lambda u: u,                 lambda u: call("binomial", u, ONE), where="u")
rule("digamma",              lambda u: u,                 lambda u: u + call("digamma", u + 1) - call("digamma", u) - 1 / u, where="u")
rule("loggamma",             log,                         lambda u: call("loggamma", u + 1) - call("loggamma", u), fields=ONLY_REAL, where="u")
rule("erfc",                 lambda u: u,                 lambda u: u + call("erf", u) + call("erfc", u) - 1)
rule("rgamma",               lambda u: u,                 lambda u: call("rgamma", u) / call("rgamma", u + 1), where="u")
rule("a real root",          lambda u: u,                 lambda u: call("root", u, number(3)) ** 3, fields=ONLY_REAL)
rule("roots of factors",     lambda u, v: u * v,          lambda u, v: (call("cbrt", u) * call("cbrt", v)) ** 3, fields=ONLY_REAL)
rule("a root of a root",     lambda u: u,                 lambda u: call("root", call("root", u, number(3)), number(5)) ** 15, fields=ONLY_REAL)
rule("asin undone",          lambda u: call("atan", u),   lambda u: call("asin", sin(call("atan", u))), fields=ONLY_REAL)
rule("a sum of atans",       lambda u: u,                 lambda u: u * (call("atan", ONE / 2) + call("atan", ONE / 3)) * 4 / PI)
rule("logs of conjugates",   lambda u: u,                 lambda u: u + log(sqrt(1 + u ** 2) - u) + log(sqrt(1 + u ** 2) + u), fields=ONLY_REAL)
rule("a root of half",       lambda u: absolute(cos(u)),  lambda u: sqrt((1 + cos(2 * u)) / 2), fields=ONLY_REAL)
rule("a product",            lambda u: u ** 3,            lambda u: Bind("prod", "t", u, (ONE, number(3))), fields=ONLY_REAL)
rule("the number e",         exp,                         lambda u: call("E") ** u)
rule("the number pi",        lambda u: u,                 lambda u: u * call("tan", PI / 4), fields=ONLY_REAL)
rule("zeta",                 lambda u: u,                 lambda u: 6 * u * call("zeta", number(2)) / PI ** 2)
rule("atan2",                lambda u: call("atan", u),   lambda u: call("atan2", u, ONE), fields=ONLY_REAL)
rule("a piece",              lambda u, v: u,              lambda u, v: call("piecewise", u, call("<", ZERO, v), v, call("true")), fields=ONLY_REAL, where="v")
rule("where",                lambda u, v: u * v,          lambda u, v: u * call("where", v, call("<", ZERO, v)), where="v", fields=ONLY_REAL, back=False)
rule("a constant integrand", lambda u: u,                 lambda u: Bind("int", "t", u, (ZERO, ONE)), fields=ONLY_REAL)
# fmt: on


@law("distribute")
def _distribute(rng: random.Random, t: Term, world: World) -> Term | None:
    match t:
        case App("*", (u, App("+", parts))) | App("*", (App("+", parts), u)):
            return App("+", tuple(u * v for v in parts))
        case App("/", (App("+", parts), v)):
            return App("+", tuple(u / v for u in parts))
    return None


@law("factor")
def _factor(rng: random.Random, t: Term, world: World) -> Term | None:
    match t:
        case App("+", (App("*", (u, v)), App("*", (s, r)))):
            return u * (v + r) if u == s else (u + s) * v if v == r else None
        case App("+", (u, v)) if u == v:
            return 2 * u
    return None


@law("associate")
def _associate(rng: random.Random, t: Term, world: World) -> Term | None:
    match t:
        case App("+" | "*" as head, (App(inner, (u, v)), w)) if inner == head:
            return App(head, (u, App(head, (v, w))))
        case App("+" | "*" as head, (u, App(inner, (v, w)))) if inner == head:
            return App(head, (u, v, w))
    return None


@law("times t/t")
def _times_quotient(rng: random.Random, t: Term, world: World) -> Term | None:
    leaves = [u for u in world.leaves if isinstance(u, Sym)]
    u = rng.choice([leaves[0] - 2, leaves[0] ** 2 + 3 * p, rng.choice(leaves), p + 1])
    return rng.choice([t * (u / u), (t * u) / u, t + (u - u), t + 0 * u])


@law("substitute back")
def _substitution(rng: random.Random, t: Term, world: World) -> Term | None:
    names = sorted(free_names(t) & {u.name for u in world.leaves if isinstance(u, Sym)})
    if not names:
        return None
    name, value = fresh("t", free_names(t)), rng.choice(names)
    return Bind("subs", name, substitute(t, {value: Sym(name)}), (Sym(value),))


def instance(rng: random.Random, world: World) -> tuple[Term, Term, str]:
    """Both sides of a random pattern, and its name."""
    sound = [entry for entry in PATTERNS if world.context.field in entry[2]]
    name, sides, _, where = rng.choice(sound)
    filled = {
        f"?{letter}": (positive if letter in where else expression)(
            rng, world, rng.choice([0, 1, 1])
        )
        for letter in "uv"
    }
    before, after = (substitute(side, filled) for side in sides)
    return before, after, name


# --- derivatives ---------------------------------------------------------------------------------

RATES: dict[str, Callable[[Term], Term]] = {
    "exp":  exp,
    "sin":  cos,
    "cos":  lambda u: -sin(u),
    "sinh": cosh,
    "cosh": sinh,
    "tanh": lambda u: 1 - tanh(u) ** 2,
    "atan": lambda u: 1 / (u**2 + 1),
    "log":  lambda u: 1 / u,
    "sqrt": lambda u: 1 / (2 * sqrt(u)),
}  # fmt: skip


def differentiated(t: Term, name: str) -> Term | None:
    """The derivative by a table of its own, or None."""
    if name not in free_names(t):
        return ZERO
    match t:
        case Sym():
            return ONE
        case App("neg", (u,)):
            du = differentiated(u, name)
            return None if du is None else -du
        case App("+", parts):
            rates = [differentiated(u, name) for u in parts]
            return None if None in rates else App("+", tuple(r for r in rates if r is not None))
        case App("*" | "/", (u, v)):
            du, dv = differentiated(u, name), differentiated(v, name)
            if du is None or dv is None:
                return None
            return u * dv + v * du if t.head == "*" else (du * v - u * dv) / v**2
        case App("^", (u, Num() as e)):
            du = differentiated(u, name)
            return None if du is None else e * u ** number(e.value - 1) * du
        case App(head, (u,)) if head in RATES:
            du = differentiated(u, name)
            return None if du is None else RATES[head](u) * du
    return None


def derivative_step(rng: random.Random, world: World) -> tuple[Term, Term] | None:
    """diff(f, x) and f'."""
    u = rng.choice([v for v in world.leaves if isinstance(v, Sym)])
    body = expression(rng, world, rng.choice([1, 2, 2, 3]))
    found = differentiated(body, u.name)
    if found is None or u.name not in free_names(body):
        return None
    return Bind("diff", u.name, body, (u, ONE)), found


# --- sums ----------------------------------------------------------------------------------------


def total(body: Term, low: Term = ONE, high: Term = n, var: str = "j") -> Term:
    return Bind("sum", var, body, (low, high))


def summand(rng: random.Random, world: World) -> Term:
    """A random term that may contain j."""
    inner = expression(rng, world, rng.choice([0, 1, 1, 2]))
    return rng.choice([j * inner, inner + j, exp(j * x) * inner, inner, j**2 - inner, sin(j * x)])


def sum_step(rng: random.Random, world: World) -> tuple[Term, Term]:
    """Two equal terms with sums."""
    f, g = summand(rng, world), summand(rng, world)
    c = expression(rng, world, 1)
    entry = call("index", a, j)
    chosen = {"j": rng.choice([i, l])}
    softly = exp(entry)
    steps: tuple[tuple[Term, Term], ...] = (
        (total(f + g), total(f) + total(g)),
        (total(c * f), c * total(f)),
        (total(f - g), total(f) - total(g)),
        (total(f), total(substitute(f, {"j": Sym("m")}), var="m")),
        (total(f), total(f, high=n - 1) + substitute(f, {"j": n})),
        (total(f), substitute(f, {"j": ONE}) + total(f, low=number(2))),
        (total(f), total(substitute(f, {"j": j + 1}), ZERO, n - 1)),
        (total(f, high=n + 1), total(f) + substitute(f, {"j": n + 1})),
        (total(c), n * c),
        (total(j), n * (n + 1) / 2),
        (total(call("indicator", call("=", j, chosen["j"])) * f * entry, high=k),
         substitute(f * entry, chosen)),
        (total(call("indicator", call("!=", j, chosen["j"])) * entry, high=k),
         total(entry, high=k) - substitute(entry, chosen)),
        (Bind("diff", "a", total(entry**2, high=k), (a, ONE, i)), 2 * call("index", a, i)),
        (Bind("diff", "a", log(total(softly, high=k)), (a, ONE, i)),
         exp(call("index", a, i)) / total(softly, high=k)),
        (Bind("diff", "x", total(sin(j * x)), (x, ONE)), total(j * cos(j * x))),
        (total(f, high=number(3)), App("+", tuple(substitute(f, {"j": number(m)}) for m in (1, 2, 3)))),
    )  # fmt: skip
    return rng.choice(steps)


# --- true and false steps ------------------------------------------------------------------------


def places(t: Term, under: frozenset[str] = frozenset()) -> Iterator[tuple[tuple[int, ...], Term]]:
    """Every place where a number stands, with its path; statements and bounds are left alone."""
    if isinstance(t, App) and (t.head in ("index", "indicator") or t.head in STATEMENTS):
        return  # what loses a point changes the truth of a statement there, not its domain
    yield (), t
    stop = 1 if isinstance(t, Bind) else 2 if isinstance(t, App) and t.head == "^" else None
    inner = children(t)[:1] if stop else children(t)
    for number_, child in enumerate(inner):
        for path, found in places(child):
            yield (number_, *path), found


def replaced(t: Term, path: tuple[int, ...], new: Term) -> Term:
    """The term with another subterm at a place."""
    if not path:
        return new
    parts = list(children(t))
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return rebuild(t, tuple(parts))


def rewritten(rng: random.Random, t: Term, world: World) -> tuple[Term, str] | None:
    """One law at one place."""
    names = [name for name, (_, fields) in LAWS.items() if world.context.field in fields]
    rng.shuffle(names)
    spots = list(places(t))
    for name in names[:12]:
        rng.shuffle(spots)
        for path, found in spots:
            new = LAWS[name][0](rng, found, world)
            if new is not None and new != found:
                return replaced(t, path, new), name
    return None


def true_step(rng: random.Random) -> Made:
    """A step that holds, perhaps but for the zeros of a polynomial."""
    while True:
        world = rng.choice(WORLDS)
        laws: list[str] = []
        before = after = expression(rng, world, rng.choice([1, 2, 2, 3]))
        if world is SUMS and rng.random() < 0.7:
            before, after = sum_step(rng, world)
            laws.append("sums")
        elif rng.random() < 0.25 and (found := derivative_step(rng, world)):
            before, after = found
            laws.append("derivative")
        elif rng.random() < 0.25:
            before, after, name = instance(rng, world)
            laws.append(name)
        for _ in range(rng.choice([1, 1, 2, 3, 4])):
            side = rewritten(rng, after, world)
            if side is not None and size(side[0]) <= MAX_SIZE:
                after = side[0]
                laws.append(side[1])
        if before != after and size(before) <= MAX_SIZE:
            return Made(Claim(world.context, before, "=", after), tuple(laws))


def size(t: Term) -> int:
    return sum(1 for _ in subterms(t))


SWAPPED = {"sin": "cos", "cos": "sin", "exp": "sinh", "sinh": "cosh", "cosh": "sinh", "atan": "sin",
           "tanh": "sinh", "log": "sqrt", "sqrt": "exp", "abs": "sin"}  # fmt: skip


def slipped(rng: random.Random, t: Term, world: World) -> tuple[Term, str]:
    """One change at one place."""
    path, found = rng.choice(list(places(t)))
    slips: list[tuple[Term, str]] = [(-found, "sign"), (2 * found, "factor"), (found + 1, "term")]
    match found:
        case Num(value):
            slips.append((number(value + 1), "number"))
        case Sym():
            slips.append((rng.choice([u for u in world.leaves if u != found]), "name"))
        case App("^", (u, Num(value))):
            slips.append((u ** number(value + 1), "exponent"))
        case App("+" | "*", (u, v)):
            slips.append((App("*" if found.head == "+" else "+", (u, v)), "operation"))
        case App("/", (u, v)):
            slips.append((v / u if is_positive(u, world) else u * v, "quotient"))
        case App(head, (u,)) if head in SWAPPED:
            slips.append((App(SWAPPED[head], (u,)), "function"))
        case Bind("sum", var, body, (low, high)):
            slips += [(Bind("sum", var, body, (low, high - 1)), "bound"),
                      (Bind("sum", var, body, (low + 1, high)), "bound")]  # fmt: skip
        case Bind("diff", var, body, (at, *rest)):
            slips.append(
                (substitute(body, {var: at}) if len(rest) == 1 else 2 * found, "no derivative")
            )
    new, name = rng.choice(slips[-2:] if len(slips) > 3 else slips)
    return replaced(t, path, new), name


def false_step(rng: random.Random) -> Made:
    """A step that is certain to fail at an allowed point."""
    while True:
        made = true_step(rng)
        world = next(u for u in WORLDS if u.context is made.claim.context)
        if not any(places(made.claim.after)):
            continue
        after, name = slipped(rng, made.claim.after, world)
        claim = Claim(world.context, made.claim.before, "=", after)
        if any(isinstance(compare(claim, allowed(rng, world)), Differ) for _ in range(4)):
            return Made(claim, (*made.laws, f"slip: {name}"))


def allowed(rng: random.Random, world: World) -> dict[str, Term]:
    """A random allowed point."""

    def scalar() -> Term:
        return number(rng.randint(-7, 7)) / number(rng.choice([1, 2, 3, 5]))

    if world is SUMS:
        length = rng.randint(1, 4)
        values = {"k": number(length), "n": number(rng.randint(1, 4)), "x": scalar(),
                  "a": App("vector", tuple(scalar() for _ in range(length)))}  # fmt: skip
        values |= {name: number(rng.randint(1, length)) for name in "il"}
    elif world is PLANE:
        values = {name: scalar() + scalar() * UNIT for name in "zw"}
    else:
        values = {name: scalar() for name in "xy"}
    positive = {name: number(rng.randint(1, 9)) / 2 for name in "pq" if name in world.context.sorts}
    return values | positive


def heads(claim: Claim) -> set[str]:
    """The heads that occur in a claim."""
    sides = (*subterms(claim.before), *subterms(claim.after))
    return {t.head for t in sides if isinstance(t, App | Bind)}


def levels(claim: Claim) -> int:
    """How deeply a claim is nested."""
    return max(depth(claim.before), depth(claim.after))
