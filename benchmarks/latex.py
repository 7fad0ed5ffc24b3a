"""`python -m benchmarks.latex BLOCKS.jsonl`: reading LaTeX, beside SymPy's reader that uses ANTLR.

Each row of the file is a block with its `declarations`, `macros` and `lines`; every formula of its
lines is read by both, in turn, and each is given the time of its fastest of three readings.  What
derivcheck makes is a term with sorts and shapes checked; macros are written out for neither in
advance, and what one of them refuses is timed all the same.  SymPy's reader needs
`pip install 'antlr4-python3-runtime==4.11.*'`.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sympy.parsing.latex import parse_latex

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.declarations import declare_all
from derivcheck.documents.keys import FILE_KEYS
from derivcheck.documents.yaml_fields import fields_of
from derivcheck.documents.yaml_latex import latex_of
from derivcheck.documents.yaml_nodes import compose
from derivcheck.notation.tex.reading import LatexReader, macros_of

ROUNDS = 3


def main(path: str) -> None:
    """Measure, and print the medians, the slowest and the ratio."""
    ours: list[float] = []
    theirs: list[float] = []
    for reader, latex in formulas(path):
        ours.append(fastest(reader.line, latex))
        theirs.append(fastest(parse_latex, latex))
    told = (("derivcheck", ours), ("sympy", theirs))
    for name, taken in told:
        median, slowest = statistics.median(taken), max(taken)
        print(f"{name:10} {1000 * sum(taken):9.1f} ms for {len(taken)} formulas, ", end="")
        print(f"median {1000 * median:6.2f} ms, slowest {1000 * slowest:6.1f} ms")
    print(f"ratio      {sum(theirs) / sum(ours):9.1f}")


def formulas(path: str) -> Iterator[tuple[LatexReader, str]]:
    """The formulas of all blocks, each with the reader of its block."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = compose(row["declarations"])
        fields = fields_of(document, document.nodes[0], FILE_KEYS, "a derivation")
        field = fields.word("field")
        declared = declare_all(fields, "complex" if field == "complex" else "real")
        names = latex_of(fields, declared.scope, {}, {}).names
        reader = LatexReader(declared.scope, names, macros_of(row["macros"]))
        yield from ((reader, part["latex"]) for part in row["lines"])


def fastest(read: Callable[[str], object], latex: str) -> float:
    """The seconds that the fastest of some readings takes."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        try:
            read(latex)
        except Diagnosis:
            pass
        except Exception:  # SymPy's reader raises what its grammar raises
            pass
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main(*sys.argv[1:])
