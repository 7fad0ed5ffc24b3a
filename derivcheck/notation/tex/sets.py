r"""Membership: `x \in [0, 1)`, `j \in \{1, \dots, n\}`, `x \in \mathbb{R}`."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import opened
from derivcheck.notation.tex.commands import DOTS, SAME_BARS
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.relations import LINKS, QUANTIFIERS, joint_at, nested
from derivcheck.notation.tex.tokens import Token, refuse
from derivcheck.notation.tex.trees import ranged

NUMBERS = {"R": "real", "C": "complex", "Z": "integer", "Q": "rational"}
"""A set of numbers -> what `for all` says of its variable."""

MAX_WRITTEN = 20
"""How many digits the first two of dotted elements may have together."""
_COMPARED = frozenset(("<", "<=", ">", ">=", "!="))


def member(p: Reader, left: Syntax) -> Syntax:
    """What stands behind `\\in`, which was read."""
    start = p.token.start
    if p.token.text == r"\mathbb":
        hint = "declare what kind of number it is under symbols:"
        p.here("DC126", "membership in a set of numbers is not read", hint)
    opening = opened(p)
    if opening.sign not in ("(", "[", r"\{"):
        refuse("DC126", "membership in a set is not read", "write x > 0 or 0 < x < 1", start, start)
    with p.inside("("):
        parts, dotted = _elements(p)
        p.take(r"\right")
        p.size()
        closing = SAME_BARS.get(p.token.text, p.token.text)
        wanted = (r"\}",) if opening.sign == r"\{" else (")", "]")
        if closing not in wanted:
            p.unexpected()
        p.advance()
    stop = p.last.stop
    if opening.sign == r"\{" and dotted:
        right = Syntax("range", start, stop, "..", (parts[0], parts[-1]))
    elif opening.sign == r"\{":
        right = Syntax("set", start, stop, "{}", tuple(parts))
    elif len(parts) == 2 and not dotted:
        right = Syntax("interval", start, stop, opening.sign + closing, tuple(parts))
    else:
        refuse("DC105", "an interval has two ends", "write [a, b]", start, stop)
    return Syntax("relation", left.start, stop, "in", (left, right))


def _elements(p: Reader) -> tuple[list[Syntax], bool]:
    """The elements, and whether dots stand before the last."""
    parts = [p.statement()]
    dotted = False
    while p.take(","):
        if p.token.text in DOTS:
            p.advance()
            if not p.take(","):
                p.unexpected()
            dotted = True
        parts.append(p.statement())
        if dotted:
            break
    first, second = (part.text for part in parts[:2]) if len(parts) == 3 else ("", "")
    digits = first.isdigit() and second.isdigit() and len(first + second) < MAX_WRITTEN
    if dotted and digits and int(second) == int(first) + 1:
        return [parts[0], parts[2]], True
    if dotted and len(parts) != 2:
        start, stop = parts[0].start, parts[-1].stop
        refuse(
            "DC126", "what the dots stand for is not read", r"write \{1, \dots, n\}", start, stop
        )
    return parts, dotted


def for_all(p: Reader) -> Syntax:
    r"""`\forall x \in \mathbb{Z} : P`, `\exists j \in \{1, \dots, n\} : P`, `\forall x > 0 : P`.

    Another one may follow without a colon: `\forall x \in \mathbb{R} \; \exists y > x : P`.
    """
    first = p.advance()
    token = p.token
    names = candidates(token)
    if not names:
        p.here("DC105", "for all needs a name", r"write \forall x : P")
    p.advance()
    name = Syntax("name", token.start, token.stop, names[0])
    with p.binding(names[0]):
        binder = _bound(p, name)
        condition = _condition(p, name) if binder is name else None
        if binder.kind == "relation" and binder.parts[1].kind == "interval":
            condition, binder = binder, name
        if not p.take(":", ",", r"\colon") and p.token.text not in QUANTIFIERS:
            p.here("DC105", "for all needs a statement", r"write \forall x : P")
        at = p.at
        body = p.statement()
    _require_one_reach(names[0], body, p.tokens[at : p.at], first)
    if condition:
        body = Syntax("restricted", condition.start, body.stop, ":", (condition, body))
    kind = "forall" if first.text == r"\forall" else "forsome"
    return Syntax(kind, first.start, p.last.stop, kind, (binder, body))


def _condition(p: Reader, name: Syntax) -> Syntax | None:
    """What a bound name is compared with, before the statement about it."""
    found = joint_at(p.tokens, p.at)
    if found is None or found.joint not in _COMPARED:
        return None
    p.go(found.stop)
    bound = p.expression()
    return Syntax("relation", name.start, bound.stop, found.joint, (name, bound))


def _require_one_reach(name: str, body: Syntax, tokens: Sequence[Token], first: Token) -> None:
    r"""Refuses `\forall x : P \iff Q` where one side says nothing of x: it may end before it.

    Raises: Diagnosis.
    """
    joints = [joint_at(tokens, n) for n, depth in enumerate(nested(tokens)) if not depth]
    linked = any(found and found.joint in LINKS for found in joints)
    linked = linked and body.text in ("implies", "iff")
    if linked and not all(name in _names(part) for part in body.parts):
        message = f"it is not clear whether `{first.text} {name}` reaches over the arrow"
        hint = r"put brackets: \forall x : (P \iff Q), or (\forall x : P) \iff Q"
        refuse("DC124", message, hint, first.start, first.stop)


def _names(s: Syntax) -> frozenset[str]:
    """The names that stand in something, of functions as well."""
    own = frozenset((s.text,))
    return own.union(*map(_names, s.parts))


def _bound(p: Reader, name: Syntax) -> Syntax:
    """What `for all` binds, with its set."""
    if not p.take(r"\in"):
        return name
    if p.token.text == r"\mathbb":
        start, stop = p.inner(p.at + 1)
        sort = NUMBERS.get(p.words(start, stop), "")
        if sort:
            p.go(p.end_of_group(p.at + 1))
            return Syntax("sorted", name.start, p.last.stop, sort, (name,))
    whole = member(p, name)
    made = whole.parts[1]
    if made.kind == "interval":
        return whole
    if made.kind != "range":
        hint = r"write \forall j \in \{1, \dots, n\} : P, or an implication"
        refuse("DC126", "for all over this set is not read", hint, made.start, made.stop)
    return ranged(name, *made.parts)
