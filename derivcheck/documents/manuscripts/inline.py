r"""Formulas within a sentence, as what they suppose or define.

$a, b > 0$         a > 0 and b > 0
$0 < p < 1$        as it stands
$f(x) = x e^{-x}$  a definition, if nothing declares f
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from derivcheck.documents.manuscripts.blocks import blank
from derivcheck.notation.tex.commands import GREEK_COMMANDS

_RELATION = re.compile(
    r"(?<![:])=|<|>|\\(?:le|leq|leqslant|ge|geq|geqslant|ne|neq|lt|gt|equiv)(?![A-Za-z])|\\not\s*=|[≤≥≠]"
)
_UNREAD = re.compile(
    r"\\(?:to|mapsto|rightarrow|longrightarrow|colon|l?dots|cdots|ll|gg|sim|approx|propto|subset|"
    r"subseteq|Rightarrow|implies|iff|Leftrightarrow|text\w*|mathrm|forall|exists)(?![A-Za-z])|:(?!=)"
)
_LETTER = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<letter>[A-Za-z])")
_ACCENT = (
    r"\\(?:hat|bar|tilde|overline|widehat|widetilde)\s*"
    r"(?:\{\s*\\?[A-Za-z]+\s*\}|\\[A-Za-z]+|[A-Za-z])"
)
_STYLE = r"\\(?:mathcal|mathbf|mathrm|boldsymbol|mathbb)\s*\{\s*[A-Za-z]+\s*\}"
_LABEL = (
    r"\{\s*\\(?:text\w*|mathrm|mathit|operatorname)\s*\{\s*(?P<label>[A-Za-z0-9]+)\s*\}\s*\}"
    r"|\{\s*\\rm\s+(?P<roman>[A-Za-z0-9]+)\s*\}"
    r"|\\(?:text\w*|mathrm)\s*\{\s*(?P<short>[A-Za-z0-9]+)\s*\}"
)
_STEM = rf"(?:{_ACCENT}|{_STYLE}|\\[A-Za-z]+|[A-Za-z])"
_HEAD = re.compile(
    rf"""\s*(?P<stem>{_STEM})\s*(?P<prime>'?)\s*
        (?:_\s*(?:\{{\s*(?P<wide>[A-Za-z0-9]+|\\[A-Za-z]+)\s*\}}
            |(?P<index>[A-Za-z0-9])|{_LABEL}))?\s*
        (?:(?:\\left)?\(\s*(?P<arguments>\\?[A-Za-z]+(?:\s*,\s*\\?[A-Za-z]+)*)\s*(?:\\right)?\))?
        \s*\Z""",
    re.VERBOSE,
)
_BARS = re.compile(
    r"(?:\\left\s*)?(?:\||\\[lr]?vert(?![A-Za-z]))(?P<inside>[^|]*?)"
    r"(?:\\right\s*)?(?:\||\\[lr]?vert(?![A-Za-z]))"
)
_INTERVAL = re.compile(
    rf"""(?P<name>\s*{_STEM}(?:_\w)?\s*)\\in\s*(?:\\left)?(?P<first>[(\[])(?P<low>[^,()\[\]]+),
        (?P<high>[^,()\[\]]+?)(?:\\right)?(?P<last>[)\]])\s*""",
    re.VERBOSE,
)
_LABELLED = re.compile(
    r"""\\?[A-Za-z]+\s*_\s*(?:\d|\{\s*\d+\s*\}
        |\{\s*\\(?:text\w*|mathrm|rm)(?![A-Za-z])[^{}]*(?:\{[^{}]*\})?\s*\}
        |\\(?:text\w*|mathrm)\s*\{[^{}]*\})""",
    re.VERBOSE,
)
r"""Names of their own, `R_1`, `T_{\text{in}}`."""
_ACCENTS = {"overline": "bar", "widehat": "hat", "widetilde": "tilde"}
_EQUALS = re.compile(r"\s*(?::=|=|\\coloneqq(?![A-Za-z]))\s*")
ENDLESS = sys.maxsize
"""Behind all of a document."""
_CONSTANTS = frozenset(("e", "pi", "i", "infty", "d"))


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a sentence supposes.

    Arguments:
        text: as many characters as the document has there.
        start: where it stands.
        names: the letters in it.
        subject: the name that it is about, if it is about one.
        equation: whether it is one.
    """

    text: str
    start: int
    names: frozenset[str]
    subject: str
    equation: bool


@dataclass(frozen=True, slots=True)
class Defined:
    """What a formula defines, if nothing else declares the name.

    Arguments:
        name: in plain notation.
        head: the name with its parameters.
        start, middle, stop: where it stands, and where the meaning begins.
        letters: those of the name.
        names: the letters of the meaning.
        parameters: of a function.
        varies: whether the meaning depends on the index of the name, as of `b_n = n^2`.
        until: the place up to which it counts.
        shown: whether a displayed formula defines it.
    """

    name: str
    head: str
    start: int
    middle: int
    stop: int
    letters: frozenset[str]
    names: frozenset[str]
    parameters: frozenset[str] = frozenset()
    varies: bool = False
    until: int = ENDLESS
    shown: bool = False


def letters(text: str) -> frozenset[str]:
    """The letters and Greek names in a formula, but for pi."""
    found = set[str]()
    for match in _LETTER.finditer(text):
        if match["letter"]:
            found.add(match["letter"])
        elif "\\" + match["command"] in GREEK_COMMANDS:
            found.add(match["command"])
    return frozenset(found - {"pi"})


def subject(text: str) -> str:
    """The name that a relation is about: the only one in it, or the left side of an equation."""
    names = letters(text)
    if len(names) == 1:
        return next(iter(names))
    left, sign, _ = text.partition("=")
    head = _HEAD.match(left) if sign else None
    return plain_name(head) if head else ""


def beside(text: str, known: Container[str] | None = None) -> Literal["", "condition", "stated"]:
    """What a formula is that stands behind another one and a wide space, if that is clear.

    Arguments:
        known: the names that are declared; of another one `W = F s` says what it is.
    """
    text, *more = re.split(r"\\q?quad(?![A-Za-z])", text.rstrip(" \t\r\n.,;"))
    signs = [m.group() for m in _RELATION.finditer(_outside(text))]
    if not signs or _is_unread(text):
        return ""
    if "=" in signs:
        head = _HEAD.match(text.partition("=")[0])
        if head is None or head["arguments"]:
            return "stated"
        named = names_spelled(head[0])
        stems = (*named, *(name.partition("_")[0] for name in named))  # an entry of an array
        fresh = known is not None and not any(name in known for name in stems)
        return "stated" if fresh and defined_in(text, 0) else ""
    return "condition" if not more and _limits_a_name(_RELATION.split(text)) else ""


def _limits_a_name(sides: Sequence[str]) -> bool:
    """Whether relations with some sides are about one name, `x > 0`, `|x| < 1`, `0 < x < 1`."""
    first, middle = sides[0].strip(), sides[1].strip() if len(sides) > 2 else ""
    bars = _BARS.fullmatch(first)
    if middle:
        return first.lstrip("-").isdigit() and _HEAD.match(middle) is not None
    return _HEAD.match(bars["inside"] if bars else first) is not None


def suppositions_in(text: str, start: int) -> list[Supposition]:
    """What a formula supposes: its relations, each with the names before it in a list.

    Arguments:
        start: where it stands.
    """
    text = _compared(text)
    if _is_unread(text) or not _RELATION.search(text):
        return []
    made, waiting = list[Supposition](), list[tuple[int, int]]()
    for low, high in _parts(text):
        found = _RELATION.search(text, low, high)
        if not found:
            waiting.append((low, high))
            continue
        made.append(_supposition(text[low:high], start + low))
        for first, last in waiting:
            line = text[first:last] + blank(text[last : found.start()]) + text[found.start() : high]
            made.append(_supposition(line, start + first))
        waiting = []
    return made if not waiting else []


def _is_unread(text: str) -> bool:
    """Whether something stands in a formula that is not understood here; labels say nothing."""
    return _UNREAD.search(_LABELLED.sub(" ", text)) is not None


def _compared(text: str) -> str:
    r"""`x \in (0, 1]` as `0 < x \le 1`; anything else as it is."""
    match = _INTERVAL.fullmatch(text)
    if not match:
        return text
    low, high = match["low"].strip(), match["high"].strip()
    left = "" if low.endswith(r"\infty") else low + (r" \le " if match["first"] == "[" else " < ")
    right = "" if high.endswith(r"\infty") else (r" \le " if match["last"] == "]" else " < ") + high
    return left + match["name"].strip() + right


def _supposition(text: str, start: int) -> Supposition:
    equal = {m.group() for m in _RELATION.finditer(text)} == {"="}
    return Supposition(text, start, letters(text), subject(text), equal)


def _outside(text: str) -> str:
    """A formula with blanks for what stands in braces."""
    depth, made = 0, list[str]()
    for sign in text:
        depth -= sign == "}"
        made.append(" " if depth > 0 else sign)
        depth += sign == "{"
    return "".join(made)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """What stands between commas that are in no bracket."""
    depth, start = 0, 0
    for n, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth and text[n - 1 : n] != "\\":
            yield _trimmed(text, start, n)
            start = n + 1
    yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    piece = text[start:stop]
    return start + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip())


