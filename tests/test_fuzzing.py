"""Everything that reads keeps its word: what fuzzing found, and a short run of it."""

from __future__ import annotations

import fuzz_readers
import pytest
from fuzzing.changes import inputs
from fuzzing.run import Find, run, shrunk
from fuzzing.targets import TARGETS, Target

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope

BY_NAME = {target.name: target for target in TARGETS}

FOUND = [
    ("a side of a limit begins at the end",  "plain",    b"(dir"),
    ("the same inside of a call",            "plain",    b"Limit(x, x, 0, dir"),
    ("a derivative by 300 variables",        "plain",    b"diff(f(x)" + b",x" * 300 + b")"),
    ("integrals in each other, unwritten",   "plain",    b"int(x" + b",x" * 300 + b")"),
    ("sums in each other, unwritten",        "plain",    b"Sum(1" + b",(j,1,n)" * 300 + b")"),
    ("a statement for 300 numbers",          "plain",    b"for all " + b"j=1..n, " * 300 + b"t"),
    ("bars, more opened than closed",        "plain",    b"||||||x|||"),
    ("the same in a declaration",            "declaration", b"index of||||||n|||"),
    ("a wall of bars",                       "plain",    b"|" * 3_000),
    ("a wall of bars around a name",         "plain",    b"|" * 900 + b"x" + b"|" * 900),
    ("a wall of bars in a row",              "row",
     b'{"id": "", "from": "[[' + b"|" * 3_000 + b'", "to": "1"}'),
    ("a wall of bars behind a relation",     "document",
     b"steps:\n  - implies: x=||| " + b"|" * 3_000),
    ("a bound variable of several sorts",    "evidence", b'{"sum": ["j", ["j"], [], "a", "b"]}'),
    ("a bound variable whose sort is none",  "evidence", b'{"term": {"sum": ["j", "1", [], []]}}'),
    ("a number longer than Python reads",    "report",   b'{"a": ' + b"9" * 5_000 + b"}"),
    ("a number that is no number",           "report",   b'{"schema_version": NaN}'),
    ("lists in lists",                       "report",   b"[" * 100_000),
    ("a key twice, behind many",             "report",
     b"{" + b"".join(b'"%d":0,' % n for n in range(50_000)) + b'"a":0,"a":1}'),
    ("braces in braces in a product of a sum", "latex", rb"\sum_{j\ne i}\prod_{j=1}^nA_{{{j}}}"),
    ("an environment that is not closed",    "latex",    b"\\begin{pmatrix} x & y"),
    ("a size behind the end of a line",      "latex",    rb"\\\big"),
    ("a bracket's half behind the end of a line", "latex", rb"\\\left"),
    ("half a character",                     "answer",   b'{"id": "\\ud800"}'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), [pytest.param(*f[1:], id=f[0]) for f in FOUND])
def test_what_was_found_is_mended(name: str, data: bytes) -> None:
    BY_NAME[name].feed(data)


@pytest.mark.parametrize("start", ["diff(f(x)", "int(x", "sum(1"])
def test_binders_that_are_not_written_one_in_another_are_too_deep_all_the_same(start: str) -> None:
    more = {"diff(f(x)": ",x", "int(x": ",x=0..1", "sum(1": ",j=1..n"}[start]
    scope = Scope({"x": REAL, "n": INTEGER, "f": Sort("function", arity=1)})
    read(start + more * 100 + ")", scope)
    with pytest.raises(Diagnosis, match="DC107"):
        read(start + more * 200 + ")", scope)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_short_run_finds_nothing(name: str) -> None:
    tally = run(BY_NAME[name], range(200))
    assert tally.counts[name] == 200
    assert not list(map(str, tally.finds.values()))


@pytest.mark.parametrize("name", BY_NAME)
def test_the_seeds_are_read_and_differ(name: str) -> None:
    seeds = BY_NAME[name].seeds()
    assert len(set(seeds)) == len(seeds) > 0
    for seed in seeds:
        BY_NAME[name].feed(seed)


def _fragile(data: bytes) -> None:
    """Breaks on two words of its vocabulary together."""
    if b"dir" in data and b"sum(" in data:
        raise IndexError("planted")


PLANTED = Target("plain", _fragile, ("dir", "sum(", "x", "+"))


def test_a_planted_hole_is_found_and_made_small() -> None:
    (find,) = run(PLANTED, range(2_000)).finds.values()
    assert find.error == "IndexError: planted"
    assert sorted(shrunk(PLANTED, find).data) == sorted(b"dirsum(")


def test_an_input_depends_on_its_number_only() -> None:
    seeds, words = PLANTED.seeds(), PLANTED.words
    alone = inputs(seeds, words, False, "plain 0 7")
    assert alone == inputs(seeds, words, False, "plain 0 7")
    assert len({inputs(seeds, words, False, f"plain 0 {n}") for n in range(100)}) > 90


def test_what_takes_too_long_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr("fuzzing.run.SLOW", 0.05)
    (find,) = run(Target("plain", endless, ("x",)), range(1)).finds.values()
    assert find.error.startswith("Hanging")


def test_the_long_run_prints_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz_readers.main(["--count", "20", "--target", "row", "--target", "declaration"]) == 0
    assert capsys.readouterr().out.split() == [
        "row", "20", "declaration", "20", "in", "all", "40", "0", "kinds", "of", "finds",
    ]  # fmt: skip


def test_a_find_makes_the_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz_readers, "TARGETS", (PLANTED,))
    assert fuzz_readers.main(["--count", "2000"]) == 1
    out = capsys.readouterr().out
    assert "IndexError: planted" in out
    assert "1 kinds of finds" in out


def test_finds_of_one_cause_are_of_one_kind() -> None:
    one, other = (Find("row", f"KeyError: {key!r}", "a.py:1 f", b"") for key in "ab")
    assert one.kind == other.kind
