"""The cache: it changes no report, whatever is in it, and no damage or violence makes it wrong."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from derivcheck.cache import store as stores
from derivcheck.cache.answers import Remembered, read, written
from derivcheck.cache.digests import digest
from derivcheck.cache.place import Cache, default_folder
from derivcheck.cache.reports import Believed
from derivcheck.cache.reports import read as read_reports
from derivcheck.cache.store import JOURNALS, NAME, TABLES, Store
from derivcheck.checking.check import Answers, checking
from derivcheck.checking.questions import Fleeting, Judge, answered
from derivcheck.checking.repairs import Mend
from derivcheck.checking.with_rules import Explain
from derivcheck.cli import main
from derivcheck.documents.yaml import load
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import MET, OutOfTime

ROOT = Path(__file__).parent.parent
FORMATS = sorted(REPORTERS)
FILES = {
    "right": "symbols: {x: real}\nsteps:\n  - expr: (x + 1)^2\n  - expr: x^2 + 2*x + 1\n"
    "    by: expand\n",
    "wrong": "symbols: {x: real}\nsteps:\n  - expr: (x + 1)^2\n  - expr: x^2 + 3*x + 1\n"
    "  - expr: x*(x + 2) + 1\n    by: product rule\n",
    "where": "symbols: {x: real}\nsteps:\n  - expr: x^2/x\n  - expr: x\n---\n"
    "derivcheck: 1\nsymbols: {n: positive integer}\nsteps:\n  - expr: sum(j, j = 1..n)\n"
    "  - expr: n*(n + 1)/2\n",
    "open": "symbols: {x: real}\nsteps:\n  - claim: zeta(x^2 + 2) > sin(x) - 1\n",
    "broken": "symbols: {x: real}\nsteps:\n  - expr: x +\n  - expr: x\n",
}


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """A folder of derivations, and a cache beside it."""
    (tmp_path / "files").mkdir()
    for name, text in FILES.items():
        (tmp_path / "files" / f"{name}.yaml").write_text("derivcheck: 1\n" + text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DERIVCHECK_CACHE", "true")
    monkeypatch.setenv("DERIVCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def check(library, capfd):
    """The report on the folder, in JSON and with all evidence unless said otherwise."""

    def call(*arguments: str) -> str:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main.main(["check", "--format", "json", *arguments, "files"])
        assert stop.value.code in (1, 3)
        return capfd.readouterr().out

    return call


@pytest.fixture
def plain(check) -> str:
    """The report without a cache."""
    return check("--no-cache")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "derivcheck", "check", "--format", "json", *arguments, "files"]


def started(library: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments), cwd=library, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def entries(folder: Path) -> list[tuple[bytes, bytes]]:
    """The keys and payloads of a cache."""
    with sqlite3.connect(folder / NAME) as file:
        return list(file.execute("SELECT key, payload FROM entries ORDER BY key"))


def put(folder: Path, rows: list[tuple[bytes, bytes]]) -> None:
    """Forge entries, their digests as they should be."""
    with Store(folder) as store:
        for key, payload in rows:
            store.put(key, payload)


# ---------------------------------------------------------------------------- what is refused


def forged_questions() -> Iterator[tuple[str, object, object]]:
    settings = Settings()
    for name in ("right", "wrong"):
        (derivation,) = load("x.yaml", "derivcheck: 1\n" + FILES[name])
        asked: list[tuple[object, object]] = []

        def answer(question: object, asked=asked) -> object:
            asked.append((question, Answers(settings)(question)))
            return asked[-1][1]

        answered(checking(derivation, False), answer)
        yield from ((name, question, found) for question, found in asked)


QUESTIONS = list(forged_questions())
PROVED = next(q for name, q, _ in QUESTIONS if name == "right" and isinstance(q, Judge))
REFUTED = next(
    q for name, q, a in QUESTIONS if isinstance(q, Judge) and getattr(a, "name", "") == "refuted"
)
MENDED = next(q for _, q, _ in QUESTIONS if isinstance(q, Mend))
EXPLAINED = next(q for _, q, _ in QUESTIONS if isinstance(q, Explain))


def payload(question: object) -> dict[str, object]:
    found = written(question, Answers(Settings())(question))
    assert found is not None
    return json.loads(found)


BARE = {"prover": "x", "reasons": [], "evidence": None}
OPEN = BARE | {"verdict": "undecided"}
FORGERIES: dict[str, tuple[object, object]] = {
    "nothing":             (PROVED, b""),
    "no JSON":             (PROVED, b"\x80\x04."),
    "deeper than any":     (PROVED, b"[" * 100_000),
    "a list":              (PROVED, []),
    "a verdict alone":     (REFUTED, BARE | {"verdict": "proved"}),
    "invalid":             (PROVED, BARE | {"verdict": "invalid"}),
    "evidence of another": (REFUTED, payload(PROVED)),
    "a point of another":  (PROVED, payload(REFUTED)),
    "open with evidence":  (PROVED, payload(PROVED) | {"verdict": "undecided"}),
    "a fault":             (PROVED, payload(PROVED) | {"reasons": [["INTERNAL", "x"]]}),
    "any text as reason":  (PROVED, payload(PROVED) | {"reasons": [["TOLD", "all is well"]]}),
    "an unknown reason":   (PROVED, payload(PROVED) | {"reasons": [["BAD", ""]]}),
    "a reason of numbers": (PROVED, payload(PROVED) | {"reasons": [["TRY", 3]]}),
    "a false repair":      (MENDED, payload(MENDED) | {"after": "3"}),
    "an unknown name":     (MENDED, payload(MENDED) | {"after": ["q"]}),
    "another predecessor": (MENDED, payload(MENDED) | {"before": ["x"]}),
    "no such relation":    (MENDED, payload(MENDED) | {"relation": "~"}),
    "an open repair":      (MENDED, payload(MENDED) | {"verdict": OPEN}),
    "rules of others":     (EXPLAINED, [["factor", True, True, "", "", True]]),
    "words for flags":     (EXPLAINED, [["expand", "yes", "yes", "", "", "yes"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_what_the_kernel_does_not_confirm_is_found_afresh(name: str, tmp_path) -> None:
    question, data = FORGERIES[name]
    forged = data if isinstance(data, bytes) else json.dumps(data).encode()
    memory = Cache(tmp_path, b"engine")
    remembered = Remembered(Answers(Settings()), memory)
    right = remembered(question)
    ((key, kept),) = entries(tmp_path)
    put(tmp_path, [(key, forged)])
    assert written(question, remembered(question)) == written(question, right) == kept
    assert entries(tmp_path) == [(key, kept)]


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_what_is_kept_is_confirmed(number: int) -> None:
    """Else every run would find it afresh."""
    _, question, answer = QUESTIONS[number]
    kept = written(question, answer)
    assert kept is not None
    assert written(question, read(question, kept)) == kept


def test_a_forged_entry_can_hide_a_verdict(tmp_path) -> None:
    """The price of believing that nothing was found; `docs/trust.md` says so."""
    assert read(REFUTED, json.dumps(OPEN).encode()) == Verdict("undecided")


@pytest.mark.parametrize(
    "name, found",
    {
        "internal": Verdict("undecided", reasons=(Reason(Kind.INTERNAL, "x"),)),
        "died": Verdict("undecided", reasons=(Reason(Kind.DIED, "SIGSEGV"),)),
        "a fault": Verdict("undecided", reasons=(Reason(Kind.FAULT, "a prover"),)),
    }.items(),
)
def test_faults_are_not_kept(name: str, found: Verdict) -> None:
    assert written(PROVED, found) is None


@pytest.mark.parametrize("error", [OutOfTime(), MemoryError(), MemoryError])
def test_what_the_clock_or_the_memory_stopped_is_not_kept(error, monkeypatch, tmp_path) -> None:
    def stopped(*_: object) -> None:
        MET.times += isinstance(error, OutOfTime)  # as the signal does
        raise error

    monkeypatch.setattr("derivcheck.verdicts.decide.search", stopped)
    monkeypatch.setattr("derivcheck.verdicts.decide.PROVERS", ())
    remembered = Remembered(Answers(Settings(seed=77)), Cache(tmp_path, b"engine"))
    for _ in range(2):  # nor is it remembered by the process
        assert isinstance(remembered(PROVED), Fleeting)
    assert entries(tmp_path) == []


def test_a_step_with_too_little_time_is_judged_again_by_a_run_that_has_more(check, plain) -> None:
    check("--timeout", "0.001")
    assert check() == plain


# --------------------------------------------------------------------------- the same report


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_tells_of_the_cache(form: str, library, check) -> None:
    plain = check("--format", form, "--no-cache")
    for jobs in ("-j1", "-j2"):
        folder = f"{form}{jobs}"
        for _ in ("cold", "warm"):
            found = check("--format", form, jobs, "--cache-dir", folder)
            assert found == plain
        assert entries(library / folder)


def test_flipped_bytes_change_no_report(library, check, plain) -> None:
    """`tests/batter.py` does so 200 times."""
    check()
    whole, rng = (library / "cache" / NAME).read_bytes(), random.Random(5)
    for _ in range(6):
        data = bytearray(whole)
        for _ in range(20):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        (library / "cache" / NAME).write_bytes(data)
        assert check("-j1") == plain


def test_exchanged_evidence_changes_no_report(library, check, plain) -> None:
    """With digests as they should be, and entries exchanged as they are."""
    check()
    rows = [(key, json.loads(payload)) for key, payload in entries(library / "cache")]
    borne = [(k, data) for k, data in rows if isinstance(data, dict) and data.get("evidence")]
    assert len(borne) > 3
    evidence = [data["evidence"] for _, data in borne]
    forged = [(k, data | {"evidence": evidence[n - 1]}) for n, (k, data) in enumerate(borne)]
    put(library / "cache", [(key, json.dumps(data).encode()) for key, data in forged])
    assert check() == plain
    with sqlite3.connect(library / "cache" / NAME) as file:
        whole = list(file.execute("SELECT digest, payload, key FROM entries"))
        shifted = [(*whole[n - 1][:2], key) for n, (*_, key) in enumerate(whole)]
        file.executemany("UPDATE entries SET digest = ?, payload = ? WHERE key = ?", shifted)
    assert check() == plain


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_at_any_moment(library, check, plain) -> None:
    """`tests/batter.py` does so 50 times, and kills workers too."""
    rng = random.Random(3)
    for _ in range(3):
        process = started(library)
        time.sleep(rng.uniform(0.3, 2.0))
        process.kill()
        process.wait()
        process.stdout.close()
    assert check() == plain


def test_two_at_once(library, check, plain) -> None:
    both = [started(library), started(library)]
    assert [process.communicate()[0] for process in both] == [plain, plain]
    assert check() == plain


# ------------------------------------------------------------------------- the file of entries


def ruined(folder: Path, how: str) -> None:
    """Make a file that is no cache."""
    path = folder / NAME
    folder.mkdir(exist_ok=True)
    match how:
        case "empty":
            path.write_bytes(b"")
        case "noise":
            path.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(5_000))
        case "text":
            path.write_bytes(b"derivcheck: 1\n" * 100)
        case "tables that are no text":
            put(folder, [(b"key", b"payload")])
            path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE T\xc1BLE"))
        case "another table":
            with sqlite3.connect(path) as file:
                file.execute("CREATE TABLE entries (key, payload)")
        case "an endless view":
            with sqlite3.connect(path) as file:
                file.execute(
                    "CREATE VIEW entries AS WITH RECURSIVE n(i) AS "
                    "(SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                    "SELECT i AS key, i AS digest, i AS used, i AS payload FROM n"
                )
        case "a trigger":
            with sqlite3.connect(path) as file:
                for table in TABLES:
                    file.execute(table)
                file.execute(
                    "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END"
                )


RUINS = (
    "empty",
    "noise",
    "text",
    "tables that are no text",
    "another table",
    "an endless view",
    "a trigger",
)


@pytest.mark.parametrize("how", RUINS)
def test_a_file_that_is_no_cache_is_replaced(how: str, tmp_path) -> None:
    ruined(tmp_path, how)
    put(tmp_path, [(b"key", b"payload")])
    with Store(tmp_path) as store:
        assert store.get(b"key") == b"payload" and not store.why


def test_each_byte_of_the_head_and_of_the_tables_may_be_wrong(tmp_path) -> None:
    put(tmp_path, [(b"key", b"payload")])
    whole = (tmp_path / NAME).read_bytes()
    tables = whole.index(b"tableentries")
    for place in (*range(100), *range(tables - 80, tables + 110)):
        data = bytearray(whole)
        data[place] ^= 0x80
        (tmp_path / NAME).write_bytes(data)
        with Store(tmp_path) as store:
            assert store.get(b"key") in (None, b"payload")
            store.put(b"key", b"payload")
            assert store.get(b"key") == b"payload" or store.why


def test_what_is_put_is_there_whichever_byte_of_an_index_was_wrong(tmp_path) -> None:
    put(tmp_path, [(b"key", b"payload")])
    whole = (tmp_path / NAME).read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    starts, ends = range(size, len(whole), size), range(2 * size, len(whole) + 1, size)
    places = [start + n for start in starts for n in range(12)]
    places += [end - n for end in ends for n in range(1, 11)]
    for place in places:
        data = bytearray(whole)
        data[place] ^= 0xFF
        (tmp_path / NAME).write_bytes(data)
        with Store(tmp_path) as store:
            store.put(b"key", b"payload")
            assert store.get(b"key") == b"payload", place


def test_links_and_journals_that_lie_there_are_not_followed(tmp_path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    folder = tmp_path / "cache"
    folder.mkdir()
    for name in JOURNALS:
        (folder / name).symlink_to(precious)
    put(folder, [(b"key", b"payload")])
    assert [name for name in JOURNALS if (folder / name).is_symlink()] == []
    (folder / NAME).unlink()
    (folder / NAME).symlink_to(precious)
    with Store(folder) as store:
        store.put(b"key", b"payload")
        assert store.get(b"key") is None and "no regular file" in store.why
    assert precious.read_text() == "precious"


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path, library, check, plain) -> None:
    (tmp_path / "blocked").write_text("")
    for folder in ("blocked", "blocked/inside"):
        assert check("--cache-dir", folder) == plain
    with Store(tmp_path / "blocked") as store:
        assert store.why


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_read(tmp_path) -> None:
    put(tmp_path, [(b"key", b"payload")])
    tmp_path.chmod(0o500)
    try:
        with Store(tmp_path) as store:
            store.put(b"other", b"payload")
            assert (store.get(b"key"), store.get(b"other")) == (b"payload", None)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_that_is_read_only_is_read(tmp_path, monkeypatch) -> None:
    put(tmp_path, [(b"key", b"payload")])
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store(tmp_path) as store:
        store.put(b"other", b"payload")
        assert (store.get(b"key"), store.get(b"other")) == (b"payload", None)


def test_a_locked_file_is_done_without(tmp_path, monkeypatch) -> None:
    put(tmp_path, [(b"key", b"payload")])
    monkeypatch.setattr(stores, "PATIENCE", 0.01)
    locked = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")
    with Store(tmp_path) as store:
        assert store.get(b"key") is None and "locked" in store.why
    locked.close()


def test_entries_that_are_too_large_are_neither_written_nor_read(tmp_path, monkeypatch) -> None:
    large = b"x" * 5_000
    put(tmp_path, [(b"key", large)])
    monkeypatch.setattr(stores, "MAX_ENTRY", 4_999)
    with Store(tmp_path) as store:
        assert store.get(b"key") is None
        store.put(b"other", large)
        assert store.get(b"other") is None


def test_what_was_not_used_for_longest_goes(tmp_path, monkeypatch) -> None:
    now = [1_000_000]
    monkeypatch.setattr(stores, "_now", lambda: now[0])
    with Store(tmp_path, 1) as store:
        for number in range(40):
            now[0] += stores.FRESH
            store.put(number.to_bytes(), b"x" * 20_000)
        now[0] += 2 * stores.FRESH
        store.get((0).to_bytes())
    with Store(tmp_path, 1) as store:
        for number in range(40, 60):
            store.put(number.to_bytes(), b"x" * 20_000)  # the last ones find no room
    with Store(tmp_path, 1) as store:
        kept = [n for n in range(60) if store.get(n.to_bytes())]
    assert kept[0] == 0 and 1 not in kept and 20 < len(kept) < 45
    assert (tmp_path / NAME).stat().st_size <= stores.MEGABYTE


# ------------------------------------------------------------------------------------- the key


@pytest.mark.parametrize(
    "one, other",
    [
        (("ab", "c"), ("a", "bc")),
        ((1,), (True,)),
        ((1,), ("1",)),
        ((1,), (1.0,)),
        (((1, 2), 3), (1, (2, 3))),
        (({"x": 1, "y": 2},), ({"y": 2, "x": 1},)),
        ((None,), ("None",)),
        ((Reason(Kind.TRY, "x"),), (Reason(Kind.TRY, "y"),)),
        ((PROVED,), (REFUTED,)),
    ],
)
def test_what_differs_has_other_digests(one, other) -> None:
    assert digest(*one) != digest(*other)


def test_the_name_of_a_question_is_not_in_its_digest() -> None:
    assert digest(Judge("1", PROVED.claim)) == digest(Judge("2", PROVED.claim))


def test_claims_have_one_digest_in_all_processes() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_cache import *\n"
        "print(digest(PROVED, MENDED, EXPLAINED).hex())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert told == {digest(PROVED, MENDED, EXPLAINED).hex()}


@pytest.mark.parametrize("other", [Settings(seed=1), Settings(work=7), Settings(points=3)])
def test_other_settings_and_engines_have_entries_of_their_own(other: Settings, tmp_path) -> None:
    for settings, engine in ((Settings(), b"1"), (other, b"1"), (Settings(), b"2")):
        Remembered(Answers(settings), Cache(tmp_path, engine))(PROVED)
    Remembered(Answers(Settings(seconds=60, strict=True)), Cache(tmp_path, b"1"))(PROVED)
    assert len(entries(tmp_path)) == 3


# ----------------------------------------------------------------------------- --trust-cache


def without_remark(report: str) -> dict[str, object]:
    data = json.loads(report)
    data.pop("left_out", None)
    return data


def test_files_as_they_were_are_believed_and_that_is_said(
    library, check, plain, monkeypatch
) -> None:
    assert check("--trust-cache") == plain
    monkeypatch.setattr("importlib.import_module", guarded(monkeypatch))
    told = check("--trust-cache")
    assert without_remark(told) == json.loads(plain)
    assert json.loads(told)["left_out"]["believed"] == len(FILES)
    words = f"{len(FILES)} unchanged files believed from the cache"
    for form in ("full", "concise", "markdown", "tap"):
        assert words in check("--trust-cache", "--format", form)


def guarded(monkeypatch):
    """Import modules, but not those who judge."""
    real = __import__("importlib").import_module

    def imported(name: str, *rest: str):
        assert "judging" not in name
        return real(name, *rest)

    return imported


def test_what_changed_is_judged(library, check) -> None:
    check("--trust-cache")
    path = library / "files" / "right.yaml"
    path.write_text(path.read_text().replace("2*x", "4*x"))
    found = json.loads(check("--trust-cache"))
    assert found["left_out"]["believed"] == len(FILES) - 1
    assert found["summary"] == json.loads(check("--no-cache"))["summary"]


def test_what_the_clock_stopped_is_not_believed(library, check, plain) -> None:
    check("--trust-cache", "--timeout", "0.001")
    found = check("--trust-cache")
    assert without_remark(found) == json.loads(plain)


def test_other_settings_believe_nothing(check) -> None:
    check("--trust-cache")
    assert "believed" not in check("--trust-cache", "--strict")


def test_line_ends_and_marks_are_as_they_are(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfderivcheck: 1\r\nsteps:\r\n  - expr: 1 + 1\r\n  - expr: 2\r\n")
    believed = Believed(Cache(tmp_path / "cache", b"engine"), Settings())
    derivations = load(str(path), path.read_bytes())
    reports = [answered(checking(d, False), Answers(Settings())) for d in derivations]
    believed.keep({str(path): reports}, lambda _: {})
    assert list(believed.known([str(path)])) == [str(path)]


def test_a_folder_that_a_file_names_is_not_believed(library, check, capfd) -> None:
    (library / "derivcheck.toml").write_text('cache-dir = "cache"\n')
    os.environ.pop("DERIVCHECK_CACHE_DIR")
    with pytest.raises(SystemExit) as stop:
        main.main(["check", "--trust-cache", "files"])
    assert stop.value.code == 2 and "derivcheck.toml:1 names" in capfd.readouterr().err


@pytest.mark.parametrize(
    "data",
    [b"", b"3", b"[[]]", b'["",["FileReport"]]', b'["",["Nobody",1]]', b'["",["Verdict",""]]'],
)
def test_what_is_no_report_is_none(data: bytes) -> None:
    assert read_reports(data, "a.yaml", "0") is None


# -------------------------------------------------------------------------------- the command


def test_it_tells_what_it_holds_and_empties_it(library, check, capfd) -> None:
    check()
    count = len(entries(library / "cache"))
    for what, told in (("info", f"{count} entries"), ("clear", "0 entries"), ("info", "0 entries")):
        with pytest.raises(SystemExit) as stop:
            main.main(["cache", what])
        assert stop.value.code == 0 and told in capfd.readouterr().out


def test_the_place_is_that_of_the_platform(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "derivcheck"
    monkeypatch.setenv("XDG_CACHE_HOME", "here")  # it must be absolute
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert tmp_path in (default_folder() or Path()).parents


def test_the_time_is_told_with_the_profile(check, library, capfd) -> None:
    with pytest.raises(SystemExit):
        main.main(["check", "--profile", "files"])
    assert f"cache: {library / 'cache'}, " in capfd.readouterr().err