def defined_in(text: str, start: int) -> Defined | None:
    """What a formula defines, if a name alone, or a function of names, stands before its sign.

    Arguments:
        start: where it stands.
    """
    sign = _EQUALS.search(text)
    head = _HEAD.match(text[: sign.start()]) if sign else None
    if not sign or not head or _is_unread(text[sign.end() :]):
        return None
    following = _RELATION.search(_outside(text), sign.end())
    commas = [low - 1 for low, _ in _parts(text) if low > sign.end()]
    stop = min([following.start() if following else len(text), *commas])
    value = text[sign.end() : stop].rstrip(" .,;")
    if following and following.group() not in ("=",):
        return None
    return definition_of(head, value, start, start + sign.end())


def definition(head: str, value: str, start: int, middle: int) -> Defined | None:
    """The same for the two sides of a formula."""
    match = _HEAD.match(head)
    return definition_of(match, value, start, middle) if match else None


def definition_of(head: re.Match[str], value: str, start: int, middle: int) -> Defined | None:
    """What a head and a meaning define; None where the name is a constant, or defines itself."""
    name = plain_name(head)
    own = letters(head["stem"])
    arguments = [a.strip().lstrip("\\") for a in (head["arguments"] or "").split(",") if a.strip()]
    if not value.strip() or name in _CONSTANTS or not own or len(set(arguments)) < len(arguments):
        return None
    index = _index(head)
    if head["prime"] and (arguments or index):
        return None  # a derivative
    bare = re.fullmatch(r"\\?[A-Za-z]+", head["stem"]) and not index and not head["prime"]
    others = _LABELLED.sub(" ", value)
    if (bare and own & letters(others)) or (not bare and head[0].strip() in value):
        return None
    shown = f"{name}({', '.join(arguments)})" if arguments else name
    stop = middle + len(value)
    names = letters(value)
    if arguments and all(a.isupper() for a in arguments) and not names & {*arguments}:
        return None  # `P(A) = 1/2` is of the event A, and no constant function
    varies = index.isalpha() and index in names and not _label(head)
    return Defined(name, shown, start, middle, stop, own, names, frozenset(arguments), varies)


