"""What a run of forgery tells: the table of rules, and each find with evidence to repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from derivcheck.kernel.language.evidence import Axiom, Cases
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, subterms
from derivcheck.notation.plain import show
from forging.evaluate import Evaluator
from forging.finds import Find
from forging.run import Tally
from forging.trees import KINDS, TERMS, parts, terms_of, trees


def table(tally: Tally) -> Iterator[str]:
    """How often each rule was tried, and accepted something."""
    yield f"{'rule':36}{'tried':>10}{'accepted':>10}"
    for name, tried, accepted in tally.rates():
        indent = "  " if " " in name and name.startswith("Axiom") else ""
        yield f"{indent + name:36}{tried:>10,}{accepted:>10,}"


def story(find: Find, count: int) -> Iterator[str]:
    """A find, with all that it takes to repeat it."""
    status = ", accepted by an inference, rejected by the judge" if find.inner else ""
    yield f"{find.fault} ({count:,} seen{status}): {find.kind}, hole {hole(find) or 'not named'}"
    context = find.claim.context
    yield f"  declared: {', '.join(context.sorts) or 'nothing'}; field: {context.field}"
    for s in context.assumptions:
        yield f"  assumed:  {text(s)}"
    yield f"  claim:    {text(find.claim.before)}  {find.claim.relation}  {text(find.claim.after)}"
    shown = {name: v for name, v in find.point if name in _names(find)}
    yield f"  at:       {', '.join(f'{name} = {v}' for name, v in shown.items()) or 'any point'}"
    if find.note:
        yield f"  note:     {find.note}"
    yield from (f"  {line}" for line in written(find.evidence))


def _names(find: Find) -> set[str]:
    everything = (find.claim.before, find.claim.after, *terms_of(find.evidence))
    return {u.name for t in everything for u in subterms(t) if isinstance(u, Sym)}


def text(t: Term) -> str:
    """A term to read; as data where it cannot be shown."""
    try:
        return show(t)
    except Exception:  # hostile terms need not have a notation
        return code(t)


def written(data: Any, level: int = 0) -> Iterator[str]:
    """Evidence in indented text."""
    pad = "  " * level
    if not isinstance(data, KINDS):
        yield pad + (text(data) if isinstance(data, TERMS) else repr(data))
        return
    held = (part for part in parts(data) if not isinstance(part, KINDS))
    inside = "; ".join(text(part) if isinstance(part, TERMS) else repr(part) for part in held)
    yield f"{pad}{type(data).__name__}({inside})"
    for part in parts(data):
        if isinstance(part, KINDS):
            yield from written(part, level + 1)


def code(data: Any) -> str:
    """Terms or evidence as Python, to be pasted."""
    if isinstance(data, tuple):
        inside = ", ".join(map(code, data))
        return f"({inside},)" if len(data) == 1 else f"({inside})"
    if isinstance(data, KINDS):
        inner = (f"{name}={code(getattr(data, name))}" for name in data.__slots__)
        return f"{type(data).__name__}({', '.join(inner)})"
    match data:
        case Sym(name):
            return f"Sym({name!r})"
        case App(head, args):
            return f"App({head!r}, {code(args)})"
        case Bind(head, var, body, args):
            return f"Bind({head!r}, {var!r}, {code(body)}, {code(args)})"
    return f"Num({data.value!r})" if isinstance(data, TERMS) else repr(data)


# --- the holes of commit 66ee7e3 -----------------------------------------------------------------


def _undefined(t: Term) -> bool:
    return Evaluator("real").defined(t, {}) is False


def _holds_a(find: Find, kind: type[Any], test: Callable[[Any], bool]) -> bool:
    return any(isinstance(tree, kind) and test(tree) for tree in trees(find.evidence))


def _foreign_case(find: Find) -> bool:
    declared = find.claim.context.sorts
    names = lambda e: (u.name for u in subterms(e.statement) if isinstance(u, Sym))  # noqa: E731
    return _holds_a(find, Cases, lambda e: any(name not in declared for name in names(e)))


def _infinite_product(find: Find) -> bool:
    sides = (*subterms(find.claim.before), *subterms(find.claim.after))
    return find.claim.relation not in ("=", "!=") and any(
        isinstance(t, Bind) and t.head == "prod" and App("oo", ()) in t.args for t in sides
    )


HOLES: dict[str, Callable[[Find], bool]] = {
    "a case split on an undeclared name": _foreign_case,
    "a change of variables with a bound without a value": lambda find: _holds_a(
        find,
        Axiom,
        lambda e: e.name.startswith("change") and any(_undefined(u) for _, u in e.bindings),
    ),
    "a limit that exists, whatever its exponent": lambda find: _holds_a(
        find, Axiom, lambda e: e.name == "lim_exp_exists"
    ),
    "an infinite product of positive factors": _infinite_product,
}
"""name -> which finds show it: the holes that were known before forgery was made."""


def hole(find: Find) -> str:
    """The name of a hole that a find shows, if it is one of those."""
    if find.inner or find.fault == "crash":
        return ""
    return next((name for name, shows in HOLES.items() if shows(find)), "")
