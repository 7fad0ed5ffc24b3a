"""What a binder binds: the arguments of sum, int, lim, diff and their kin, as bindings.

SymPy lists limits from the innermost, `Sum(f, (i, 1, j), (j, 1, n))`; the short forms from the
outermost, `sum(f, j = 1..n, i = 1..j)`.  Derivatives list variables from the innermost in both.
A derivative at another place than its own variable is written `diff(f, t = value)`, by an entry
`diff(L, a[i], a = value)`; of higher order `diff(f, (x, 2))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import NamedTuple, NoReturn

from derivcheck.kernel.language.terms import ONE, Sym, Term
from derivcheck.notation.entries import names_in
from derivcheck.notation.spellings import CONSTANTS
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail


class Argument(NamedTuple):
    """An argument of a binder: written syntax, or a term that the short form implies."""

    start: int
    stop: int
    made: Term | None
    syntax: Syntax


class Binding(NamedTuple):
    """One binder: its head, its variable, its arguments."""

    head: str
    var: str
    args: tuple[Argument, ...]
    sort: str = ""
    """What the text says that the variable is."""


Found = tuple[tuple[Binding, ...], tuple[Syntax, ...]]

BINDERS = {   # spelling -> head
    "sum": "sum",    "Sum": "sum",
    "prod": "prod",  "Product": "prod",  "product": "prod",
    "int": "int",    "Integral": "int",  "integral": "int",
    "lim": "lim",    "Limit": "lim",     "limit": "lim",
    "diff": "diff",  "Derivative": "diff",
    "subs": "subs",  "Subs": "subs",
}  # fmt: skip
EXTREMES = {"max": "greatest", "Max": "greatest", "min": "least", "Min": "least"}
"""Functions that are binders too: `max(a[j], j = 1..n)`."""
GRADIENTS = {
    "grad": 1, "gradient": 1, "jac": 1, "jacobian": 1, "hess": 2, "hessian": 2,
}  # fmt: skip
"""Spellings of derivatives -> how many times they differentiate."""
HINTS = {
    "greatest": "write max(f, j = 1..k)",
    "least": "write min(f, j = 1..k)",
    "sum": "write sum(f, j = 1..k)",
    "prod": "write prod(f, j = 1..k)",
    "int": "write int(f, x = a..b), or int(f, x) for an antiderivative",
    "lim": "write lim(f, x -> a), one-sided lim(f, x -> a, +)",
    "diff": "write diff(f, x), diff(f, (x, 2)) or diff(f, a[i])",
    "subs": "write subs(f, x = a), or subs(f, x = a, y = b) for both at once",
}
DIRECTIONS = {"+": "lim+", "-": "lim-", "+-": "lim"}


def bindings(s: Syntax) -> Found:
    """The bindings of a call from the outermost inwards, and the conditions on the body.

    Raises:
        Diagnosis: DC105.
    """
    head = BINDERS.get(s.text) or EXTREMES[s.text]
    if len(s.parts) < 3:
        _refuse(head, s, f"`{s.text}` needs an expression and what it binds")
    return _FORMS[head](head, s)


def is_extreme(s: Syntax) -> bool:
    """Whether a call is of `max` or `min` over a range."""
    return s.text in EXTREMES and len(s.parts) > 2 and _is_limit(s.parts[2])


def gradient(s: Syntax, is_function: Callable[[str], bool]) -> Syntax:
    """`grad(f, x)`, `jac(f, x)`, `hess(f, x)` as `diff(f, x)` or `diff(f, x, x)`.

    Arguments:
        s: the call; a function stands for its value at x.
        is_function: about names.

    Raises:
        Diagnosis: DC205.
    """
    if len(s.parts) != 3:
        hint = f"write {s.text}(f, x)"
        fail("DC205", f"`{s.text}` takes an expression and a name", hint, s.start, s.stop)
    _, of, by = s.parts
    if of.kind == "name" and is_function(of.text):
        of = Syntax("call", of.start, of.stop, of.text, (of, by))
    return s._replace(text="diff", parts=(s.parts[0], of, *(by,) * GRADIENTS[s.text]))


def evaluated(s: Syntax) -> Syntax:
    """`at(F, x = a..b)` as `F(b) - F(a)`, at an infinite end as the limit there.

    Raises:
        Diagnosis: DC105.
    """
    if len(s.parts) != 3 or not _is_equation(s.parts[2], "range"):
        message = "`at` needs an expression and the ends between which it is taken"
        fail("DC105", message, "write at(F, x = a..b) for F(b) - F(a)", s.start, s.stop)
    var, ends = s.parts[2].parts
    below, above = (_taken_at(s, var, end) for end in ends.parts)
    less = s._replace(kind="operator", text="neg", parts=(below,))
    return s._replace(kind="operator", text="+", parts=(above, less))


def _taken_at(s: Syntax, var: Syntax, end: Syntax) -> Syntax:
    """The value at one end: a substitution, or a limit."""
    of, inner = s.parts[1], end.parts[-1] if end.kind == "operator" else end
    infinite = inner.kind == "name" and CONSTANTS.get(inner.text) == "oo"
    head, kind, sign = ("lim", "arrow", "->") if infinite else ("subs", "relation", "=")
    place = Syntax(kind, end.start, end.stop, sign, (var, end))
    return Syntax("known", s.start, s.stop, head, (s.parts[0], of, place))


def at_once(s: Syntax, taken: Iterable[Iterable[str]]) -> Syntax:
    """`subs(f, x = a, y = b)` and `Subs(f, (x, y), (a, b))`, all values put in at the same time.

    Each variable is put for a name of its own, outside of which its value stands: so no value is
    seen by another variable, whatever the definitions in it speak of.

    Arguments:
        s: the call of any binder; others stay as they are.
        taken: names that stand for something outside of it.
    """
    pairs = _places(s.parts[2:]) if BINDERS.get(s.text) == "subs" else []
    if len(pairs) < 2:
        return s
    if len({var.text for var, _ in pairs}) < len(pairs):
        _refuse("subs", s, "a variable is put in twice")
    seen, names = set(names_in(s)).union(*taken), list[Syntax]()
    for var, _ in pairs:
        name = next(n for k in count(1) if (n := f"{var.text}_{k}") not in seen)
        seen.add(name)
        names.append(var._replace(text=name))
    inner = [(var, name) for (var, _), name in zip(pairs, names, strict=True)]
    outer = [(name, value) for name, (_, value) in zip(names, pairs, strict=True)]
    whole = s.parts[1]
    for var, value in (*inner, *outer):
        place = Syntax("relation", var.start, value.stop, "=", (var, value))
        whole = s._replace(parts=(s.parts[0], whole, place))
    return whole


def _places(items: tuple[Syntax, ...]) -> list[tuple[Syntax, Syntax]]:
    """The variables and their values; none where they are not written as such."""
    match items:
        case (names, values) if names.kind == values.kind == "tuple":
            named = all(name.kind == "name" for name in names.parts)
            together = len(names.parts) == len(values.parts)
            return [*zip(names.parts, values.parts, strict=True)] if named and together else []
    if not all(map(_is_equation, items)):
        return []
    return [(item.parts[0], item.parts[1]) for item in items]


def for_all_bindings(s: Syntax) -> tuple[Binding, ...]:
    """The bindings of `for all x, integer n, j = 1..k: P`; the last part is P."""
    return tuple(map(_quantified, s.parts[:-1]))


def _quantified(part: Syntax) -> Binding:
    match part.kind:
        case "name":
            return Binding("forall", part.text, ())
        case "sorted":
            return Binding("forall", part.parts[0].text, (), part.text)
    return Binding("forall", part.parts[0].text, _written(part.parts[1].parts))


def _folded(head: str, s: Syntax) -> Found:
    """Sums and products: ranges, then conditions."""
    ranged = [item for item in s.parts[2:] if _is_limit(item)]
    if not ranged or ranged != list(s.parts[2 : 2 + len(ranged)]):
        _refuse(head, s, f"`{s.text}` needs the range of its variable")
    conditions = s.parts[2 + len(ranged) :]
    return _outermost_first(tuple(_limit(head, item) for item in ranged), ranged), conditions


def _integral(head: str, s: Syntax) -> Found:
    items = list(s.parts[2:])
    found = tuple(
        _limit(head, item) if _is_limit(item) else _antiderivative(head, item) for item in items
    )
    return _outermost_first(found, items), ()


def _outermost_first(found: tuple[Binding, ...], items: list[Syntax]) -> tuple[Binding, ...]:
    return found if items[0].kind == "relation" else found[::-1]


def _antiderivative(head: str, item: Syntax) -> Binding:
    """`x`, or `x = a` for the antiderivative at `a`."""
    if item.kind == "name":
        return Binding("antiderivative", item.text, (_made(Sym(item.text), item),))
    if _is_equation(item):
        return Binding("antiderivative", item.parts[0].text, _written(item.parts[1:]))
    return _refuse(head, item, "this is not a variable of integration")


def _limit_of(head: str, s: Syntax) -> Found:
    """`x -> a`, `integer n -> oo` or `x, a`, then perhaps a side; `x -> a+`."""
    items = list(s.parts[2:])
    if len(items) == 1 and items[0].kind == "sided":
        items = list(items[0].parts)
    side = items.pop().text if items[-1].kind == "string" else "+-"
    if len(items) == 1 and items[0].kind == "arrow":
        items = list(items[0].parts)
    sort = items[0].text if items and items[0].kind == "sorted" else ""
    if sort in ("real", "integer"):
        items[0] = items[0].parts[0]
    if len(items) != 2 or items[0].kind != "name" or side not in DIRECTIONS:
        _refuse(head, s, "a limit needs a variable and where it goes")
    return (Binding(DIRECTIONS[side], items[0].text, _written((items[1],)), sort),), ()


def _substitution(head: str, s: Syntax) -> Found:
    match s.parts[2:]:
        case (item,) if _is_equation(item):
            return (Binding(head, item.parts[0].text, _written(item.parts[1:])),), ()
        case (name, value) if name.kind == "name":
            return (Binding(head, name.text, _written((value,))),), ()
    return _refuse(head, s, "a substitution needs variables and their values")


def _derivative(head: str, s: Syntax) -> Found:
    """Variables, each with an optional order and an optional point."""
    items, found = list(s.parts[2:]), []
    while items:
        item = items.pop(0)
        order = point = None
        if item.kind == "tuple" and len(item.parts) == 2:
            item, order = item.parts
        elif _is_equation(item):
            item, point = item.parts
        if items and items[0].kind == "number" and order is None:
            order = items.pop(0)
        var = item.parts[0] if item.kind == "index" else item
        if var.kind == "call":
            message = "a derivative is by a variable, not by a value"
            hint = "with a name v in its place write subs(diff(f, v), v = ...)"
            fail("DC105", message, hint, item.start, item.stop)
        if var.kind != "name":
            _refuse(head, item, "a derivative is by a variable")
        if items and _is_equation(items[0]) and items[0].parts[0].text == var.text and not point:
            point = items.pop(0).parts[1]
        found.append(_differential(var, item, order, point))
    return tuple(found[::-1]), ()


def _differential(var: Syntax, item: Syntax, order: Syntax | None, point: Syntax | None) -> Binding:
    at = _written((point,))[0] if point else _made(Sym(var.text), var)
    times = _written((order,))[0] if order else _made(ONE, item)
    indices = _written(item.parts[1:]) if item.kind == "index" else ()
    return Binding("diff", var.text, (at, times, *indices))


def _limit(head: str, item: Syntax) -> Binding:
    """`j = 1..k` or `(j, 1, k)`."""
    if item.kind == "relation":
        return Binding(head, item.parts[0].text, _written(item.parts[1].parts))
    return Binding(head, item.parts[0].text, _written(item.parts[1:]))


def _is_limit(item: Syntax) -> bool:
    if item.kind == "relation":
        return _is_equation(item, "range")
    return item.kind == "tuple" and len(item.parts) == 3 and item.parts[0].kind == "name"


def _is_equation(item: Syntax, kind: str = "") -> bool:
    if item.kind != "relation" or item.text != "=" or item.parts[0].kind != "name":
        return False
    return (item.parts[1].kind == "range") == (kind == "range")


def _written(parts: tuple[Syntax, ...]) -> tuple[Argument, ...]:
    return tuple(Argument(part.start, part.stop, None, part) for part in parts)


def _made(term: Term, s: Syntax) -> Argument:
    return Argument(s.start, s.stop, term, s)


def _refuse(head: str, s: Syntax, message: str) -> NoReturn:
    fail("DC105", message, HINTS[head], s.start, s.stop)


_FORMS: dict[str, Callable[[str, Syntax], Found]] = {
    **dict.fromkeys(("sum", "prod", "greatest", "least"), _folded),
    "int": _integral,
    "lim": _limit_of,
    "diff": _derivative,
    "subs": _substitution,
}
