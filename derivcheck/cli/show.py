"""`derivcheck show`: the steps of a file as derivcheck reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from derivcheck.cli.reading import derivations
from derivcheck.documents.model import Derivation, Step
from derivcheck.kernel.language.terms import Term
from derivcheck.notation import latex, plain, sympy
from derivcheck.notation.sympy_library import library
from derivcheck.reporters.clean import clean


def _sympy(term: Term, derivation: Derivation) -> str:
    """The SymPy form, in the order written: `str` would sort the terms by evaluating them."""
    form = sympy.to_sympy(term, derivation.context)
    return str(library().sstr(form, order="none"))


NOTATIONS: dict[str, Callable[[Term, Derivation], str]] = {
    "plain": lambda term, _: plain.show(term),
    "latex": lambda term, derivation: latex.write(term, derivation.spellings),
    "sympy": _sympy,
}


@click.command("show")
@click.argument("path", type=click.Path())
@click.option(
    "--as", "notation", type=click.Choice(list(NOTATIONS)), default="plain", show_default=True,
    help="The notation.",
)  # fmt: skip
def command(path: str, notation: str) -> int:
    """Show how the steps of PATH (- for standard input) are read, one line a step.

    A step that cannot be read is shown with the reason; the exit code is then 1.
    """
    found = derivations(path)
    for derivation in found:
        if derivation.title:
            click.echo(clean(derivation.title))
        for line in _lines(derivation, notation):
            click.echo(f"  {line}")
    return 1 if any(map(_unreadable, found)) else 0


def _lines(derivation: Derivation, notation: str) -> Iterator[str]:
    for problem in derivation.problems:
        yield f"! {clean(str(problem))}"
    steps = list(_flat(derivation.steps))
    width = max((len(s.id) for s in steps), default=0)
    for step in steps:
        yield f"{step.id.ljust(width)}  {clean(_as_read(step, derivation, notation))}"


def _as_read(step: Step, derivation: Derivation, notation: str) -> str:
    if step.text.term is None:
        return "! " + "; ".join(map(str, step.problems))
    return NOTATIONS[notation](step.text.term, derivation)


def _flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield from _flat(step.because)
        yield step


def _unreadable(derivation: Derivation) -> bool:
    unread = any(step.text.term is None for step in derivation.every_step)
    return bool(derivation.problems) or unread
