"""The judge: a claim and evidence in, a verdict out.  Total, pure, and the only maker of verdicts.

    judge(claim, evidence) -> Proved(claim, conditions) | Refuted(claim, ...) | Rejected(reason)

A proof of `before = after` is two things: the sides are equal wherever both are defined (the
evidence), and `after` is defined wherever `before` is, up to exceptional sets (the conditions).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Union, get_args

from derivcheck.kernel.claims import Claim, Relation
from derivcheck.kernel.comparison import Differ, LostDomain, compare
from derivcheck.kernel.definedness import definedness, needed
from derivcheck.kernel.evidence import (
    Both,
    Cases,
    Entails,
    Evidence,
    Generalise,
    Order,
    Point,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.exceptional import exceptional
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.field import RESERVED
from derivcheck.kernel.heads import HEADS
from derivcheck.kernel.inference import (
    Rejected,
    facts_of,
    infer,
    inside,
    is_statement,
    knowing_defined,
    require,
    require_defined,
)  # fmt: skip
from derivcheck.kernel.terms import (
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    depth,
    free_names,
    substitute,
    subterms,
)  # fmt: skip

MAX_DEPTH = 220
"""The nesting depth above which a claim or a term of evidence is rejected unread."""
MAX_NODES = 200_000
"""The number of subterms, or of pieces of evidence, above which they are rejected unread."""


@dataclass(frozen=True, slots=True)
class Proved:
    """The claim holds wherever `before` is defined and the conditions hold."""

    claim: Claim
    conditions: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """The claim fails at a point; the values of both sides there, in text."""

    claim: Claim
    point: tuple[tuple[str, Term], ...]
    before: str
    after: str
    lost: bool


Judgement = Union[Proved, Refuted, Rejected]


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """What evidence shows of a claim; any evidence, however malformed, gets an answer.

    Arguments:
        claim: definitions unfolded, sorts and assumptions complete.
        evidence: any object.

    Returns:
        Proved, Refuted, or Rejected with what is missing.
    """
    try:
        if not well_formed(evidence) or not _readable(claim):
            return Rejected("the evidence or the claim is malformed")
        if isinstance(evidence, Point):
            return _refute(claim, evidence)
        return _prove(claim, evidence)
    except Rejected as rejected:
        return rejected
    except (RecursionError, MemoryError):
        return Rejected("the evidence is too deep or too large")


def _prove(claim: Claim, evidence: Evidence) -> Judgement:
    match claim.relation:
        case "=":
            return Proved(claim, _equation(claim, evidence))
        case "iff" | "implies" | "implied by":
            _statements(claim, evidence)
            return Proved(claim, ())
    return Proved(claim, _order(claim, evidence))


def _refute(claim: Claim, evidence: Point) -> Judgement:
    match compare(claim, dict(evidence.values)):
        case Differ(before, after):
            return Refuted(claim, evidence.values, before, after, lost=False)
        case LostDomain(before, after):
            return Refuted(claim, evidence.values, before, after, lost=True)
    return Rejected("the claim is not seen to fail at the point")


# --- equations and comparisons -------------------------------------------------------------------


def _equation(claim: Claim, evidence: Evidence) -> tuple[Term, ...]:
    facts = facts_of(claim)
    found = infer(evidence, facts)
    if not (alpha_equal(found.left, claim.before) and alpha_equal(found.right, claim.after)):
        raise Rejected("the evidence proves a different equation")
    return _domains(claim)


def _order(claim: Claim, evidence: Evidence) -> tuple[Term, ...]:
    if not isinstance(evidence, Order):
        raise Rejected("a comparison needs evidence of its order")
    facts = facts_of(claim)
    ends = []
    for part, side in ((evidence.before, claim.before), (evidence.after, claim.after)):
        if part is None:
            ends.append(side)
            continue
        found = infer(part, facts)
        if not alpha_equal(found.left, side):
            raise Rejected("the evidence rewrites something else")
        require_defined(facts, found.right)
        ends.append(found.right)
    if not facts.holds(App(claim.relation, (ends[0], ends[1]))):
        raise Rejected(
            "the comparison does not follow from the signs", App(claim.relation, tuple(ends))
        )
    return _domains(claim)


def _domains(claim: Claim) -> tuple[Term, ...]:
    """The conditions by which the domains of the two sides differ.  Raises: Rejected."""
    before = definedness(claim.before, claim.context)
    after = definedness(claim.after, claim.context)
    if set(before) == set(after):
        return ()
    assumed = Facts(claim.context)
    known = knowing_defined(assumed, claim.before)
    lost = [c for c in after if c not in before and not known.holds(c)]
    for condition in lost:
        if not exceptional(condition, known):
            raise Rejected("the new side may be undefined where the old one is not", condition)
    gained = _gained(claim, before, after, assumed)
    return tuple(dict.fromkeys((*gained, *lost)))


def _gained(
    claim: Claim, before: tuple[Term, ...], after: tuple[Term, ...], assumed: Facts
) -> list[Term]:
    known = knowing_defined(assumed, claim.after)
    return [c for c in before if c not in after and not known.holds(c)]


# --- statements ----------------------------------------------------------------------------------


def _statements(claim: Claim, evidence: Evidence) -> None:
    facts, before, after = Facts(claim.context), claim.before, claim.after
    match claim.relation, evidence:
        case "iff", Both(forward, backward):
            _entails(before, after, forward, facts)
            _entails(after, before, backward, facts)
        case "implies", _:
            _entails(before, after, evidence, facts)
        case "implied by", _:
            _entails(after, before, evidence, facts)
        case _:
            raise Rejected("an equivalence needs evidence of both directions")


def _entails(before: Term, after: Term, evidence: Evidence, facts: Facts) -> None:
    """before implies after: what is assumed true is defined, what is concluded must be."""
    known = facts.knowing(before, *assured(before, facts)) if before != TRUE else facts
    _concludes(after, evidence, known)


def _concludes(after: Term, evidence: Evidence, known: Facts) -> None:
    match evidence:
        case Cases(statement, yes, no):
            require_defined(known, statement)
            _concludes(after, yes, known.knowing(statement))
            _concludes(after, no, known.knowing(App("not", (statement,))))
        case Suppose(of):
            _supposed(after, of, known)
        case Generalise(var, of):
            _general(after, var, of, known)
        case Entails(parts):
            goals = after.args if isinstance(after, App) and after.head == "and" else (after,)
            if len(goals) != len(parts):
                raise Rejected("one piece of evidence for each conjunct is needed")
            for goal, part in zip(goals, parts, strict=True):
                _conjunct(goal, part, known)
        case _:
            raise Rejected(f"{type(evidence).__name__} does not prove an implication")


def _supposed(after: Term, of: Evidence, known: Facts) -> None:
    match after:
        case App("implies", (p, q)):
            _concludes(q, of, known.knowing(p, *assured(p, known)))
        case _:
            raise Rejected("only an implication is proved by supposing")


def _general(after: Term, var: str, of: Evidence, known: Facts) -> None:
    match after:
        case Bind("forall", name, body, _):
            taken = set(known.context.sorts).union(*map(free_names, (after, *known.statements)))
            if var in taken or not var:
                raise Rejected(f"the name {var!r} is not fresh")
            _concludes(substitute(body, {name: Sym(var)}), of, inside(after, var, known))
        case _:
            raise Rejected("only `for all` is proved by generalising")


def _conjunct(goal: Term, part: Evidence | None, known: Facts) -> None:
    if part is None:
        require(known, goal)
        return
    match goal:
        case App("implies", _) | Bind("forall"):
            _concludes(goal, part, known)
        case App("=", (left, right)):
            require_defined(known, goal)
            found = infer(part, known)
            if not (alpha_equal(found.left, left) and alpha_equal(found.right, right)):
                raise Rejected("a part of the implication proves something else")
        case _:
            raise Rejected("only equations have evidence of their own")


def assured(statement: Term, facts: Facts) -> tuple[Term, ...]:
    """What is known when a statement is true: the sides of its conjuncts are defined."""
    match statement:
        case App("and", parts):
            return tuple(c for part in parts for c in assured(part, facts))
        case App("=" | "!=" | "<" | "<=" | ">" | ">=" | "in", _):
            return needed(statement, facts.context)
    return ()


# --- well-formedness -----------------------------------------------------------------------------


def _readable(claim: Claim) -> bool:
    terms = (claim.before, claim.after, *claim.context.assumptions)
    if claim.relation not in get_args(Relation) or not all(map(_term, terms)):
        return False
    if claim.relation in ("iff", "implies", "implied by"):
        return all(map(_statement, (claim.before, claim.after)))
    return not any(map(is_statement, (claim.before, claim.after)))


def _statement(t: Term) -> bool:
    return is_statement(t) or isinstance(t, Sym)


def well_formed(data: Any) -> bool:
    """Whether every field of evidence holds what its declaration says, and no term is too deep."""
    stack, nodes = [("evidence", data, 0)], 0
    while stack:
        shape, top, level = stack.pop()
        nodes += 1
        if level > MAX_DEPTH or nodes > MAX_NODES:
            return False
        if shape == "evidence" and type(top) in get_args(Evidence):
            stack.extend((_FIELDS[f.name], getattr(top, f.name), level + 1) for f in fields(top))
        elif isinstance(shape, list) and isinstance(top, tuple):
            stack.extend((shape[0], part, level + 1) for part in top)
        elif isinstance(shape, tuple) and isinstance(top, tuple) and len(top) == len(shape):
            stack.extend((s, part, level + 1) for s, part in zip(shape, top, strict=True))
        elif shape == "maybe evidence":
            if top is not None:
                stack.append(("evidence", top, level))
        elif not (_text(top) if shape == "text" else shape == "term" and _term(top)):
            return False
    return True


_Shape = Any
"""A kind of field: its name, a list for `tuple of`, a tuple for a record."""

_FIELDS: dict[str, _Shape] = {
    **dict.fromkeys(["left", "right", "term", "statement", "point", "base"], "term"),
    **dict.fromkeys(
        ["yes", "no", "of", "first", "step", "derivative", "at_point", "forward", "backward"],
        "evidence",
    ),
    **dict.fromkeys(["before", "after"], "maybe evidence"),
    **dict.fromkeys(["name", "var", "detail"], "text"),
    "lemmas": ["evidence"],
    "links": ["evidence"],
    "bindings": [("text", "term")],
    "values": [("text", "term")],
    "parts": ["maybe evidence"],
    "pieces": [("term", "term")],
}
"""What each field of a kind of evidence holds."""


def _text(text: Any) -> bool:
    return isinstance(text, str) and RESERVED not in text


def _term(t: Any) -> bool:
    if not isinstance(t, Num | Sym | App | Bind):
        return False
    for nodes, s in enumerate(subterms(t)):
        if nodes > MAX_NODES or not _node(s):
            return False
    return depth(t) <= MAX_DEPTH


def _node(t: Any) -> bool:
    match t:
        case Num():
            return True
        case Sym(str(name)):
            return RESERVED not in name
        case App(str(head), tuple(args)) | Bind(str(head), str(), _, tuple(args)):
            if isinstance(t, Bind) and RESERVED in t.var:
                return False
            row = HEADS.get(head)
            return row is not None and row.least <= len(args) <= row.most
    return False
