"""Hostile and broken files, through the command line: a clear diagnostic, and nothing left behind.

The cases of a table have a process together, with little memory.  How long a case may take is not
asserted here; what runs away fails by the time limit of its process.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli import sources

ROOT = Path(__file__).parent.parent
MEMORY = 2_000_000_000  # bytes of address space for each process
PATIENCE = 600  # seconds, should a case never end; it takes less than two
HEAD = "derivcheck: 1\nsymbols:\n  x, y, z: real\n  n: positive integer\nsteps:\n"
FINE = HEAD + "  - expr: x + x\n  - expr: 2*x\n"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Outcome:
    """What a run left behind: exit code, the text it printed, the codes in it."""

    code: int
    out: str

    @property
    def codes(self) -> set[str]:
        return set(re.findall(r"\bDC\d{3}\b", self.out))


def run(folder: Path, *arguments: str | Path) -> Outcome:
    """Run the command line in a folder, and see that it stays clean and says nothing alarming."""
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "derivcheck", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    out = done.stdout + done.stderr
    assert "Traceback" not in out
    assert not CONTROL.search(out)
    assert sorted(folder.rglob("*")) == before
    return Outcome(done.returncode, out)


def written(folder: Path, contents: Iterable[str | bytes]) -> list[str]:
    """The names of files with these contents."""
    names = []
    for number, content in enumerate(contents):
        names.append(f"{number:03}.yaml")
        data = content if isinstance(content, bytes) else content.encode()
        (folder / names[-1]).write_bytes(data)
    return names


Cases = dict[str, Outcome]


def checked(folder: Path, contents: Iterable[str]) -> Cases:
    """What one process says of each of many files: content -> outcome."""
    listed = list(contents)
    names = written(folder, listed)
    report = json.loads(run(folder, "check", ".", "--format", "json").out)
    steps = {Path(file["path"]).name: file["steps"] for file in report["files"]}
    return {content: _alone(steps[name]) for content, name in zip(listed, names, strict=True)}


def _alone(steps: list[dict[str, Any]]) -> Outcome:
    """The outcome that a process would have had for a file of these steps alone."""
    verdicts = {step["verdict"] for step in steps}
    codes = " ".join(step["code"] for step in steps if step["verdict"] == "invalid")
    return Outcome(1 if verdicts & {"refuted", "invalid"} else 3 * ("undecided" in verdicts), codes)


def step(text: str) -> str:
    return f"{HEAD}  - expr: {text}\n  - expr: x\n"


def claim(text: str) -> str:
    return f"{HEAD}  - claim: {text}\n"


# --- files that are refused ----------------------------------------------------------------------

BOMB = "a0: &a0 [1, 1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
SYSTEM = "!!python/object/apply:os.system [touch pwned]"

FILES = [
    ("alias bomb",                  "DC006", BOMB),
    ("cyclic anchor",               "DC006", "derivcheck: 1\nsteps: &s\n  - *s\n"),
    ("anchor that is its own root", "DC006", "&a [*a]\n"),
    ("anchor under a merge key",    "DC006", "<<: &a {title: b}\n" + FINE),
    ("merge key in a step",         "DC004", HEAD + "  - <<: {expr: x}\n"),
    ("scalar of 50 MB",             "DC003", "title: " + "a" * 50_000_000 + "\n" + FINE),
    ("expression of 2 MB",          "DC106", step("x" * 1_900_000)),
    ("tag that calls",              "DC007", SYSTEM + "\n"),
    ("tag that calls, as a title",  "DC007", f"title: {SYSTEM}\n" + FINE),
    ("brackets without end",        "DC009", "[" * 100_000),
    ("braces without end",          "DC009", "{a: " * 10_000),
    ("keys without end",            "DC009", "? " * 50_000),
    ("indented ever deeper",        "DC009", "\n".join(" " * i + "a:" for i in range(1500))),
    ("more than 10,000 steps",      "DC009", HEAD + "  - expr: x\n" * 10_001),
    ("10,000 symbols",              "DC009",
     "symbols:\n" + "".join(f"  x{i}: real\n" for i in range(10_000)) + "steps:\n  - expr: x1\n"),
    ("key of 100,000 characters",   "DC001", "k" * 100_000 + ": 1\n" + FINE),
    ("10,000 lines of a trap",      "DC015", HEAD + "  - expr: %x\n" * 10_000),
    ("definitions in a circle",     "DC211", "define: {f: g, g: f}\n" + FINE),
    ("empty",                       "DC008", b""),
    ("a comment only",              "DC008", "# nothing\n"),
    ("null",                        "DC007", "~\n"),
    ("a list",                      "DC007", "[1, 2]\n"),
    ("NUL bytes",                   "DC001", b"\0" * 1000),
    ("NUL byte in a step",          "DC001", step("x + \0 1")),
    ("escape sequence in a title",  "DC001", "title: \x1b[2J\x1b]0;pwned\x07\n" + FINE),
    ("C1 control character",        "DC001", step("x + \x9b2J")),
    ("binary",                      "DC002", bytes(range(256)) * 100),
    ("an image",                    "DC002", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ("UTF-16",                      "DC002", FINE.encode("utf-16")),
    ("UTF-32",                      "DC002", FINE.encode("utf-32")),
    ("Latin-1",                     "DC002", (FINE + "# \xe9\n").encode("latin-1")),
    ("half a character",            "DC002", step("x \ud800").encode("utf-8", "surrogatepass")),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What one process says of each of the files."""
    folder = tmp_path_factory.mktemp("refused")
    names = written(folder, (content for *_, content in FILES))
    found = run(folder, "check", *names, "--format", "concise")
    lines = {name: re.findall(rf"^{name}:.*", found.out, re.MULTILINE) for name in names}
    return [Outcome(found.code, "\n".join(lines[name])) for name in names]


