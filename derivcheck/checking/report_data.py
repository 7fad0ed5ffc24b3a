"""The report as JSON data, and back: what stands in it, how it is written and how it is read.

A table is a kind of object.  A report is written from the tables, its JSON Schema is made of them,
and by them it is compared with what comes out again.  What is read is not believed: inside, it may
have any form.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self, get_args

from derivcheck.checking.objects import Entry, Form, Part, many, maybe
from derivcheck.diagnostics import Diagnostic
from derivcheck.notation.data import evidence_to_data
from derivcheck.verdicts.report import (
    VERDICTS,
    FileReport,
    Kept,
    LeftOut,
    Manner,
    Report,
    Rule,
    StepReport,
    Verdict,
    VerdictName,
)

SCHEMA_VERSION = 2

# --- what stands in a report ---------------------------------------------------------------------


def _together(step: StepReport) -> Rule | None:
    """The rule of a step as it is; several together are confirmed if each of them is."""
    names, confirmed = ", ".join(r.name for r in step.rules), all(r.confirmed for r in step.rules)
    return Rule(names, confirmed) if step.rules else None


def _reasons(thing: StepReport | Answer) -> list[str]:
    """Its reasons, and what else is told of it: there is no other place for that."""
    return [*thing.found.reasons, *(d.line for d in thing.diagnostics)]


def _counting(name: VerdictName) -> Callable[[Report], int]:
    return lambda report: report.count(name)


def _suppressions(report: Report) -> Counter[str] | None:
    return Counter(one.manner for one in report.suppressed) or None


def _manner(name: Manner) -> Callable[[Counter[str]], int]:
    return lambda counts: counts[name]


def _left_out(report: Report) -> LeftOut | None:
    return None if report.left_out == LeftOut() else report.left_out


def evidence_data(evidence: Any) -> Any:
    """Evidence as JSON data, also if it was written down before."""
    return json.loads(evidence.text) if isinstance(evidence, Kept) else evidence_to_data(evidence)


TEXT, FLAG, WHOLE = (Form({"type": kind}) for kind in ("string", "boolean", "integer"))
TEXTS, POINT = many(TEXT), Form({"type": "object", "additionalProperties": TEXT.schema})
FROM_0, FROM_1 = (Form({"type": "integer", "minimum": least}) for least in (0, 1))
SECONDS = Form({"type": "number", "minimum": 0}, lambda seconds: round(seconds, 6))
CODE = Form({"type": "string", "pattern": "^DC[0-9]{3}$"})
SHA256 = Form({"type": "string", "pattern": "^[0-9a-f]*$"})
VERDICT, WORDS = Form({"$ref": "#/$defs/verdict"}), Form({"enum": list(VERDICTS)})
MANNERS: tuple[Manner, ...] = get_args(Manner)
MANNER = Form({"enum": list(MANNERS)})
VERSION = Form({"const": SCHEMA_VERSION})
EVIDENCE = Form({"type": ["object", "null"]}, evidence_data)
JUDGED = "what the kernel judged; for `derivcheck recheck`, and not described here"

PROBLEM = Part("problem", "what is wrong outside of the steps", (
    Entry("code",           CODE,                   "code"),
    Entry("message",        TEXT,                   "message"),
    Entry("hint",           TEXT,                   "hint"),
    Entry("line",           maybe(WHOLE),           "place.line"),
    Entry("column",         maybe(WHOLE),           "place.column"),
))  # fmt: skip
RULE = Part("rule", "a rule, or several joined by commas", (
    Entry("name",           TEXT,                   "name"),
    Entry("confirmed",      FLAG,                   "confirmed",               "whether the step was seen to be an instance of it"),
))  # fmt: skip
COUNTEREXAMPLE = Part("counterexample", "a point at which a step fails", (
    Entry("point",          POINT,                  "point",                   "name -> value, as one would write it"),
    Entry("before",         TEXT,                   "before",                  "the value of the line before there, or `undefined`; empty for a claim"),
    Entry("after",          TEXT,                   "after",                   "the value of the step there"),
    Entry("by",             maybe(TEXT),            "by",                      "a name, if the values are derivatives by it"),
))  # fmt: skip
REPAIR = Part("repair", "an edit of one step", (
    Entry("text",           TEXT,                   "text",                    "what the step should say, with its relation if that changes"),
    Entry("verdict",        VERDICT,                "verdict",                 "on the step with it"),
))  # fmt: skip
SUPPRESSION = Part("suppression", "that a finding is no problem", (
    Entry("code",           CODE,                   "code"),
    Entry("manner",         MANNER,                 "manner",                  "`allowed` by the step, `ignored` by a setting, known to the `baseline`, `tolerated` as undecided"),
    Entry("reason",         TEXT,                   "reason",                  "as given by `reason:`, or the setting"),
))  # fmt: skip
OTHER = Part("other", "a refutation", (
    Entry("from",           TEXT,                   lambda other: other[0]),
    Entry("evidence",       EVIDENCE,               lambda other: other[1].evidence, JUDGED),
))  # fmt: skip
STEP = Part("step", "a step or sub-step", (
    Entry("id",             TEXT,                   "id",                      "`3`, a sub-step `3.a`"),
    Entry("label",          maybe(TEXT),            "label",                   "as given by `label:`"),
    Entry("line",           FROM_1,                 "place.line",              "of its text, from 1"),
    Entry("column",         FROM_1,                 "place.column",            "of its text, in characters from 1"),
    Entry("before",         TEXT,                   "before",                  "text of the line before; empty where a chain opens"),
    Entry("after",          TEXT,                   "after",                   "text of the step"),
    Entry("relation",       TEXT,                   "relation",                "how the two are related: `=`, `<=`, `iff`, ..."),
    Entry("verdict",        maybe(VERDICT),         "verdict.name",            "null for a step that is never judged"),
    Entry("expect",         maybe(VERDICT),         "expect",                  "as given by `expect:`"),
    Entry("code",           maybe(CODE),            "code",                    "what was found, for `derivcheck explain`; null if there is nothing to say"),
    Entry("follows_from",   maybe(TEXT),            "follows_from",            "the step from which it was proved, if that is not the line before"),
    Entry("prover",         maybe(TEXT),            "found.prover",            "which prover found the evidence"),
    Entry("rule",           maybe(RULE),            _together,                 "named by `by:`"),
    Entry("conditions",     TEXTS,                  "found.conditions",        "where the step holds, if not everywhere"),
    Entry("counterexample", maybe(COUNTEREXAMPLE),  "found.counterexample",    "of a refuted step"),
    Entry("repair",         maybe(REPAIR),          "repair",                  "an edit with which the step is proved"),
    Entry("rests_on",       TEXTS,                  "rests_on",                "ids of wrong or undecided steps, and of statements that are taken for granted"),
    Entry("reasons",        TEXTS,                  _reasons,                  "why a step is undecided; remarks on others"),
    Entry("evidence",       EVIDENCE,               "found.evidence",          JUDGED),
    Entry("others",         many(OTHER.inside),     "others",                  "from where else the step does not follow; `from` is empty for the line before", "if any"),
    Entry("note",           TEXT,                   "note",                    "as given by `note:`", "if any"),
    SUPPRESSED := Entry("suppressed", many(SUPPRESSION, 1), "suppressions",   "what of it is no problem because somebody decided so", "if any"),
    Entry("seconds",        SECONDS,                "found.seconds",           "with `--timings`", "timed"),
))  # fmt: skip
CONCLUSION = Part("conclusion", "a chain as a whole", (
    Entry("first",          TEXT,                   lambda c: c.ends[0],       "id of the first step of the chain"),
    Entry("last",           TEXT,                   lambda c: c.ends[1],       "id of its last step"),
    Entry("before",         TEXT,                   "first",                   "text of the first line"),
    Entry("after",          TEXT,                   "last",                    "text of the last line"),
    Entry("verdict",        VERDICT,                "verdict.name",            "on the chain as a whole"),
    Entry("expect",         maybe(VERDICT),         "expect",                  "as given by `conclusion:`"),
    Entry("counterexample", maybe(COUNTEREXAMPLE),  "verdict.counterexample",  "of a refuted chain"),
    Entry("rests_on",       TEXTS,                  "rests_on",                "ids of what its links rest on outside of the chain"),
    Entry("evidence",       EVIDENCE,               "verdict.evidence",        JUDGED),
    SUPPRESSED,
))  # fmt: skip
FILE = Part("file", "a derivation", (
    Entry("path",           TEXT,                   "path",                    "as given by the user; `-` for standard input"),
    Entry("sha256",         SHA256,                 "sha256",                  "digest of the source"),
    Entry("title",          TEXT,                   "title"),
    Entry("steps",          many(STEP),             "steps"),
    Entry("conclusions",    many(CONCLUSION),       "conclusions"),
    Entry("problems",       many(PROBLEM, 1),       "problems",                "what is wrong outside of the steps", "if any"),
    Entry("warnings",       many(PROBLEM, 1),       "warnings",                "what is odd outside of the steps", "if any"),
    SUPPRESSED,
))  # fmt: skip
SUMMARY = Part("summary", "how many judged steps got which verdict", tuple(
    Entry(name,             FROM_0,                 _counting(name)) for name in VERDICTS
))  # fmt: skip
SUPPRESSIONS = Part("suppressions", "how many findings are no problem because somebody decided so", tuple(
    Entry(name,             FROM_0,                 _manner(name)) for name in MANNERS
))  # fmt: skip
LEFT_OUT = Part("left_out", "how many files were not checked", (
    Entry("excluded",       FROM_0,                 "excluded",                "by the setting `exclude`"),
    Entry("other",          FROM_0,                 "other",                   "YAML files of a folder that hold no derivation"),
    Entry("unchanged",      FROM_0,                 "unchanged",               "with `--changed`"),
    Entry("unreached",      FROM_0,                 "unreached",               "with `--fail-fast`"),
    Entry("stale",          FROM_0,                 "stale",                   "findings of the baseline that are gone"),
    Entry("believed",       FROM_0,                 "believed",                "taken from an earlier report, with `--trust-cache`; they are in this one"),
))  # fmt: skip
REPORT = Part("report", "A report of derivcheck check --format json", (
    VERSIONED := Entry("schema_version", VERSION,   lambda _: SCHEMA_VERSION,  "changes when what is here loses its meaning; what is added leaves it"),
    Entry("files",          many(FILE),             "by_path",                 "derivations, by path"),
    COUNTED := Entry("summary", SUMMARY.form,       lambda report: report),
    SILENCED := Entry("suppressed", SUPPRESSIONS.form, _suppressions,       "findings that are no problem because somebody decided so", "if any"),
    OMITTED := Entry("left_out", LEFT_OUT.form,   _left_out,                "what was not checked, though it was there", "if any"),
))  # fmt: skip
_ANSWERED = "id verdict prover conditions counterexample reasons evidence seconds".split()
ANSWER = Part("answer", "a row", tuple(f for f in STEP.entries if f.name in _ANSWERED))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found of a row, told as it would be of a step."""

    id: Any
    verdict: Verdict
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def found(self) -> Verdict:
        """The verdict."""
        return self.verdict


