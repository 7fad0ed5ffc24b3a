"""Declarations in words: `k` be a positive integer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivcheck.exporters.manuscript import Math, Plain, Prose
from derivcheck.exporters.prose import listed
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Sym, Term
from derivcheck.notation.formulas.boxes import Box, Sign, whole_range
from derivcheck.notation.formulas.boxes import listed as joined

Looks = Callable[[Term], Box]
"""How a term looks in the document."""

NOUNS = {
    "real": "real number",     "complex": "complex number", "integer": "integer",
    "rational": "rational number", "boolean": "truth value", "function": "function",
}  # fmt: skip
PLURALS = {"index": "indices", "matrix": "matrices"}
SMOOTHNESS = {"C0": "continuous", "C1": "continuously differentiable", "C2": "twice "
              "continuously differentiable"}  # fmt: skip
SIGNS: dict[tuple[str, Term], str] = {
    (">", ZERO): "positive", (">=", ONE): "positive", (">=", ZERO): "nonnegative",
    ("<", ZERO): "negative", ("<=", ZERO): "nonpositive", ("!=", ZERO): "nonzero",
}  # fmt: skip
"""Relation and bound of an assumption about a scalar -> the adjective that says the same."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a name is: adjectives, a noun in the singular, and what follows it."""

    adjectives: tuple[str, ...]
    noun: str
    rest: Prose = ()


def declarations(context: Context, looks: Looks) -> list[Prose]:
    """One phrase for each kind of declared name, the names in front.

    Arguments:
        context: whose sorts are told; an assumption that only gives a sign becomes an adjective,
            two that give the range of an integer make it an index.
        looks: how a term looks.
    """
    grouped: dict[Phrase, list[Prose]] = {}
    for name, sort in context.sorts.items():
        ends = _range(context, name, sort)
        if ends:
            within = Math(whole_range(looks(ends[0]), looks(ends[1])))
            phrase = Phrase((), "index", (Plain(" in "), within))
        else:
            phrase = _phrase(sort, _adjectives(context, name, sort), looks)
        grouped.setdefault(phrase, []).append((Math(looks(Sym(name))),))
    return [
        (*listed(names), Plain(f" be {_told(phrase, names)}"), *phrase.rest)
        for phrase, names in grouped.items()
    ]


def _told(phrase: Phrase, names: Sequence[Prose]) -> str:
    """A phrase with its article, or in the plural."""
    many = len(names) > 1
    noun = PLURALS.get(phrase.noun, f"{phrase.noun}s") if many else phrase.noun
    words = " ".join([*phrase.adjectives, noun])
    return words if many else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def assumptions(context: Context) -> list[Term]:
    """The assumptions that `declarations` does not tell."""
    told: list[Term] = []
    for name, sort in context.sorts.items():
        if ends := _range(context, name, sort):
            told += [App("<=", (ends[0], Sym(name))), App("<=", (Sym(name), ends[1]))]
        else:
            told += [s for s in context.assumptions if _adjective(s, name, sort)]
    return [s for s in context.assumptions if s not in told]


def _range(context: Context, name: str, sort: Sort) -> tuple[Term, Term] | None:
    """The ends of `lower <= name` and `name <= upper`, if the assumptions give both once."""
    if sort.base != "integer" or sort.shape:
        return None
    pairs = [s.args for s in context.assumptions if isinstance(s, App) and s.head == "<="]
    lowers = [left for left, right in pairs if right == Sym(name) and not isinstance(left, Sym)]
    uppers = [right for left, right in pairs if left == Sym(name)]
    return (lowers[0], uppers[0]) if len(lowers) == len(uppers) == 1 else None


def _adjectives(context: Context, name: str, sort: Sort) -> list[str]:
    found = (_adjective(statement, name, sort) for statement in context.assumptions)
    return list(dict.fromkeys(word for word in found if word))


def _adjective(statement: Term, name: str, sort: Sort) -> str | None:
    """The sign that a statement gives to a scalar, if it says no more than that."""
    if sort.shape:
        return None
    match statement:
        case App(relation, (Sym(subject), bound)) if subject == name:
            pass
        case App(relation, (bound, Sym(subject))) if subject == name:
            relation = FLIPPED.get(relation, "")
        case _:
            return None
    if bound == ONE and sort.base != "integer":
        return None
    return SIGNS.get((relation, bound))


def _phrase(sort: Sort, signs: list[str], looks: Looks) -> Phrase:
    smooth = [SMOOTHNESS[trait] for trait in sorted(sort.traits) if trait in SMOOTHNESS]
    traits = [str(trait) for trait in sorted(sort.traits) if trait not in SMOOTHNESS]
    noun, *adjectives = NOUNS[sort.base], *signs, *traits, *smooth
    if sort.shape:
        return _array(sort, adjectives, looks)
    return Phrase((", ".join(adjectives),) if adjectives else (), noun)


def _size(lower: Term, upper: Term) -> Term:
    """How many whole numbers a range has."""
    if lower == ONE:
        return upper
    return upper + 1 if lower == ZERO else upper - lower + 1


def _array(sort: Sort, adjectives: list[str], looks: Looks) -> Phrase:
    sizes = [looks(_size(lower, upper)) for lower, upper in sort.shape]
    noun = {1: "vector", 2: "matrix"}.get(len(sizes), "array")
    shape = joined(sizes, Sign("×", "times"))
    entries = Plain(f" {sort.base} entries")
    if len(sizes) == 1:
        return Phrase(tuple(adjectives), noun, (Plain(" with "), Math(shape), entries))
    of = (Plain(" of size "), Math(shape), Plain(f" with{entries.text}"))
    return Phrase(tuple(adjectives), noun, of)
