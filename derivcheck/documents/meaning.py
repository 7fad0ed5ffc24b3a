"""What a file says, without where and how it says it: for asking whether a change changed it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.documents.loading import load
from derivcheck.documents.model import Definition, Derivation, Step, Text

NOWHERE = Place(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a file says: what stands outside of the steps, and the steps, those within others too.

    Texts that were read are their terms only; others stay as they are.
    """

    outside: tuple[Derivation, ...]
    steps: tuple[Step, ...]


def meaning(source: str) -> Meaning:
    """What the text of a file says."""
    return meant(load("", source))


def meant(derivations: tuple[Derivation, ...]) -> Meaning:
    """What the derivations of a file say."""
    steps = tuple(_step(step) for d in derivations for step in d.every_step)
    return Meaning(tuple(map(_outside, derivations)), steps)


def _outside(derivation: Derivation) -> Derivation:
    return replace(
        derivation,
        path="",
        source="",
        steps=(),
        definitions=tuple(map(_definition, derivation.definitions)),
        problems=tuple(map(_found, derivation.problems)),
        warnings=tuple(map(_found, derivation.warnings)),
    )


def _step(step: Step) -> Step:
    return replace(
        step,
        text=_text(step.text),
        because=(),
        rules_place=None,
        definitions=tuple(map(_definition, step.definitions)),
        problems=tuple(map(_found, step.problems)),
    )


def _definition(definition: Definition) -> Definition:
    return replace(definition, body=_text(definition.body))


def _text(text: Text) -> Text:
    return Text(text.source if text.term is None else "", NOWHERE, text.term)


def _found(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, place=None, span=None)
