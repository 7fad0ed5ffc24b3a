r"""`python tests/latex_blocks.py BLOCKS.jsonl`: how well displayed formulas of authors are read.

Each row of the file is a displayed formula as it stands in somebody's notes:

    latex          the environment, `\begin{align*} ... \end{align*}`
    declarations   the keys of a derivation file that a user would add, as YAML text
    macros         the author's, name -> what it stands for
    lines          its sides in order: `latex`, the `relation` before it ("" opens), a `verdict`
                   (`true`, `true under the assumptions`, `false`, `given`, `opens`,
                   `beyond scope`, `remark`, `cannot be read`), and `value`, what it means in plain
                   notation, if that is known

Three things are measured.

    formulas   each is read; one that opens its block and is a name, which the document takes as
               that of what follows, is `named`; what was read is put beside its `value`, or beside
               the side before it if the line is true, at random points that meet what is assumed
               (`latex_values.py`).
               Written again and read again, it must be the same.  What is refused is read once
               more with what `check --infer` declares; that is told beside, and changes no figure.
    lines      the block as a document: the verdict of each line that states something
    seeded     one change that a slip of the pen makes, which is false at a random point: it must be
               refuted at its line, and no other line that was not before

The exit code is 1 if a formula was read otherwise than meant, or a line has the wrong verdict of
`proved` and `refuted`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import yaml
from latex_values import REFUSALS, points, truth

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.declarations import declare_all
from derivcheck.documents.keys import FILE_KEYS
from derivcheck.documents.loading import guess, load
from derivcheck.documents.unfolding import Meanings, unfold
from derivcheck.documents.yaml_fields import fields_of
from derivcheck.documents.yaml_latex import latex_of
from derivcheck.documents.yaml_nodes import compose
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Term, alpha_equal
from derivcheck.notation.latex import write
from derivcheck.notation.plain import read as read_plain
from derivcheck.notation.tex.reading import LatexReader, macros_of
from derivcheck.obligations.derivation import obligations
from derivcheck.verdicts.settings import Settings

POINTS = 3
"""Points at which a formula is compared."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A side of a row.

    Arguments:
        start, stop: where it stands in the document of its row.
    """

    latex: str
    relation: str
    verdict: str
    value: str | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Row:
    """A displayed formula with what is declared, as a document of its own."""

    id: str
    declarations: str
    macros: dict[str, str]
    document: str
    formulas: tuple[Formula, ...]


def rows(path: str) -> Iterator[Row]:
    """The rows of a file."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        macros = ", ".join(f"{_quoted(k)}: {_quoted(v)}" for k, v in row["macros"].items())
        keys = f"{row['declarations'].rstrip()}\nmacros: {{{macros}}}\n"
        above = re.sub("(?m)^", "%   ", keys.rstrip())
        document = f"% derivcheck:\n{above}\n{row['latex']}\n"
        found, at = [], document.index(row["latex"])
        for told in row["lines"]:
            start, stop = place(told["latex"], document, at)
            at = stop
            held = (told["latex"], told["relation"], told["verdict"], told.get("value"))
            found.append(Formula(*held, start, stop))
        yield Row(str(row["id"]), row["declarations"], row["macros"], document, tuple(found))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def place(latex: str, document: str, at: int) -> tuple[int, int]:
    """Where a formula stands in a document, blanks, cells and rows left aside."""
    signs = (re.escape(c) for c in latex if not c.isspace() and c != "&")
    between = r"(?:[\s&]|(?<!\\)\\\\(?!\\)|%[^\n]*\n)*?"
    match = re.compile(between.join(signs)).search(document, at)
    if not match:
        raise SystemExit(f"`{latex}` does not stand in its block")
    return match.span()


# --- formulas ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """What a row declares: what reads its formulas, and what the names of these mean."""

    reader: LatexReader
    context: Context
    meanings: Meanings

    def whole(self, t: Term) -> Term:
        return unfold(t, self.meanings)