# --- what is told in a report --------------------------------------------------------------------

Object = Mapping[str, Any]

AT_ITS_WORD = frozenset(("prover", "repair", "reasons", "evidence", "suppressed", "seconds"))
"""The entries in which no evidence could show that something else should stand."""
UNCONFIRMED = ("DC501", "DC502")
"""The codes of steps whose rule was not confirmed; no evidence tells."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What an object tells under the names of the fields of a class."""

    @classmethod
    def of(cls, data: Object) -> Self:
        """What is told in an object."""
        return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})


@dataclass(frozen=True, slots=True)
class Told(_Read):
    """What is told of a step, a chain or a row."""

    verdict: Any = None
    prover: Any = None
    reasons: Any = ()
    evidence: Any = None
    follows_from: Any = None
    others: Any = ()

    def refutation(self, source: str, otherwise: Any = None) -> Any:
        """The evidence that it does not follow from a step."""
        found = (o["evidence"] for o in self.others if o["from"] == source)
        return next(found, otherwise)


@dataclass(frozen=True, slots=True)
class ToldFile(_Read):
    """What is told of a derivation."""

    path: Any
    sha256: Any
    title: Any
    steps: Any
    conclusions: Any
    problems: Any = ()
    warnings: Any = ()

    @property
    def ids(self) -> list[Any]:
        """Those of its steps."""
        return [step["id"] for step in self.steps]

    def is_headed_as(self, report: FileReport) -> bool:
        """Whether the title, the problems and the warnings are those of a report."""
        told = self.title, self.problems, self.warnings
        found = report.title, *map(_problems, (report.problems, report.warnings))
        return _plain(told) == _plain(found)