@pytest.mark.parametrize("number", range(len(FILES)), ids=[name for name, *_ in FILES])
def test_a_file_is_refused(number: int, refused: list[Outcome]) -> None:
    found = refused[number]
    assert found.code == 1
    assert f" error: {FILES[number][1]} " in found.out


# --- steps that cannot be read -------------------------------------------------------------------

UNREADABLE = [
    ("a call of Python",           "DC101", "__import__('os').system('touch pwned')"),
    ("a call, double quotes",      "DC101", '__import__("os").system("touch pwned")'),
    ("dunder attributes",          "DC101", "x.__class__.__mro__"),
    ("a lambda",                   "DC101", "(lambda: open('pwned', 'w'))()"),
    ("parentheses",                "DC106", "(" * 100_000 + "x" + ")" * 100_000),
    ("parentheses never closed",   "DC106", "(" * 100_000),
    ("parentheses, shorter",       "DC107", "(" * 600 + "x" + ")" * 600),
    ("calls",                      "DC106", "abs(" * 100_000 + "x" + ")" * 100_000),
    ("calls, shorter",             "DC107", "abs(" * 300 + "x" + ")" * 300),
    ("bars",                       "DC106", "'" + "|" * 100_000 + "'"),
    ("unary minus",                "DC106", "x" + "-" * 100_000 + "x"),
    ("unary minus, shorter",       "DC107", "x" + "-" * 1000 + "x"),
    ("powers",                     "DC106", "^".join(["x"] * 20_000)),
    ("powers, shorter",            "DC107", "^".join(["x"] * 600)),
    ("indices",                    "DC106", "x" + "[1" * 20_000 + "]" * 20_000),
    ("indicators",                 "DC107", "1{" * 500 + "x > 0" + "}" * 500),
    ("primes",                     "DC106", "x" + "'" * 50_000),
    ("a sum of 50,000 terms",      "DC106", "+".join(["x"] * 50_000)),
    ("a line of a million blanks", "DC106", "x " + " " * 1_000_000 + " + y"),
    ("a number of 1.9 MB",         "DC106", "9" * 1_900_000),
    ("an exponent of nine digits", "DC108", "1e999999999"),
    ("a vector of 20,000 entries", "DC106", "[" + ",".join(["x"] * 20_000) + "]"),
    ("a letter that looks like x", "DC201", "\u0445 + 1"),
    ("a space without width",      "DC101", "x\u200b + 1"),
    ("text that runs backwards",   "DC101", "x + \u202e1 + y\u202c"),
]  # fmt: skip


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    return checked(tmp_path_factory.mktemp("unreadable"), (step(u[-1]) for u in UNREADABLE))


@pytest.mark.parametrize(("code", "text"), [pytest.param(*u[1:], id=u[0]) for u in UNREADABLE])
def test_a_step_is_invalid(code: str, text: str, unreadable: Cases) -> None:
    found = unreadable[step(text)]
    assert (found.code, found.codes) == (1, {code})


# --- steps that cost too much --------------------------------------------------------------------