def names(row: Row) -> Names:
    """What a row declares."""
    document = compose(row.declarations)
    fields = fields_of(document, document.nodes[0], FILE_KEYS, "a derivation")
    field = fields.word("field")
    declared = declare_all(fields, "complex" if field == "complex" else "real")
    spelled = latex_of(fields, declared.scope, {}, {}).names
    reader = LatexReader(declared.scope, spelled, macros_of(row.macros))
    (derivation,) = load("row.yaml", f"{row.declarations.rstrip()}\nsteps: [claim: 0 = 0]\n")
    (made,) = obligations(derivation)
    return Names(reader, made.context, made.meanings)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a formula: `meant`, `read` (beside nothing), `refused` or `OTHERWISE`.

    What stands between formulas is a `remark`.
    """

    formula: Formula
    what: str
    why: str = ""
    term: Term | None = None

    @property
    def says_nothing(self) -> bool:
        r"""Whether it is an `\intertext`, which stands between formulas and is none."""
        return self.formula.latex.startswith(r"\intertext{")


def told(row: Row, named: Names) -> list[Told]:
    """Each formula of a row, read and compared."""
    made: list[Told] = []
    integrated = frozenset[str]()
    for formula in row.formulas:
        if Told(formula, "remark").says_nothing:
            made.append(Told(formula, "remark"))
            continue
        try:
            line = named.reader.line(formula.latex, integrated)
            (side,) = line.sides
            if side.problem or side.reading is None:
                raise Diagnosis(side.problem) if side.problem else ValueError("nothing is there")
            term = named.whole(side.reading.term)
        except (Diagnosis, ValueError) as error:
            made.append(Told(formula, "refused", str(error)))
            continue
        integrated |= line.integrated
        above = [t for t in made if t.what != "remark"]
        found = compared(Told(formula, "read", "", term), above, named)
        if found.what == "meant" and formula.value is None and above[-1].what == "read":
            # the two are equal, as they should be
            made[made.index(above[-1])] = replace(above[-1], what="meant")
        made.append(found)
    return made


def compared(found: Told, above: list[Told], named: Names) -> Told:
    """What was read beside its reference value, or else beside the side that it is equal to."""
    if rewritten := _rewritten(found, named):
        return replace(found, what="OTHERWISE", why=rewritten)
    assert found.term is not None
    if found.formula.value is not None:
        wanted = named.whole(read_plain(found.formula.value, named.reader.scope).term)
        claims = [(App("=", (found.term, wanted)), True)]
    elif above and above[-1].term is not None and found.formula.relation in RELATED:
        stated = App(RELATED[found.formula.relation], (above[-1].term, found.term))
        holds = {"true": True, "true under the assumptions": True, "false": False}
        if found.formula.verdict not in holds:
            return found
        claims = [(stated, holds[found.formula.verdict])]
    else:
        return found
    for stated, holds in claims:
        seen = sampled(stated, named.context, premises(above))
        if seen is None:
            return found
        if seen != holds:
            return replace(found, what="OTHERWISE", why=f"{write(stated)} is {seen} at a point")
    return replace(found, what="meant")


RELATED = {"=": "=", r"\le": "<=", r"\leq": "<=", "<": "<", r"\ge": ">=", r"\geq": ">=", ">": ">",
           r"\neq": "!=", r"\ne": "!="}  # fmt: skip


def premises(above: list[Told]) -> tuple[Term, ...]:
    """What the lines above state, as far as it was read: what a list of statements rests on."""
    found = []
    for before, here in pairwise(above):
        given = here.formula.verdict == "given" and here.formula.relation in RELATED
        if given and before.term is not None and here.term is not None:
            found.append(App(RELATED[here.formula.relation], (before.term, here.term)))
    return tuple(found)


def sampled(stated: Term, context: Context, premises: tuple[Term, ...]) -> bool | None:
    """Whether a statement is true at some points; None if there is none that decides."""
    seen = []
    for point in points(context, premises, seed=1):
        try:
            seen.append(truth(stated, point))
        except REFUSALS:
            continue
        if len(seen) == POINTS or not seen[-1]:
            return all(seen)
    return all(seen) if seen else None


def _rewritten(found: Told, named: Names) -> str:
    """What differs when a formula is written and read again; "" if nothing does."""
    assert found.term is not None
    latex = write(found.term)
    plain = LatexReader(named.reader.scope)
    try:
        again = plain.formula(latex).term
    except Diagnosis as error:
        return "" if error.diagnostic.code in UNSAYABLE else f"{latex}: {error.diagnostic.message}"
    return "" if alpha_equal(again, found.term) else f"written as {latex}, it reads otherwise"


UNSAYABLE = ("DC124",)
"""Codes of readings that LaTeX cannot tell apart."""


def inferred(row: Row) -> Row:
    """The row with what `check --infer` declares for its document."""
    mark = guess("row.tex", row.document).partition("sentences; ")[2]
    keys = yaml.safe_load(row.declarations) or {}
    for item in mark.split("; ") if mark else ():
        if item.startswith("name "):
            spelling, _, meaning = item.removeprefix("name ").partition(" = ")
            keys.setdefault("names", {})[spelling] = meaning
            continue
        declared, _, sort = item.partition(": ")
        keys.setdefault("symbols", {}).update(dict.fromkeys(declared.split(", "), sort))
    return replace(row, declarations=yaml.safe_dump(keys, allow_unicode=True))


def problems(row: Row) -> frozenset[int]:
    """Where formulas of a row begin that its document cannot read."""
    starts = [0, *(m.end() for m in re.finditer("\n", row.document))]
    found = set[int]()
    for derivation in load("row.tex", row.document):
        if derivation.problems:
            return frozenset(f.start for f in row.formulas)
        for step in derivation.every_step:
            at = starts[step.text.place.line - 1] + step.text.place.column - 1
            held = (f.start for f in row.formulas if f.start <= at < f.stop)
            found.update(held if step.problems else ())
    return frozenset(found)


# --- lines ---------------------------------------------------------------------------------------

JUDGED = {"true": "proved", "true under the assumptions": "proved", "false": "refuted"}


def verdicts(row: Row, document: str) -> dict[int, str]:
    """The verdict of each formula of a row that states something.

    Arguments:
        document: of the row, perhaps with a change that leaves the formulas at their places.
    """
    starts = [0, *(m.end() for m in re.finditer("\n", document))]
    found: dict[int, str] = {}
    for derivation in load("row.tex", document):
        if derivation.problems:
            return dict.fromkeys(range(len(row.formulas)), "invalid")
        judged = {s.id: s for s in check_derivation(derivation, Settings()).steps}
        for step in derivation.every_step:
            at = starts[step.text.place.line - 1] + step.text.place.column - 1
            end = at + len(step.text.source)
            verdict = judged[step.id].verdict
            for n, formula in enumerate(row.formulas):
                if formula.start < end <= formula.stop:
                    found[n] = verdict.name if verdict else "taken"
    return found


# --- seeded mistakes -----------------------------------------------------------------------------


def slips(latex: str, rng: random.Random) -> list[str]:
    """A formula with one slip of the pen, in every way: a digit, a sign, a function, a name."""
    made = []
    for match in re.finditer(r"(?<![\\A-Za-z_{])\d|[+]|(?<=[\w})] )-|\\(?:sin|cos)\b", latex):
        old = match[0]
        new = SLIPS.get(old) or str((int(old) + 1) % 10)
        made.append(latex[: match.start()] + new + latex[match.end() :])
    rng.shuffle(made)
    return [*made, f"2 {latex}", f"{latex} + 1"]


SLIPS = {"+": "-", "-": "+", r"\sin": r"\cos", r"\cos": r"\sin"}


@dataclass(frozen=True, slots=True)
class Seeded:
    """A row with a wrong line: which, what stands there, and the document."""

    number: int
    latex: str
    document: str
    row: Row


def seeded(row: Row, named: Names, made: list[Told], rng: random.Random) -> Iterator[Seeded]:
    """The row with one line spoiled, for every line that can be; false at a random point."""
    for n, found in enumerate(made):
        formula = found.formula
        if not n or JUDGED.get(formula.verdict) != "proved" or formula.relation != "=":
            continue
        for latex in slips(row.document[formula.start : formula.stop], rng):
            before = next((t.term for t in made[n - 1 :: -1] if t.what != "remark"), None)
            try:
                term = named.whole(named.reader.line(_joined(latex)).sides[0].reading.term)
            except (Diagnosis, AttributeError):
                continue
            stated = before is not None and App("=", (before, term))
            if stated and sampled(stated, named.context, premises(made[:n])) is False:
                yield Seeded(n, latex, *_spoiled(row, n, latex))
                break


def _joined(latex: str) -> str:
    """A formula without cells and rows."""
    return re.sub(r"&|\\\\(?![A-Za-z])", " ", latex) if r"\begin" not in latex else latex


def _spoiled(row: Row, n: int, latex: str) -> tuple[str, Row]:
    start, stop = row.formulas[n].start, row.formulas[n].stop
    by = len(latex) - (stop - start)
    moved = [
        replace(f, start=f.start + by * (k > n), stop=f.stop + by * (k >= n))
        for k, f in enumerate(row.formulas)
    ]
    document = row.document[:start] + latex + row.document[stop:]
    return document, replace(row, formulas=tuple(moved))


def blamed(before: dict[int, str], after: dict[int, str], n: int) -> str:
    """What became of a row with a wrong line: `found`, `missed`, or which other line is blamed."""
    others = [k for k, v in after.items() if v == "refuted" and before.get(k) != v and k != n]
    if others:
        return f"another line is blamed: {others[0]}"
    return "found" if after.get(n) == "refuted" else f"missed: {after.get(n)}"


# --- the command ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What was counted so far, and what is to be told of it."""

    formulas: Counter[str]
    lines: Counter[str]
    guessed: Counter[str]
    seeds: Counter[str]
    wrong: int = 0


