"""What differs between two derivations: a line a difference, or JSON.

concise   3 -> 3   changed   3*x -> 2*x (at x = 1: 3 and 2); refuted -> proved
json      all steps, those that are the same too
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import get_args

from derivcheck.checking.comparison import Comparison, Kind, Line, Pair
from derivcheck.reporters.clean import inert_json, squeeze
from derivcheck.reporters.shorten import LINE, PROSE, shorten
from derivcheck.reporters.summary import counted

Data = dict[str, object]
Paths = tuple[str, str]

SCHEMA_VERSION = 1


def concise(comparison: Comparison, paths: Paths) -> str:
    """What differs, and how many steps do.

    Arguments:
        paths: how the two files are called.
    """
    lines = [*map(squeeze, comparison.declarations), *_lines(comparison)]
    if lines:
        lines = [f"--- {squeeze(paths[0])}", f"+++ {squeeze(paths[1])}", *lines]
    return "\n".join((*lines, _summary(comparison))) + "\n"


def as_json(comparison: Comparison, paths: Paths) -> str:
    """The same as data, with all steps.  Arguments: as `concise`."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "before": paths[0],
        "after": paths[1],
        "same": comparison.same,
        "declarations": list(comparison.declarations),
        "steps": [_data(pair) for pair in comparison.pairs],
        "summary": _counts(comparison),
    }
    return inert_json(json.dumps(data, indent=2)) + "\n"


FORMATS: dict[str, Callable[[Comparison, Paths], str]] = {"concise": concise, "json": as_json}


def _lines(comparison: Comparison) -> Iterator[str]:
    told = [p for p in comparison.pairs if p.kind != "same" or not p.judged_alike]
    ids = [f"{_id(p.before)} -> {_id(p.after)}" for p in told]
    width = max(map(len, ids), default=0)
    for pair, where in zip(told, ids, strict=True):
        yield f"{where.ljust(width)}  {pair.kind.ljust(7)}  {squeeze(_told(pair))}"


def _id(line: Line | None) -> str:
    return line.step.id if line else "."


def _told(pair: Pair) -> str:
    """`3*x -> 2*x (at x = 1: 3 and 2); refuted -> proved`."""
    texts = list(dict.fromkeys(shorten(s, LINE) for s in _texts(pair)))
    remarks = f" ({'; '.join(shorten(r, PROSE) for r in pair.remarks)})" if pair.remarks else ""
    verdicts = [x.verdict or "not judged" for x in (pair.before, pair.after) if x]
    found = "" if pair.judged_alike and len(verdicts) == 2 else f"; {' -> '.join(verdicts)}"
    return f"{' -> '.join(texts)}{remarks}{found}"


def _texts(pair: Pair) -> Iterator[str]:
    for line in (pair.before, pair.after):
        if line:
            relation = f"{line.report.relation} " if line.step.relation != "=" else ""
            yield f"{relation}{line.step.text.source}"


def _counts(comparison: Comparison) -> dict[str, int]:
    found = Counter(pair.kind for pair in comparison.pairs)
    return {kind: found[kind] for kind in get_args(Kind)}


def _summary(comparison: Comparison) -> str:
    counts = ", ".join(f"{n} {kind}" for kind, n in _counts(comparison).items() if n)
    judged = sum(not pair.judged_alike for pair in comparison.pairs)
    more = f"; {counted(judged, 'verdict')} changed" if judged else ""
    told = f"{counted(len(comparison.pairs), 'step')}: {counts or 'none'}{more}"
    return f"the same: {told}" if comparison.same else f"different: {told}"


def _data(pair: Pair) -> Data:
    return {
        "kind": pair.kind,
        "before": _side(pair.before),
        "after": _side(pair.after),
        "remarks": list(pair.remarks),
    }


def _side(line: Line | None) -> Data | None:
    if line is None:
        return None
    place = line.step.text.place
    return {
        "id": line.step.id,
        "label": line.step.label,
        "line": place.line,
        "column": place.column,
        "relation": line.report.relation,
        "text": line.step.text.source,
        "verdict": line.verdict,
    }
