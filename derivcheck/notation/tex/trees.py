"""Syntax as it is made and looked into here: calls, names in it, what it binds."""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax

BINDING = frozenset(("sum", "prod", "max", "min", "int", "lim", "subs"))
Span = tuple[int, int]


def known(name: str, span: Span, *parts: Syntax) -> Syntax:
    """A call of a built-in function or binder, whatever else is declared by its name."""
    return Syntax("known", *span, name, (Syntax("name", *span, name), *parts))


def spread(name: str, span: Span, *parts: Syntax) -> Syntax:
    """A call of a built-in function of numbers, which may be meant at the entries of a vector."""
    return Syntax("spread", *span, name, (Syntax("known", *span, name), *parts))


def operator(head: str, span: Span, *parts: Syntax) -> Syntax:
    """An operator with its operands."""
    return Syntax("operator", *span, head, parts)


def constant(name: str, span: Span) -> Syntax:
    """A built-in constant, whatever else is declared by its name."""
    return Syntax("constant", *span, name)


def number(text: str, span: Span) -> Syntax:
    """A numeral."""
    return Syntax("number", *span, text)


def equation(name: Syntax, right: Syntax) -> Syntax:
    """`x = a`, as binders take it."""
    return Syntax("relation", name.start, right.stop, "=", (name, right))


def ranged(name: Syntax, lower: Syntax, upper: Syntax) -> Syntax:
    """`j = 1..k`."""
    return equation(name, Syntax("range", lower.start, upper.stop, "..", (lower, upper)))


def is_number(s: Syntax) -> bool:
    """Whether only numerals stand in some syntax."""
    if s.kind == "operator":
        return all(map(is_number, s.parts))
    return s.kind == "number"


def is_sum(s: Syntax) -> bool:
    """Whether it falls apart where a product is expected."""
    return s.kind == "operator" and s.text in ("+", "neg", "±", "∓")


def operands(s: Syntax) -> tuple[Syntax, ...]:
    """The factors of a product, or what stands around a slash; of anything else itself."""
    slashed = s.text == "/" and s.parts and s.start == s.parts[0].start
    return s.parts if s.kind == "operator" and (s.text == "*" or slashed) else (s,)


def mentions(s: Syntax, name: str) -> bool:
    """Whether a name stands in some syntax."""
    if s.kind in ("name", "call", "spread") and s.text.rstrip("'") == name:
        return True
    return any(mentions(part, name) for part in s.parts)


def free(s: Syntax) -> frozenset[str]:
    """The names that stand free in some syntax; of calls the arguments' alone."""
    if s.kind == "name":
        return frozenset((s.text,))
    if s.kind == "arrow":
        return free(s.parts[1])
    if s.kind in ("known", "call", "spread"):
        bound = bound_by(s) if s.kind == "known" and s.text in BINDING else frozenset[str]()
        return frozenset[str]().union(*map(free, s.parts[1:])) - bound
    if s.kind == "index":
        return frozenset[str]().union(*map(free, s.parts[1:])) | free(s.parts[0])
    return frozenset[str]().union(*map(free, s.parts))


def bound_by(s: Syntax) -> frozenset[str]:
    """The names that a call of a binder binds."""
    found = set()
    for item in s.parts[2:]:
        if item.kind in ("relation", "arrow") and item.parts[0].kind == "name":
            found.add(item.parts[0].text)
        elif item.kind == "name" and s.text == "int":
            found.add(item.text)
    return frozenset(found)


def alike(one: Syntax | None, other: Syntax | None) -> bool:
    """Whether the same is written twice."""
    if one is None or other is None:
        return False
    same = (one.kind, one.text, len(one.parts)) == (other.kind, other.text, len(other.parts))
    return same and all(alike(a, b) for a, b in zip(one.parts, other.parts, strict=True))


def spread_call(function: Syntax, argument: Syntax) -> Syntax:
    """A function that is written without its argument, at that argument."""
    span = function.start, function.stop
    return Syntax("call", *span, function.text, (function, at(argument, *span)))


def at(s: Syntax, start: int, stop: int) -> Syntax:
    """The same syntax at another place, all of its parts there."""
    return s._replace(start=start, stop=stop, parts=tuple(at(p, start, stop) for p in s.parts))