@dataclass(frozen=True, slots=True)
class ToldReport:
    """What is told in a report."""

    files: tuple[ToldFile, ...]
    summary: Any


def told_in(data: Object) -> ToldReport:
    """What is told in a report that has no faults."""
    files = tuple(ToldFile.of(file) for file in _list(data, "files"))
    return ToldReport(files, data["summary"])


def unlike(part: Part, found: Any, told: Object) -> list[str]:
    """The keys under which something else is told than comes out; `true` is not 1, nor is 1.0.

    Arguments:
        found: the thing that is told of.
    """
    judged = tuple(f for f in part.entries if f.name not in AT_ITS_WORD)
    again: Object = replace(part, entries=judged).data(found)
    if part is STEP:
        again, told = _without_rules(again), _without_rules(told)
    return [f.name for f in judged if _plain(told.get(f.name)) != _plain(again.get(f.name))]


def _without_rules(told: Object) -> Object:
    """What is told of a step, but for what was found about the rules that it names."""
    rule, code = told.get("rule"), told.get("code")
    unconfirmed = rule and not rule["confirmed"] and code in UNCONFIRMED
    name = rule["name"] if rule else None
    return {**told, "rule": name, "code": None if unconfirmed else code}


def _problems(found: Iterable[Diagnostic]) -> list[Object]:
    return [PROBLEM.data(one) for one in found]


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def faults(data: Any) -> Iterator[str]:
    """Where a report lacks what always stands there, each place in words.

    Arguments:
        data: as parsed from JSON.
    """
    if not isinstance(data, Mapping):
        yield "the report is not a JSON object"
        return
    version = data.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        yield f"its schema version is {version!r}; version {SCHEMA_VERSION} can be rechecked"
        return
    yield from _lacking(data, REPORT, "the report")
    yield from _lacking(data.get("summary"), SUMMARY, "the summary")
    for number, file in enumerate(_list(data, "files"), start=1):
        where = f"file {number}"
        yield from _lacking(file, FILE, where)
        for key, part in (("steps", STEP), ("conclusions", CONCLUSION)):
            for n, one in enumerate(_list(file, key), start=1):
                yield from _lacking(one, part, f"{where}, {part.name} {n}")


def _list(data: Any, key: str) -> list[Any]:
    """A list of the report; what is none lacks all that it should have."""
    found = data.get(key, []) if isinstance(data, Mapping) else []
    return found if isinstance(found, list) else [found]


def _lacking(data: Any, part: Part, where: str) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield f"{where} is not an object"
        return
    yield from (f"{where} lacks `{key}`" for key in part.required if key not in data)