TOO_LARGE = [
    ("tower of powers, Python's sign", False, "9**9**9**9 = 1"),
    ("tower of powers, compared",      True,  "9^9^9^9 > 8^9^9^9"),
    ("tiny power",                     True,  "10^(-10^10^10) > 0"),
    ("sine of a huge number",          False, "sin(10^10^10) = 0"),
    ("nested factorials",              False, "factorial(factorial(factorial(20))) = 1"),
    ("remainder of a huge power",      False, "mod(10^10^9, 7) = 9"),
    ("sum of 10^9 terms",              False, "sum(1/j, j = 1..10^9) = 21"),
    ("product of 10^9 factors",        False, "prod(1 + 1/(j + 1), j = 1..10^9) = 7"),
    ("four sums inside each other",    False,
     "sum(sum(sum(sum(1/(i*j*k*m), i=1..999), j=1..999), k=1..999), m=1..999) = 1"),
    ("derivative of order 10^9",       False, "diff(x^2*exp(x), (x, 999999999)) = 1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    texts = [claim(row[-1]) for row in (*TOO_LARGE, *DECIDED)]
    return checked(tmp_path_factory.mktemp("large"), texts)


@pytest.mark.parametrize(("true", "text"), [pytest.param(*c[1:], id=c[0]) for c in TOO_LARGE])
def test_a_step_that_may_cost_too_much_is_not_misjudged(
    true: bool, text: str, large: Cases
) -> None:
    assert large[claim(text)].code in (3, 0 if true else 1)


DECIDED = [
    ("an equal tower",         0, "9^9^9^9 = 9^9^9^9"),
    ("an equal large power",   0, "(x + y + z)^5000 = (z + y + x)^5000"),
    ("an unequal large power", 1, "(x + y + z)^5000 = (x + y + z)^5000 + 1"),
    ("a binomial of 10^9",     1, "binomial(10^9, 5*10^8) = 1"),
    ("a factorial of 10^9",    1, "factorial(10^9) = 1"),
    ("a gamma of 10^12",       1, "gamma(10^12 + 1/3) = 1"),
    ("a sum up to n^n^n",      1, "sum(sin(j), j = 1..n^n^n) = 1"),
    ("a freshman's dream",     1, "(x + y)^100000 = x^100000 + y^100000"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [pytest.param(*d[1:], id=d[0]) for d in DECIDED])
def test_a_large_step_is_decided_all_the_same(code: int, text: str, large: Cases) -> None:
    assert large[claim(text)].code == code


# --- odd but harmless ----------------------------------------------------------------------------

HARMLESS = [
    ("byte order mark",             b"\xef\xbb\xbf" + FINE.encode()),
    ("line ends of Windows",        FINE.replace("\n", "\r\n")),
    ("line ends of old Macs",       FINE.replace("\n", "\r")),
    ("no line end at the end",      FINE.rstrip()),
    ("10,000 steps",                HEAD + "  - expr: x\n" * 10_000),
    ("escape sequence, escaped",    'title: "\\e[2J\\e]0;pwned\\a"\n' + FINE),
    ("title that runs backwards",   "title: abc \u202e fed \u2066\n" + FINE),
    ("title of 100,000 characters", "title: " + "a" * 100_000 + "\n" + FINE),
    ("1,000 documents",             f"{FINE}---\n" * 1000),
]  # fmt: skip


def test_files_that_are_odd_but_harmless_pass(tmp_path: Path) -> None:
    names = written(tmp_path, (content for _, content in HARMLESS))
    found = run(tmp_path, "check", *names, "--format", "full")
    failed = [
        case for name, (case, _) in zip(names, HARMLESS, strict=True) if f"✗ {name}" in found.out
    ]
    assert (failed, found.code) == ([], 0)


# --- names and folders ---------------------------------------------------------------------------


def test_a_folder_of_odd_names_is_searched_without_going_in_circles(tmp_path: Path) -> None:
    names = ["-q.yaml", "[a].yaml", "%s{0}.yaml", "[red]b.yaml", "\x1b[31m.yaml", "a\nb.yaml"]
    for name in [*names, "\u202egnp.yaml", ".hidden.yaml"]:
        (tmp_path / name).write_text(FINE, "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "circle").symlink_to(".")
    (tmp_path / "broken.yaml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.yaml")
    found = run(tmp_path, "check", ".")
    assert found.code == 0
    assert f"{len(names) + 1} files: {len(names) + 1} passed" in found.out


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_a_name_that_is_not_utf_8_is_spelled_out(form: str, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.yaml")).write_text(claim("x = y"), "utf-8")
    found = run(tmp_path, "check", ".", "--format", form)
    assert found.code == 1
    assert r"\udcff.yaml" in found.out


@pytest.mark.parametrize("name", ["", "nowhere", "a*b.yaml", "folder.yaml", "broken.yaml"])
def test_a_name_that_leads_nowhere_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken.yaml").symlink_to("nowhere.yaml")
    found = run(tmp_path, "check", name)
    assert (found.code, found.codes) == (2, {"DC803"})


@pytest.mark.parametrize("name", ["a" * 5_000, "circle.yaml", "a/" * 3_000])
def test_a_name_that_the_system_does_not_take_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "circle.yaml").symlink_to("other.yaml")
    (tmp_path / "other.yaml").symlink_to("circle.yaml")
    found = run(tmp_path, "check", name)
    assert (found.code, found.codes) == (2, {"DC803"})


def test_folders_may_lie_as_deep_as_the_system_lets_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        os.mkdir("d")
        os.chdir("d")
    Path("a.yaml").write_text(claim("x = x"), "utf-8")
    found = sources.find([str(tmp_path / "d")]).files
    Path("a.yaml").unlink()
    for _ in range(1_200):  # pytest's own clearing up is not made for this
        os.chdir("..")
        os.rmdir("d")
    assert found == ((tmp_path / ("d/" * 1_200) / "a.yaml").as_posix(),)


def test_one_derivation_among_10_000_files_is_found(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "7.yaml").write_text(claim("x = x"), "utf-8")
    found = sources.find([str(tmp_path)])
    assert (len(found.files), found.other) == (1, 9_999)


PIPE, ENDLESS, HUGE = "pipe.yaml", "endless.yaml", "huge.yaml"
UNFIT = [
    ("check", 1, "DC804", "check", PIPE, "--format", "concise"),
    ("check", 1, "DC804", "check", ENDLESS, "--format", "concise"),
    ("check", 1, "DC003", "check", HUGE, "--format", "concise"),
    ("check", 2, "DC814", "check", "fine.yaml", "--baseline", PIPE),
    ("check", 2, "DC814", "check", "fine.yaml", "--baseline", HUGE),
    ("show", 2, "DC804", "show", PIPE),
    ("export", 2, "DC804", "export", ENDLESS, "--to", "latex"),
    ("recheck", 2, "DC804", "recheck", PIPE),
    ("recheck", 2, "DC804", "recheck", ENDLESS),
    ("recheck", 2, "DC804", "recheck", HUGE),
    ("recheck", 2, "DC804", "recheck", PIPE, "--rows", ENDLESS),
    ("recheck", 2, "DC804", "recheck", HUGE, "--rows", "fine.yaml"),
    ("batch", 2, "DC804", "batch", PIPE, "-o", "out.jsonl"),
    ("batch", 2, "DC804", "batch", ENDLESS, "-o", "out.jsonl"),
]


@pytest.mark.parametrize(
    ("code", "told", "arguments"),
    [pytest.param(u[1], u[2], u[3:], id=" ".join(u[3:])) for u in UNFIT],
)
def test_what_has_no_end_is_not_read(
    code: int, told: str, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / PIPE)
    (tmp_path / ENDLESS).symlink_to("/dev/zero")
    with (tmp_path / HUGE).open("wb") as file:
        file.truncate(5_000_000_000)
    (tmp_path / "fine.yaml").write_text(FINE, "utf-8")
    (tmp_path / "out.jsonl").touch()
    found = run(tmp_path, *arguments)
    assert found.code == code
    assert told in found.codes


def test_standard_input_may_be_closed(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m derivcheck check - <&-"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "DC804: cannot open standard input: it is closed" in done.stderr


def test_a_report_reads_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FINE, "utf-8")
    (tmp_path / "r.json").touch()
    run(tmp_path, "check", "a.yaml", "-o", "json=r.json")
    (tmp_path / "a.yaml").unlink()
    os.mkfifo(tmp_path / "a.yaml")
    found = run(tmp_path, "recheck", "r.json")
    assert found.code == 1
    assert "it is no file but a pipe" in found.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FINE, "utf-8")
    (tmp_path / "b.yaml").write_text(FINE, "utf-8")
    (tmp_path / "b.yaml").chmod(0)
    found = run(tmp_path, "check", ".", "--format", "concise")
    assert (found.code, found.codes) == (1, {"DC804"})
    assert "1 passed" in found.out


# --- the other commands --------------------------------------------------------------------------

TOWER = "9**9**9**9 + zeta(10^10) + besselj(10^10, 10^10)"


@pytest.mark.parametrize("notation", ["plain", "latex", "sympy"])
def test_a_tower_is_shown_and_never_evaluated(notation: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(step(TOWER), "utf-8")
    found = run(tmp_path, "show", "a.yaml", "--as", notation)
    assert found.code == 0
    assert found.out.count("9") == 4


def test_a_hostile_row_is_answered_like_any_other(tmp_path: Path) -> None:
    texts = ["__import__('os').system('touch pwned')", "9**9**9**9", "(" * 100_000]
    rows = [{"id": str(n), "symbols": {}, "from": t, "to": "1"} for n, t in enumerate(texts)]
    huge = json.dumps(rows[1]) + " " * 3_000_000 + "x"
    lines = [*map(json.dumps, rows), "[" * 100_000, '{"id": "x", "symbols": []}', "\0", huge, ""]
    lines += [json.dumps(rows[1])]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "out.jsonl").touch()
    assert run(tmp_path, "batch", "rows.jsonl", "-o", "out.jsonl").code == 1
    answers = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    ]
    verdicts = [answer["verdict"] for answer in answers]
    assert verdicts == ["invalid", "undecided", *["invalid"] * 5, "undecided"]
    assert answers[-2]["reasons"][0].startswith("DC003: the line has more than 2,000,000 bytes")
