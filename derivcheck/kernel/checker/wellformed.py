"""Well-formedness: whether claims and evidence hold what they should, and terms are no monsters.

Evidence comes from outside; what reads it may then rely on its types.  Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, repeat
from typing import Any, get_args, get_origin, get_type_hints

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.language.claims import LINKS, Claim, Context, Field, Relation
from derivcheck.kernel.language.definedness import REACHING, is_statement
from derivcheck.kernel.language.evidence import (
    Along,
    Evidence,
    Linearity,
    NewtonLeibniz,
    Tail,
)  # fmt: skip
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import (
    INFINITE,
    RESERVED,
    App,
    Bind,
    BoundSort,
    Num,
    Sym,
    Term,
    children,
    free_names,
    subterms,
    unusual,
    usual_sort,
)  # fmt: skip
from derivcheck.kernel.work import remembered

_RELATIONS = get_args(Relation)
MAX_DEPTH = 220
"""The nesting depth above which a claim or a term of evidence is rejected unread."""
MAX_NODES = 200_000
"""The number of subterms, or of pieces of evidence, above which they are rejected unread."""
MAX_TERMS = 4_096
"""Of how many terms it is remembered that they are well formed."""


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


def readable(claim: Claim) -> bool:
    """Whether a claim holds terms on both sides, of numbers or of statements as it relates."""
    context = claim.context
    terms = (claim.before, claim.after, *context.assumptions, *context.facts)
    if claim.relation not in _RELATIONS or not all(map(readable_term, terms)):
        return False
    if not all(free_names(t) <= context.sorts.keys() for t in terms):
        return False
    if any(map(ordered, terms[2:])):
        return False
    if context.field == "real" and (any(map(_is_complex, terms)) or _has_complex(context)):
        return False
    sides = (claim.before, claim.after)
    if claim.relation in LINKS:
        return all(is_statement(t) or isinstance(t, Sym) for t in sides)
    return not any(map(is_statement, sides))


def _is_complex(t: Term) -> bool:
    """Whether a term speaks of complex numbers by itself."""
    return unusual(t) and any(
        s.head == "I" if isinstance(s, App) else isinstance(s, Bind) and s.sort == "complex"
        for s in subterms(t)
    )


def _has_complex(context: Context) -> bool:
    return any("complex" in (sort.base, sort.codomain) for sort in context.sorts.values())


def meaningful(t: Term, scalars: Field) -> bool:
    """Whether a term of evidence keeps to its field, and infinity to bounds and comparisons.

    None holds a term of an order: the one rule for these takes them from the claim.
    """
    if not unusual(t):
        return True
    if ordered(t):
        return False
    if scalars == "real" and _is_complex(t):
        return False
    return not any(map(_misplaces_infinity, subterms(t)))


def _misplaces_infinity(t: Term) -> bool:
    match t:
        case App(head, args) if t not in INFINITE and head not in COMPARED:
            return any(u in INFINITE for u in args)
        case Bind(head, _, body, args):
            return body in INFINITE or (head not in REACHING and any(u in INFINITE for u in args))
    return False


COMPARED = frozenset("= != < <= > >= in".split())

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
        allowed = _text if declared is str else readable_term
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


def readable_term(t: Any) -> bool:
    """Whether something is a term of known heads that is not too deep."""
    try:
        return isinstance(t, Num | Sym | App | Bind) and _known_term(t)
    except TypeError:  # a part that has no hash is no term
        return False


@remembered(MAX_TERMS)
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
    row = HEADS.get(t.head)
    if row is None or not row.least <= len(t.args) <= row.most:
        return False
    if t.head in PAIRED and len(t.args) % 2:
        return False
    binds = type(t) is Bind
    return binds == (row.kind == "binder") and (not binds or (_text(t.var) and t.sort in _sorts(t)))


PAIRED = frozenset(("piecewise", "forall"))
"""Heads whose arguments come in twos: values and when, lower and upper."""


def _sorts(t: Bind) -> frozenset[str]:
    """What the variable of a binder may be."""
    if t.head in ("diff", "subs", "antiderivative", "lambda"):
        return _OF_THE_FIELD
    if t.head == "forall":
        return _ALONG_THE_LINE if t.args else _ANY
    if t.head in LIMITS and t.args[0] in INFINITE:
        return _ALONG_THE_LINE
    return frozenset((usual_sort(t.head, t.args),))


_ALONG_THE_LINE = frozenset(("real", "integer"))
_OF_THE_FIELD, _ANY = frozenset(("real", "complex")), frozenset(get_args(BoundSort))

_FIELDS = {
    kind: [(name, _reader(hint)) for name, hint in get_type_hints(kind).items()]
    for kind in get_args(Evidence)
}
"""How each field of a kind of evidence is read."""


def own_terms(evidence: Any) -> Iterator[Term]:
    """The terms that stand in evidence itself, not in evidence inside it."""
    for name, _ in _FIELDS.get(type(evidence), ()):
        yield from _terms(getattr(evidence, name))


def _terms(data: Any) -> Iterator[Term]:
    if isinstance(data, tuple):
        for part in data:
            yield from _terms(part)
    elif isinstance(data, Num | Sym | App | Bind):
        yield data


def opened_by(evidence: Any) -> str:
    """The name that evidence opens itself, or "": the terms that stand in it may speak of it."""
    match evidence:
        case NewtonLeibniz() | Tail() | Along():
            return evidence.var
        case Linearity(Bind(_, var, _, _)):
            return var
    return ""