def main() -> int:
    """Measures; the exit code is 1 if something was read otherwise, or judged wrongly."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--only", choices=("formulas", "lines", "seeded"), help="one of the three")
    parser.add_argument("--every", action="store_true", help="spoil every line, not one of a row")
    parser.add_argument("--id", help="one row only")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    for row in (r for path in asked.paths for r in rows(path)):
        if asked.id in (None, row.id):
            measure(row, asked, tally)
    for title, counted in (
        ("formulas", tally.formulas),
        ("  of the refused, with what --infer declares", tally.guessed),
        ("lines", tally.lines),
        ("seeded", tally.seeds),
    ):
        if counted:
            figures = ", ".join(f"{n} {what}" for what, n in sorted(counted.items()))
            print(f"{title:9} {sum(counted.values())}: {figures}")
    return int(bool(tally.wrong))


def measure(row: Row, asked: argparse.Namespace, tally: Tally) -> None:
    """Measures a row, and tells what is not as it should be."""
    named = names(row)
    made = told(row, named)
    if asked.only in (None, "formulas"):
        unnamed, again = problems(row), list[Told]()
        for found in made:
            opens = found.what == "refused" and found.formula.verdict == "opens"
            if opens and found.formula.start not in unnamed:
                tally.formulas["named"] += 1
                continue
            if found.what == "refused":
                again = again or told(row, names(inferred(row)))
                there = again[made.index(found)]
                tally.guessed[there.what] += 1
                tally.wrong += there.what == "OTHERWISE"
            tally.formulas[found.what] += 1
            tally.wrong += found.what == "OTHERWISE"
            if found.why:
                print(f"{row.id}  {found.what}: {found.formula.latex}\n      {found.why}")
    if asked.only == "formulas":
        return
    before = verdicts(row, row.document)
    if asked.only in (None, "lines"):
        for n, formula in enumerate(row.formulas):
            judged(row, formula, before.get(n, "none"), tally)
    if asked.only in (None, "seeded"):
        rng = random.Random(f"{asked.seed} {row.id}")
        spoiled = list(seeded(row, named, made, rng))
        for one in spoiled if asked.every or not spoiled else [rng.choice(spoiled)]:
            found = blamed(before, verdicts(one.row, one.document), one.number)
            tally.seeds[found.partition(":")[0]] += 1
            if found != "found":
                print(f"{row.id}  {found}: {one.latex}")


def judged(row: Row, formula: Formula, verdict: str, tally: Tally) -> None:
    """Counts the verdict of a line."""
    wanted = JUDGED.get(formula.verdict)
    if wanted is None:
        if formula.verdict in ("beyond scope", "remark", "cannot be read"):
            tally.lines[f"{formula.verdict}: {verdict}"] += 1
        return
    tally.lines["right" if verdict == wanted else "not decided"] += 1
    wrong = {verdict, wanted} == {"proved", "refuted"}
    tally.wrong += wrong
    if verdict != wanted:
        word = "WRONG" if wrong else "line"
        print(f"{row.id}  {word} {verdict}, not {wanted}: {formula.relation} {formula.latex}")


if __name__ == "__main__":
    sys.exit(main())
