r"""Calculations that open with a name that nobody declares, `\text{Area} = \int_0^1 x\,dx = 1/2`.

Such a name stands for what follows it, and nothing is said of it: the calculation opens with that,
and a note on it tells.  Where only one relation stands there is nothing else to judge, and the name
stays an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import yaml

from derivcheck.documents.manuscripts.amending import take_out
from derivcheck.documents.manuscripts.nodes import scalar
from derivcheck.documents.manuscripts.steps import Steps
from derivcheck.documents.model import Derivation, Step
from derivcheck.notation.tex.commands import PRIMES
from derivcheck.notation.tex.names import DRESSING, candidates
from derivcheck.notation.tex.tokens import Token, behind, tokenize

_SCRIPTS = frozenset(("_", "^"))
_OPENING, _CLOSING = ("(", "["), (")", "]")


def without_leading_names(steps: Steps, read: Derivation) -> bool:
    """Takes out the names that open calculations and are not declared."""
    if len(read.steps) != len(steps.nodes):
        return False
    gone: list[yaml.MappingNode] = []
    for n, (node, following) in enumerate(pairwise(steps.nodes)):
        third = steps.nodes[n + 2] if n + 2 < len(steps.nodes) else None
        goes_on = _continues(following) and third is not None and _continues(third)
        if not goes_on or "rel" in _keys(following) or not _is_unknown_name(read.steps[n]):
            continue
        gone.append(node)
        at = following.start_mark.index, following.end_mark.index
        told = f"{read.steps[n].text.source} is not declared, and stands for this"
        following.value += [row for row in node.value if row[0].value == "from"]
        following.value.append((scalar("note", *at), scalar(told, *at)))
    take_out(steps, gone)
    return bool(gone)


def _keys(node: yaml.MappingNode) -> set[str]:
    return {key.value for key, _ in node.value}


def _continues(node: yaml.MappingNode) -> bool:
    """Whether a step goes on with the calculation above it."""
    return "expr" in _keys(node) and not {"from", "note"} & _keys(node)


def _is_unknown_name(step: Step) -> bool:
    """Whether a step is one name, with arguments or not, that nobody declares."""
    told = [p.code for p in step.problems]
    place = step.problems[0].place if step.problems else None
    first = place is not None and (place.line, place.column) == (
        step.text.place.line,
        step.text.place.column,
    )
    return step.role == "expr" and told == ["DC201"] and first and is_name(step.text.source)


def is_name(latex: str) -> bool:
    """Whether a formula is one name: a letter or a word, its scripts, and a bracket or none."""
    tokens = tokenize(latex)
    stop = _behind_base(tokens)
    while stop and stop < len(tokens) and (tokens[stop].text in (*_SCRIPTS, *PRIMES)):
        stop = stop + 1 if tokens[stop].text in PRIMES else behind(tokens, stop + 1)
    return bool(stop) and (stop == len(tokens) or _is_bracket(tokens[stop:]))


def _behind_base(tokens: Sequence[Token]) -> int:
    if not tokens:
        return 0
    if tokens[0].text in DRESSING:
        return behind(tokens, 1)
    return 1 if candidates(tokens[0]) else 0


def _is_bracket(tokens: Sequence[Token]) -> bool:
    """Whether one bracket begins and ends what is left."""
    inner = [t for t in tokens if t.text not in (r"\left", r"\right")]
    depth = 0
    for n, token in enumerate(inner):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if not depth:
            return n == len(inner) - 1 and n > 0
    return False
