r"""LaTeX documents: comments, what is printed as it stands, displayed formulas.

% derivcheck: x real; a real[k]        for the displayed formula that follows, or holds it
% derivcheck:                          the same with the keys of a derivation file
%   symbols: {x: real}
\begin{document}                       what stands above is for the whole document
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.documents.manuscripts.blocks import Manuscript, Mark, blanked
from derivcheck.documents.manuscripts.displays import displays_of
from derivcheck.documents.positions import Source

VERBATIM = "verbatim|Verbatim|lstlisting|minted|comment|filecontents|alltt"
_COMMENT = re.compile(
    rf"""\\begin\s*\{{(?P<name>{VERBATIM})(?P<star>\*?)\}} .*? \\end\s*\{{(?P=name)(?P=star)\}}
      | \\verb\*?(?P<bar>[^A-Za-z\s*]) [^\n]*? (?P=bar)
      | (?P<comment> % [^\r\n]* )
      | \\ .""",
    re.VERBOSE | re.DOTALL,
)
MARK = re.compile(r"%+[ \t]*derivcheck[ \t]*:")
_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")


def find(text: str) -> Manuscript:
    """What a LaTeX document holds."""
    comments, verbatim = list[tuple[int, int]](), list[tuple[int, int]]()
    for match in _COMMENT.finditer(text):
        if match["comment"]:
            comments.append(match.span())
        elif match["name"] or match["bar"]:
            verbatim.append(match.span())
    plain = blanked(text, (*comments, *verbatim))
    begin, end = _BEGIN.search(plain), _END.search(plain)
    body = begin.end() if begin else 0
    stop = end.start() if end else len(text)
    formulas = blanked(plain, ((0, body), (stop, len(text))))
    source = Source.of(text)
    blocks, unclosed = displays_of(formulas, source)
    marks = tuple(_marks(source, comments, body))
    return Manuscript(text, formulas, blocks, marks, plain, unclosed, formulas)


def _marks(source: Source, comments: list[tuple[int, int]], body: int) -> Iterator[Mark]:
    """The marks among comments.

    Arguments:
        comments: where they stand.
        body: where the document begins; what stands above is for all of it.
    """
    text, passed = source.text, 0
    for n, (start, stop) in enumerate(comments):
        found = MARK.match(text, start, stop)
        if n < passed or not found:
            continue
        keys = not text[found.end() : stop].strip()
        passed = n + 1
        while keys and passed < len(comments) and _next_line(text, stop, comments[passed][0]):
            stop = comments[passed][1]
            passed += 1
        inside = text[found.end() : stop]
        shown = re.sub(r"(?m)^([ \t]*)(%+)", lambda m: m[1] + " " * len(m[2]), inside)
        before = text[source.line_start(start) : start].strip()
        yield Mark(found.end(), shown, start < body, keys, bool(before))


def _next_line(text: str, stop: int, start: int) -> bool:
    """Whether a comment that starts at a place is the line below one that stops."""
    between = text[stop:start]
    return not between.strip() and len(re.findall(r"\r\n|\r|\n", between)) == 1