def names_spelled(spelling: str) -> tuple[str, ...]:
    r"""The names at the head of a spelling; of `X_n` also `X`, since any index may stand there."""
    head = _HEAD.match(spelling)
    if not head:
        return ()
    name = plain_name(head)
    index = _index(head)
    if not index.isalpha() or _label(head):
        return (name,)
    return name, name.removesuffix(f"_{index}")


def label_spelled(spelling: str) -> str:
    r"""The word in the subscript of a spelling, `T_{\text{in}}`; "" if none stands there."""
    head = _HEAD.match(spelling)
    return _label(head) if head else ""


def _index(head: re.Match[str]) -> str:
    """What stands in the subscript of a head; "" if it has none."""
    return (head["wide"] or head["index"] or "").lstrip("\\") or _label(head)


def _label(head: re.Match[str]) -> str:
    r"""The word in a subscript that is no index, `T_{\text{in}}`; "" if none stands there."""
    return head["label"] or head["roman"] or head["short"] or ""


def plain_name(head: re.Match[str]) -> str:
    """The name that stands at the head of a definition, in plain notation."""
    words = re.findall(r"[A-Za-z]+", head["stem"])
    words = [GREEK_COMMANDS.get("\\" + word, word) for word in words]
    if head["stem"].startswith("\\") and len(words) > 1:
        accented = words[0] not in ("mathcal", "mathbf", "mathrm", "boldsymbol", "mathbb")
        stem = words[1] + (_ACCENTS.get(words[0], words[0]) if accented else "")
    else:
        stem = words[0]
    index = _index(head)
    stem += head["prime"]
    return f"{stem}_{index}" if index else stem
