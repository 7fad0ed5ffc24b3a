"""The judge: a claim and evidence in, a verdict out.  Total, pure, and the only maker of verdicts.

    judge(claim, evidence) -> Proved(claim, conditions) | Refuted(claim, ...) | Rejected(reason)

A proof of `before = after` is two things: the sides are equal wherever both are defined (the
evidence), and `after` is defined wherever `before` is, up to exceptional sets (the conditions).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, repeat
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from derivcheck.kernel.claims import Claim, Context, Relation
from derivcheck.kernel.comparison import Differ, LostDomain, compare
from derivcheck.kernel.definedness import definedness, is_statement
from derivcheck.kernel.evidence import Domain, Evidence, Point
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.field import RESERVED
from derivcheck.kernel.heads import HEADS
from derivcheck.kernel.inference import Rejected, having, infer, prove
from derivcheck.kernel.rare import exceptional
from derivcheck.kernel.terms import App, Bind, Num, Sym, Term, children
from derivcheck.kernel.values import Value

MAX_DEPTH = 220
"""The nesting depth above which a claim or a term of evidence is rejected unread."""
MAX_NODES = 200_000
"""The number of subterms, or of pieces of evidence, above which they are rejected unread."""
_RELATIONS = get_args(Relation)
MAX_CACHED, MAX_TERMS = 8, 4_096
"""How many claims' facts are remembered, so that a judge need not work out again what its prover
asked of the same facts a moment ago; they are a function of the claim.  And how many terms."""


@dataclass(frozen=True, slots=True)
class Proved:
    """The claim holds wherever `before` is defined and the conditions hold."""

    claim: Claim
    conditions: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """The claim fails at a point: the values of both sides there, None where `after` has none."""

    claim: Claim
    point: tuple[tuple[str, Term], ...]
    before: Value | bool
    after: Value | bool | None


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
            return _refuted(claim, evidence)
        return Proved(claim, _conditions(claim, evidence))
    except Rejected as rejected:
        return rejected
    except (RecursionError, MemoryError):
        return Rejected("the evidence is too deep or too large")


def _refuted(claim: Claim, evidence: Point) -> Judgement:
    point = dict(evidence.values)  # one value a name: two would let anything follow
    values = tuple(point.items())
    facts = facts_at(claim.context, values)
    known = frozenset(infer(lemma, facts) for lemma in evidence.given)
    match compare(claim, point, known):
        case Differ(before, after):
            return Refuted(claim, values, before, after)
        case LostDomain(before):
            return Refuted(claim, values, before, None)
    return Rejected("the claim is not seen to fail at the point")


def facts_at(context: Context, values: tuple[tuple[str, Term], ...]) -> Facts:
    """What is known at a point of its names that stand for numbers."""
    numbers = {name for name, sort in context.sorts.items() if sort.is_number}
    stated = tuple(App("=", (Sym(name), t)) for name, t in values if name in numbers)
    return Facts(Context(context.sorts, stated, context.field))


# --- proofs --------------------------------------------------------------------------------------


class Grounds(NamedTuple):
    """What is known of a step: at all allowed points, where `before` is defined, where both are."""

    allowed: Facts
    before: Facts
    both: Facts


def goal_of(claim: Claim) -> Term:
    """A claim as one statement."""
    if claim.relation == "implied by":
        return App("implies", (claim.after, claim.before))
    return App(claim.relation, (claim.before, claim.after))


def grounds(claim: Claim) -> Grounds:
    """What is known of a step between numbers."""
    allowed = facts_of(claim)
    before = allowed.knowing(*definedness(claim.before, claim.context))
    return Grounds(allowed, before, before.knowing(*definedness(claim.after, claim.context)))


@lru_cache(MAX_CACHED)
def facts_of(claim: Claim) -> Facts:
    """What is known at all allowed points."""
    return Facts(claim.context)


def _conditions(claim: Claim, evidence: Evidence) -> tuple[Term, ...]:
    """The conditions under which the evidence proves the claim.  Raises: Rejected."""
    if claim.relation in ("iff", "implies", "implied by"):
        prove(goal_of(claim), evidence, facts_of(claim))
        return ()
    domain = evidence if isinstance(evidence, Domain) else Domain((), (), evidence)
    known = grounds(claim)
    rare = tuple(condition for condition, _ in domain.rare)
    for condition, values in domain.rare:
        if not exceptional(condition, dict(values), known.before, claim.context):
            raise Rejected("not seen to fail on an exceptional set only", condition)
        if not known.both.holds(condition):
            raise Rejected("not a condition under which the new side is defined", condition)
    most = having(domain.known, known.before.knowing(*rare))
    after = definedness(claim.after, claim.context)
    for condition in after:
        if not most.holds(condition):
            raise Rejected("the new side may be undefined where the old one is not", condition)
    prove(goal_of(claim), domain.of, most.knowing(*after))
    return tuple(dict.fromkeys((*_gained(claim, domain, known.allowed), *rare)))


def _gained(claim: Claim, domain: Domain, allowed: Facts) -> list[Term]:
    """The conditions of the old side that the new side does not need and that are not implied."""
    after = definedness(claim.after, claim.context)
    lost = [c for c in definedness(claim.before, claim.context) if c not in after]
    known = allowed.knowing(*after)
    lost = [c for c in lost if not known.holds(c)]
    for lemma in domain.known if lost else ():
        try:
            known = having((lemma,), known)
        except Rejected:
            continue
    return [c for c in lost if not known.holds(c)]


# --- well-formedness -----------------------------------------------------------------------------


def _readable(claim: Claim) -> bool:
    terms = (claim.before, claim.after, *claim.context.assumptions)
    if claim.relation not in _RELATIONS or not all(map(_term, terms)):
        return False
    sides = (claim.before, claim.after)
    if claim.relation in ("iff", "implies", "implied by"):
        return all(is_statement(t) or isinstance(t, Sym) for t in sides)
    return not any(map(is_statement, sides))


def well_formed(data: Any) -> bool:
    """Whether evidence holds what its declaration says, field by field, and no term is too deep."""
    stack: list[tuple[Any, _Reader, int]] = [(data, _evidence, 0)]
    nodes = 0
    while stack:
        top, reader, level = stack.pop()
        nodes += 1
        parts = reader(top)
        if parts is None or level > MAX_DEPTH or nodes > MAX_NODES:
            return False
        stack.extend((part, inner, level + 1) for part, inner in parts)
    return True


_Reader = Callable[[Any], Any]
"""The parts of data with the readers of each; None if it is not what a declaration says."""


def _evidence(data: Any) -> list[tuple[Any, _Reader]] | None:
    fields = _FIELDS.get(type(data))
    return None if fields is None else [(getattr(data, name), reader) for name, reader in fields]


def _reader(declared: Any) -> _Reader:
    """How to read what a field is declared to hold."""
    if declared == Evidence:
        return _evidence
    if declared in (str, Term):
        allowed = _text if declared is str else _term
        return lambda data: () if allowed(data) else None
    if get_origin(declared) is not tuple:  # `Evidence | None`
        return lambda data: () if data is None else _evidence(data)
    inner = get_args(declared)
    readers, size = tuple(_reader(i) for i in inner if i is not ...), len(inner)

    def parts(data: Any) -> Any:
        if not isinstance(data, tuple) or (inner[-1] is not ... and len(data) != size):
            return None
        return zip(data, repeat(readers[0]) if inner[-1] is ... else readers, strict=False)

    return parts


def _text(text: Any) -> bool:
    return isinstance(text, str) and RESERVED not in text


def _term(t: Any) -> bool:
    try:
        return isinstance(t, Num | Sym | App | Bind) and _known_term(t)
    except TypeError:  # a part that has no hash is no term
        return False


@lru_cache(MAX_TERMS)
def _known_term(t: Term) -> bool:
    layer, nodes, level = [t], 0, 0
    while layer:
        nodes, level = nodes + len(layer), level + 1
        if level > MAX_DEPTH or nodes > MAX_NODES or not all(map(_node, layer)):
            return False
        below = (part for top in layer for part in children(top))
        layer = list(islice(below, MAX_NODES + 1))
    return True


def _node(t: Any) -> bool:
    if type(t) in (Num, Sym):
        return type(t) is Num or _text(t.name)
    if type(t) not in (App, Bind) or type(t.args) is not tuple:
        return False
    if type(t) is Bind and not _text(t.var):
        return False
    row = HEADS.get(t.head)
    return row is not None and row.least <= len(t.args) <= row.most


_FIELDS = {
    kind: [(name, _reader(hint)) for name, hint in get_type_hints(kind).items()]
    for kind in get_args(Evidence)
}
"""How each field of a kind of evidence is read."""
