"""Terms to plain text, in the form that reads back to the same term."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    free_names,
    fresh,
)
from derivcheck.notation.orders import is_short
from derivcheck.notation.spellings import (
    AND,
    ARROW,
    ATOM,
    FUNCTIONS,
    IFF,
    IMPLIES,
    LOWEST,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RANGE,
    RELATION,
    SUM,
    XOR,
)

MAX_PRIMES = 3  # a fourth derivative is written diff(f(t), (t, 4), t = x)
Written = tuple[str, int]  # a text and how tightly its outermost operator binds

NEGATION = PRODUCT - 1  # -a*b is the negation of a product
DIGITS_AT_ONCE = 4_000  # Python refuses to convert more than 4,300 digits in one go
_BLOCK = 10**DIGITS_AT_ONCE


def show(term: Term) -> str:
    """The text of a term; reading it in a scope that declares its names gives the same term.

    Arguments:
        term: any term, however deep.
    """
    todo: list[tuple[Term, int | None]] = [(term, None)]
    done: list[Written] = []
    while todo:
        t, count = todo.pop()
        if count is None:
            operands = _operands(t)
            todo.append((t, len(operands)))
            todo.extend((operand, None) for operand in reversed(operands))
        else:
            parts = done[len(done) - count :]
            del done[len(done) - count :]
            done.append(_write(t, parts))
    return done[0][0]


def _operands(t: Term) -> tuple[Term, ...]:
    """The subterms whose text is needed; the condition of a sum stands behind its range."""
    match t:
        case Bind("sum", _, App("where", (body, condition)), args):
            return (body, condition, *args)
        case App("not", (Bind("forall", _, App("not", _), args) as every,)):
            return (every, *args)
        case Bind("prod", _, App("piecewise", (body, condition, one, always)), args) if (
            one == ONE and always == TRUE
        ):
            return (body, condition, *args)
        case App("+") if (found := _evaluated(t)) is not None:
            return (found.body, *found.args)
    return children(t)


def _evaluated(t: App) -> Bind | None:
    """The binder over a range that `at(F, x = a..b)` looks like, for the difference it reads as."""
    match t.args:
        case (
            Bind("subs", x, body, (b,)),
            App("neg", (Bind("subs", other, same, (a,)),)),
        ) if (x, body) == (other, same) and not {a, b} & set(INFINITE):
            return Bind("subs", x, body, (a, b))
    return None


def _write(t: Term, parts: list[Written]) -> Written:
    match t:
        case Num(value):
            return _numeral(value), ATOM
        case Sym(name):
            return name, ATOM
        case App(head, _):
            return _WRITERS.get(head, _call)(t, parts)
        case Bind(head, _, _, _):
            return _BINDERS[head](t, parts)
    raise TypeError(f"not a term: {t!r}")


def _at(part: Written, level: int) -> str:
    """The text of an operand that must bind at least as tightly as `level`."""
    text, binds = part
    return text if binds >= level else f"({text})"


def _arguments(parts: list[Written]) -> str:
    return ", ".join([_at(part, ARROW + 1) for part in parts])


def _call(t: App, parts: list[Written]) -> Written:
    return f"{t.head}({_arguments(parts)})", ATOM


def _existence(t: App) -> str:
    """What it is called that a term has a value."""
    match t.args[0]:
        case Bind("sum" | "prod" | "int" | "lim" | "lim+" | "lim-"):
            return "converges"
    return "defined"


def _numeral(value: int | Fraction) -> str:
    """All digits of a terminating decimal."""
    places, denominator = 0, value.denominator
    while denominator > 1:
        places += 1
        denominator //= 10 if denominator % 10 == 0 else (2 if denominator % 2 == 0 else 5)
    digits = _digits(value.numerator * 10**places // value.denominator)
    if not places:
        return digits
    digits = digits.rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _digits(n: int) -> str:
    pieces = []
    while n >= _BLOCK:
        n, rest = divmod(n, _BLOCK)
        pieces.append(str(rest).rjust(DIGITS_AT_ONCE, "0"))
    return "".join([str(n), *reversed(pieces)])


def _constant(t: App, parts: list[Written]) -> Written:
    return {"true": "True", "false": "False"}.get(t.head, t.head), ATOM


def _sum(t: App, parts: list[Written]) -> Written:
    if (found := _evaluated(t)) is not None:
        return f"at({_arguments(parts[:1])}, {found.var} = {_range(parts[1:])})", ATOM
    pieces = [_at(parts[0], NEGATION)]
    for a, part in zip(t.args[1:], parts[1:], strict=True):
        negative = isinstance(a, App) and a.head == "neg"
        pieces.append(f" - {part[0][1:]}" if negative else f" + {_at(part, PRODUCT)}")
    return "".join(pieces), SUM


def _negation(t: App, parts: list[Written]) -> Written:
    return f"-{_at(parts[0], PRODUCT)}", NEGATION


PRODUCTS = {"*": "*", "matmul": " @ ", "hadamard": " .* "}


def _product(t: App, parts: list[Written]) -> Written:
    open_quotient = t.head == "*" and _headed(t.args[0], "/")
    pieces = [_at(part, POWER) for part in parts]
    if open_quotient:
        pieces[0] = parts[0][0]
    return PRODUCTS[t.head].join(pieces), PRODUCT


def _quotient(t: App, parts: list[Written]) -> Written:
    arrays = _headed(t.args[0], "matmul") or _headed(t.args[0], "hadamard")
    above = _at(parts[0], POWER if arrays else PRODUCT)
    return f"{above}/{_at(parts[1], POWER)}", PRODUCT


def _headed(t: Term, head: str) -> bool:
    return isinstance(t, App) and t.head == head


def _power(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], ATOM)}^{_at(parts[1], POWER)}", POWER


def _relation(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], SUM)} {t.head} {_at(parts[1], SUM)}", RELATION


def _membership(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], SUM)} in {_range(parts[1:])}", RELATION


def _range(bounds: list[Written]) -> str:
    return f"{_at(bounds[0], SUM)}..{_at(bounds[1], SUM)}"


def _logic(sign: str, level: int) -> Callable[[App, list[Written]], Written]:
    """A connective between statements that bind more tightly than it does."""

    def write(t: App, parts: list[Written]) -> Written:
        return f" {sign} ".join([_at(part, level + 1) for part in parts]), level

    return write


def _not(t: App, parts: list[Written]) -> Written:
    match t.args[0]:
        case Bind("forall", _, App("not", (met,))) as every:
            binds = _binds(every, parts[1:])
            return f"for some {binds} {show(met)}", LOWEST
    return f"not {_at(parts[0], ATOM)}", NOT


def _index(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], ATOM)}[{_arguments(parts[1:])}]", ATOM


def _application(t: App, parts: list[Written]) -> Written:
    named = isinstance(t.args[0], Sym)
    text = _arguments(parts[1:])
    return (f"{parts[0][0]}({text})" if named else f"apply({_arguments(parts)})"), ATOM


def _piecewise(t: App, parts: list[Written]) -> Written:
    pairs = [f"({_arguments(parts[i : i + 2])})" for i in range(0, len(parts), 2)]
    return f"Piecewise({', '.join(pairs)})", ATOM


def _indicator(t: App, parts: list[Written]) -> Written:
    return f"1{{{parts[0][0]}}}", ATOM


def _vector(t: App, parts: list[Written]) -> Written:
    return f"[{_arguments(parts)}]", ATOM


def _transpose(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], ATOM)}{'.T' if t.head == 'transpose' else '.H'}", ATOM


def _matrix_power(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], ATOM)}^{_at(parts[1], POWER)}", POWER


def _column(t: App, parts: list[Written]) -> Written:
    return f"{_at(parts[0], ATOM)}[:, {_arguments(parts[1:])}]", ATOM


def _each(t: App, parts: list[Written]) -> Written:
    """`f.(v)` where the function is one of numbers at its arguments, else `each(t -> ..., v)`."""
    names, body = _function(t.args[0])
    shown = dict(zip(names, parts[1:], strict=False))
    match body:
        case App(head, args) if len(names) == len(parts) - 1 and _called_once(args, names):
            if head in ("/", "^") and all(isinstance(u, Sym | Num) for u in args):
                sides = [shown.get(show(u)) or (show(u), ATOM) for u in args]
                left = _at(sides[0], PRODUCT + 1 if head == "/" else ATOM)
                level = PRODUCT if head == "/" else POWER
                return f"{left} .{head} {_at(sides[1], POWER)}", level
            called = head if head in FUNCTIONS.values() and head not in _WRITERS else ""
            if head == "apply" and isinstance(args[0], Sym):
                called, args = args[0].name, args[1:]
            if called:
                given = [shown[show(u)] if show(u) in shown else (show(u), ATOM) for u in args]
                return f"{called}.({_arguments(given)})", ATOM
        case Bind() if (
            len(names) == 1 and (primes := _primes(body)) and body.args[0] == Sym(names[0])
        ):
            return f"{primes}.({_arguments(parts[1:])})", ATOM
    return f"each({_arguments_of_each(parts)})", ATOM


def _arguments_of_each(parts: list[Written]) -> str:
    return ", ".join([parts[0][0], *(_at(part, ARROW + 1) for part in parts[1:])])


def _function(t: Term) -> tuple[list[str], Term]:
    """The arguments and the value of a function of one argument after another."""
    names = []
    while isinstance(t, Bind) and t.head == "lambda":
        names.append(t.var)
        t = t.body
    return names, t


def _called_once(args: tuple[Term, ...], names: list[str]) -> bool:
    """Whether each name stands once as an argument, in order, and nowhere else."""
    inside = [u.name for u in args if isinstance(u, Sym) and u.name in names]
    hidden = any(free_names(u) & set(names) for u in args if not isinstance(u, Sym))
    return inside == names and not hidden


def _folded(t: Bind, parts: list[Written]) -> Written:
    """`sum(f, j = 1..k)`, `sum(f, j = 1..k, j != i)`, and a definite integral."""
    conditions = "".join([f", {_at(part, ARROW + 1)}" for part in parts[1:-2]])
    head = {"greatest": "max", "least": "min"}.get(t.head, t.head)
    return f"{head}({_arguments(parts[:1])}, {t.var} = {_range(parts[-2:])}{conditions})", ATOM


def _antiderivative(t: Bind, parts: list[Written]) -> Written:
    at = t.var if t.args[0] == Sym(t.var) else f"{t.var} = {_at(parts[1], RANGE)}"
    return f"int({_arguments(parts[:1])}, {at})", ATOM


def _limit(t: Bind, parts: list[Written]) -> Written:
    side = f", {t.head[3:]}" if t.head != "lim" else ""
    var = f"integer {t.var}" if t.sort == "integer" else t.var
    return f"lim({_arguments(parts[:1])}, {var} -> {_at(parts[1], ARROW + 1)}{side})", ATOM


def _substitution(t: Bind, parts: list[Written]) -> Written:
    return f"subs({_arguments(parts[:1])}, {t.var} = {_at(parts[1], RANGE)})", ATOM


def _derivative(t: Bind, parts: list[Written]) -> Written:
    """`f'(x)`, `diff(f, x)`, `diff(f, (x, 2))`, `diff(L, a[i])`, `diff(f, t = value)`."""
    primes = _primes(t)
    if primes:
        return f"{primes}({_arguments(parts[1:2])})", ATOM
    body, at, order, indices = parts[0], parts[1], parts[2], parts[3:]
    by = f"{t.var}[{_arguments(indices)}]" if indices else t.var
    by = by if t.args[1] == ONE else f"({by}, {_arguments([order])})"
    point = "" if t.args[0] == Sym(t.var) else f"{t.var} = {_at(at, RANGE)}"
    if point:
        by = point if by == t.var else f"{by}, {point}"
    return f"diff({_arguments([body])}, {by})", ATOM


def _primes(t: Bind) -> str:
    """`f'` if the term is what `f'(x)` reads as, else nothing."""
    match t:
        case Bind(_, var, App("apply", (Sym(name), Sym(inner))), (_, Num(order))):
            small = order.denominator == 1 and 1 <= order <= MAX_PRIMES
            if small and inner == var == fresh("t", {name}) and not name.endswith("'"):
                return name + "'" * int(order)
    return ""


def _forall(t: Bind, parts: list[Written]) -> Written:
    return f"for all {_binds(t, parts[1:])} {parts[0][0]}", LOWEST


def _binds(t: Bind, ends: list[Written]) -> str:
    sort = "" if t.args or t.sort == "real" else f"{t.sort} "
    return f"{t.var} = {_range(ends)}," if t.args else f"{sort}{t.var}:"


def _lambda(t: Bind, parts: list[Written]) -> Written:
    return f"{t.var} -> {_at(parts[0], ARROW)}", ARROW


def _order(t: App, parts: list[Written]) -> Written:
    to = "" if is_short(t) else f", {parts[1][0]} -> {_at(parts[2], ARROW + 1)}"
    return f"O({_arguments(parts[:1])}{to})", ATOM


_WRITERS: dict[str, Callable[[App, list[Written]], Written]] = {
    **dict.fromkeys(("pi", "E", "I", "oo", "EulerGamma", "Catalan", "true", "false"), _constant),
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), _relation),
    "+": _sum,
    "neg": _negation,
    "*": _product,
    "matmul": _product,
    "/": _quotient,
    "^": _power,
    "in": _membership,
    "and": _logic("and", AND),
    "or": _logic("or", OR),
    "xor": _logic("xor", XOR),
    "implies": _logic("=>", IMPLIES),
    "iff": _logic("<=>", IFF),
    "not": _not,
    "index": _index,
    "O": _order,
    "apply": _application,
    "piecewise": _piecewise,
    "indicator": _indicator,
    "vector": _vector,
    "transpose": _transpose,
    "adjoint": _transpose,
    "hadamard": _product,
    "matpow": _matrix_power,
    "column": _column,
    "each": _each,
    "defined": lambda t, parts: (f"{_existence(t)}({_arguments(parts)})", ATOM),
    "block": lambda t, parts: (f"block([{_arguments(parts)}])", ATOM),
}
_BINDERS: dict[str, Callable[[Bind, list[Written]], Written]] = {
    "sum": _folded,
    "prod": _folded,
    "int": _folded,
    "greatest": _folded,
    "least": _folded,
    "antiderivative": _antiderivative,
    "lim": _limit,
    "lim+": _limit,
    "lim-": _limit,
    "diff": _derivative,
    "subs": _substitution,
    "forall": _forall,
    "lambda": _lambda,
}
