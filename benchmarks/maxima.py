"""Maxima, where it is installed, asked through a pipe: `is(equal(radcan(exponentialize(d)), 0))`.

Caveats: `d` is the difference of the sides; the clock includes the pipe and Maxima's reading.
Maxima asks back when a sign is missing, and that counts as undecided.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass, field
from typing import IO

from benchmarks.workers import Answer, Decide, Row
from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term

NAME = "Maxima"
COMMAND = ("maxima", "--very-quiet")
MARK = "answer"
WORDS = {"true": "proved", "false": "refuted"}

NAMES = {
    "pi": "%pi", "E": "%e", "I": "%i", "oo": "inf", "EulerGamma": "%gamma", "neg": "-",
    "ceiling": "ceiling", "sign": "signum", "re": "realpart", "im": "imagpart", "arg": "carg",
    "digamma": "psi[0]",
} | {
    name: name
    for name in (
        "exp log sqrt abs sin cos tan sec csc cot asin acos atan acot sinh cosh tanh sech csch "
        "coth asinh acosh atanh floor factorial binomial gamma beta erf conjugate zeta min max"
    ).split()
}  # fmt: skip
"""Head of a term -> its name in Maxima."""

BINDERS = {"int": "integrate", "antiderivative": "integrate", "sum": "sum", "prod": "product"}
LIMITS = {"lim": "", "lim+": ", plus", "lim-": ", minus"}


class Unwritable(Exception):
    """A term that is not written in Maxima's language here."""


def installed() -> bool:
    """Whether Maxima is there."""
    return shutil.which(COMMAND[0]) is not None


def start() -> Decide:
    """Start Maxima, and ask it; after a question of its own it is started again."""
    return _Session().decide


@dataclass(slots=True)
class _Session:
    """A running Maxima."""

    process: subprocess.Popen[str] | None = field(default=None)

    def decide(self, row: Row) -> Answer:
        try:
            text = question(read_row(row))
        except Unwritable:
            return Answer("undecided", None)
        pipe_in, pipe_out = self.pipes()
        start = time.perf_counter()
        pipe_in.write(text)
        pipe_in.flush()
        verdict = self.heard(pipe_out)
        return Answer(verdict, time.perf_counter() - start)

    def heard(self, pipe: IO[str]) -> str:
        """The verdict in what Maxima prints; a session that asks back is over."""
        for line in pipe:
            if line.startswith(MARK):
                return WORDS.get(line.removeprefix(MARK).strip(), "undecided")
            if line.rstrip().endswith("?"):
                break
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None
        return "undecided"

    def pipes(self) -> tuple[IO[str], IO[str]]:
        if self.process is None:
            self.process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("Maxima runs without pipes")
        return self.process.stdin, self.process.stdout


def question(claim: Claim) -> str:
    """The lines that ask for a claim, from declarations to verdict; errors are caught."""
    lines = ["kill(all)$"]
    for name, sort in claim.context.sorts.items():
        if sort.base in ("integer", "complex"):
            lines.append(f"declare({_name(name)}, {sort.base})$")
    lines += [f"assume({text})$" for text in map(_assumption, claim.context.assumptions) if text]
    difference = f"{write(claim.before)} - {write(claim.after)}"
    asked = f"is(equal(radcan(exponentialize({difference})), 0))"
    lines.append(f'(errcatch({MARK}: {asked}), print("{MARK}", {MARK}))$')
    return "\n".join(lines) + "\n"


def _assumption(t: Term) -> str | None:
    """A comparison as Maxima's `assume` has it; others are left out."""
    match t:
        case App("<" | "<=" | ">" | ">=" as relation, (left, right)):
            return f"{write(left)} {relation} {write(right)}"
        case App("!=", (left, right)):
            return f"notequal({write(left)}, {write(right)})"
    return None


def _name(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise Unwritable(name)
    return f"v_{name}"  # clear of Maxima's own names


def write(t: Term) -> str:
    """A term in Maxima's language, with every pair of parentheses.

    Raises:
        Unwritable: for a head that has no row above.
    """
    match t:
        case Num(value):
            return f"({value})"
        case Sym(name):
            return _name(name)
        case App("+" | "*" | "/" | "^" as operator, args):
            return f"({operator.join(map(write, args))})"
        case App("log", (arg, base)):
            return f"(log({write(arg)})/log({write(base)}))"
        case App(head, ()) if head in NAMES:
            return NAMES[head]
        case App(head, args) if head in NAMES:
            return f"({NAMES[head]}({', '.join(map(write, args))}))"
        case Bind():
            return _binder(t)
    raise Unwritable(t.head)


def _binder(t: Bind) -> str:
    body = f"{write(t.body)}, {_name(t.var)}"
    match t:
        case Bind("int" | "sum" | "prod" as head, _, _, (lower, upper)):
            return f"{BINDERS[head]}({body}, {write(lower)}, {write(upper)})"
        case Bind("lim" | "lim+" | "lim-" as head, _, _, (target,)):
            return f"limit({body}, {write(target)}{LIMITS[head]})"
        case Bind("antiderivative" as head, var, _, (Sym(name),)) if name == var:
            return f"{BINDERS[head]}({body})"
        case Bind("diff", var, _, (Sym(name), order)) if name == var:
            return f"diff({body}, {write(order)})"
    raise Unwritable(t.head)
