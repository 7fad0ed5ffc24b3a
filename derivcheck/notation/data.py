"""Terms and evidence as plain JSON data, and back.

a number            "3", "0.5"          (a string, exact)
a name              ["x"]
an application      ["+", t1, t2]       (a head of the table, then the arguments)
a binder            {"sum": [var, body, [arguments]]}      (a fourth entry: what the variable is,
                                                       if that is not the usual)
evidence            {"kind": "Arithmetic", field: ...}
"""

from __future__ import annotations

import re
from dataclasses import fields
from fractions import Fraction
from typing import Any, get_args

from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, usual_sort

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Evidence)}
DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
"""How numbers are written; no exponent, which would make a few letters a huge number."""
MAX_LEVEL = 400
"""How deep data may be nested."""


class Malformed(ValueError):
    """Data that is not a term or evidence."""


def term_to_data(t: Term) -> Any:
    """A term as JSON data."""
    match t:
        case Num(value):
            return _decimal(value)
        case Sym(name):
            return [name]
        case App(head, args):
            return (
                [head, None, *map(term_to_data, args)]
                if not args
                else [head, *map(term_to_data, args)]
            )
        case Bind(head, var, body, args, sort):
            told = [var, term_to_data(body), [term_to_data(a) for a in args]]
            return {head: told if sort == usual_sort(head, args) else [*told, sort]}
    raise TypeError("not a term")


Terms = dict[Term, Term]
"""The terms read so far, by themselves: equal ones become one, which is compared at a glance."""


def term_from_data(data: Any, level: int = 0, known: Terms | None = None) -> Term:
    """The term of JSON data.

    Arguments:
        level: how deep it stands in other data.
        known: what is read beside it.

    Raises: Malformed.
    """
    known = {} if known is None else known
    found = _term(data, level, known)
    return known.setdefault(found, found)


def _term(data: Any, level: int, known: Terms) -> Term:
    if level > MAX_LEVEL:
        raise Malformed("too deep")
    match data:
        case str():
            return _number(data)
        case [str(name)]:
            return Sym(name)
        case [str(head), None]:
            return App(head, ())
        case [str(head), *args]:
            return App(head, tuple([term_from_data(a, level + 1, known) for a in args]))
        case dict() if len(data) == 1:
            return _binder(data, level, known)
    raise Malformed("not a term")


def _binder(data: dict[Any, Any], level: int, known: Terms) -> Term:
    match next(iter(data.items())):
        case (str(head), [str(var), body, list(args), *sort]) if _is_sort(sort):
            inner = tuple([term_from_data(a, level + 1, known) for a in args])
            return Bind(head, var, term_from_data(body, level + 1, known), inner, *sort)
    raise Malformed("not a binder")


def _is_sort(told: list[Any]) -> bool:
    """Whether that is what a bound variable may be said to be: nothing, or a word."""
    return not told or (len(told) == 1 and isinstance(told[0], str))


def _decimal(value: int | Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _number(text: str) -> Num:
    if not DECIMAL.fullmatch(text):
        raise Malformed("not a number")
    try:
        return Num(Fraction(text))
    except ValueError as error:  # more digits than Python reads
        raise Malformed("not a number") from error


def evidence_to_data(evidence: Any) -> Any:
    """Evidence as JSON data; None stays None."""
    if isinstance(evidence, Num | Sym | App | Bind):
        return {"term": term_to_data(evidence)}
    if isinstance(evidence, tuple):
        return [evidence_to_data(part) for part in evidence]
    if evidence is None or isinstance(evidence, str):
        return evidence
    rest = {f.name: evidence_to_data(getattr(evidence, f.name)) for f in fields(evidence)}
    return {"kind": type(evidence).__name__, **rest}


def evidence_from_data(data: Any, level: int = 0, known: Terms | None = None) -> Any:
    """The evidence of JSON data; whether it is well formed is for the judge to say.

    Arguments: as `term_from_data`.

    Raises: Malformed.
    """
    known = {} if known is None else known
    if level > MAX_LEVEL:
        raise Malformed("too deep")
    match data:
        case {"term": inner} if len(data) == 1:
            return term_from_data(inner, 0, known)
        case list():
            return tuple([evidence_from_data(part, level + 1, known) for part in data])
        case None | str():
            return data
        case {"kind": str(name), **rest} if name in KINDS:
            return _record(KINDS[name], rest, level, known)
    raise Malformed("not evidence")


def _record(kind: type[Any], rest: dict[Any, Any], level: int, known: Terms) -> Any:
    names = {f.name for f in fields(kind)}
    if not rest.keys() <= names:
        raise Malformed("unknown field")
    try:
        return kind(**{n: evidence_from_data(v, level + 1, known) for n, v in rest.items()})
    except TypeError as error:
        raise Malformed("missing field") from error
