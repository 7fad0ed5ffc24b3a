"""Text to tokens: one compiled expression, every token with its place, and the limits on size."""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.notation.spellings import FUNCTIONS

MAX_CHARACTERS = 20_000  # of one expression
MAX_TOKENS = 8_000  # of one expression
MAX_NODES = 20_000  # of one term, short forms written out
MAX_DEPTH = 150  # of nesting, in the text and in the term
MAX_DIGITS = 1_000  # of one numeral
MAX_EXPONENT = 1_000  # of one numeral such as 1e-300


class Token(NamedTuple):
    """A token: `number`, `name`, `string`, `operator` or `end`, its text and its place."""

    kind: str
    text: str
    start: int
    stop: int


KEYWORDS = frozenset(["and", "or", "not", "in", "for", "xor", "implies", "iff"])

# fmt: off
UNICODE = {
    "**": "^", "==": "=", "·": "*", "×": "*", "⋅": "*", "∗": "*", "÷": "/", "−": "-", "–": "-",
    "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "≠": "!=", "∈": "in", "→": "->", "∧": "and",
    "∨": "or", "¬": "not", "⇒": "=>", "⟹": "=>", "⇔": "<=>", "⟺": "<=>", "∀": "for", "∃": "exists",
    "…": "..", "implies": "=>", "iff": "<=>", "⊙": ".*",
}
FOREIGN = {  # character -> how it is written here
    "∂": "write the derivative as diff(f, x)",
    "∑": "write the sum as sum(f, j = 1..k)",
    "∏": "write the product as prod(f, j = 1..k)",
    "∫": "write the integral as int(f, x = a..b) or int(f, x)",
    "∇": "write grad(f, x), or diff(f, a[i]) by a coordinate",
    "≈": "decimals are exact here; bound the difference instead, abs(a - b) < 0.01",
    "\\": "this is LaTeX, which latex: cannot hold yet; write it plainly, sqrt(x) for \\sqrt{x}",
    "$": "this is LaTeX; leave the dollar signs out and write it plainly",
    "{": "braces only follow 1, as in 1{i = j}; group with ( )",
    "}": "braces only follow 1, as in 1{i = j}; group with ( )",
    "&": "write and",
    "~": "write not",
    "%": "write mod(a, b), or /100",
    "'": "a prime follows a name, f'(x)",
    '"': "quotes are only for the side of a limit, Limit(f, x, a, '-')",
    ":": "a colon only follows for all x; write = for equal",
    "⊗": "write kron(A, B)",
    "∉": "write not x in 1..k",
    "°": "write pi/180*x",
    "“": "leave the quotes out",
    "”": "leave the quotes out",
    "‘": "leave the quotes out",
    "’": "a prime follows a name, f'(x)",
    "∣": "write |x| with the bar of the keyboard, or abs(x)",
    "‖": "write norm(x) or ||x||",
    ";": "separate arguments with commas",
    "#": "a comment needs a space before #, and YAML removes it",
    "?": "every part must be written out",
    ".": "write 0.5 with digits on both sides of the point, ranges as 1..k, and x*y for a product",
    ",": "commas stand inside brackets; write and between statements, and decimals as 1.5",
}
# fmt: on

SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]")
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>   [0-9]+ (?:\.[0-9]+)? (?:[eE][+-]?[0-9]+)? )
    | (?P<name>     [^\W\d] \w* ['′]* | ∞ )
    | (?P<operator> <=> | \*\* | == | != | <= | >= | => | -> | \.\. | \.[TH]\b | \.[*/^(]
                  | [-+*/^@=<>()\[\]{}|,:!√·×⋅∗÷−–≤≥⩽⩾≠∈→∧∨¬⇒⟹⇔⟺∀∃…±∓⊙≡] )
    | (?P<string>   '[+-]{1,2}' | "[+-]{1,2}" )
    | (?P<bad>      \S )
    )""",
    re.VERBOSE,
)


def fail(code: str, message: str, hint: str, start: int, stop: int) -> NoReturn:
    """Refuse the text.

    Raises:
        Diagnosis: always.
    """
    raise Diagnosis(Diagnostic(code, message, hint, Span(start, max(stop, start + 1))))


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, closed by one of kind `end`.

    Raises:
        Diagnosis: DC101 for a character that has no meaning here, DC106 for a text too large.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the expression has {len(text)} characters; the limit is {MAX_CHARACTERS}"
        fail("DC106", message, "name its parts under define:", 0, MAX_CHARACTERS)
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "bad"
        start, stop = match.span(kind)
        word = text[start:stop]
        if kind == "name" and word in KEYWORDS:
            kind = "operator"
        elif not word.isascii():
            word = _spell(kind, word, start, stop)
        if kind == "bad":
            _refuse_character(word, start)
        if kind == "operator":
            word = UNICODE.get(word, word)
        tokens.append(Token(kind, word, start, stop))
    if len(tokens) > MAX_TOKENS:
        message = f"the expression has {len(tokens)} tokens; the limit is {MAX_TOKENS}"
        fail("DC106", message, "name its parts under define:", 0, len(text))
    tokens.append(Token("end", "", len(text.rstrip()), len(text.rstrip())))
    return tokens


def _spell(kind: str, word: str, start: int, stop: int) -> str:
    """A word in the characters used inside: a typographic prime is a prime, `x²` is refused."""
    power = SUPERSCRIPTS.search(word)
    if power and kind in ("name", "bad"):
        digits = "".join("0123456789"["⁰¹²³⁴⁵⁶⁷⁸⁹".index(c)] for c in power.group())
        name = word[: power.start()]
        hint = f"write {name}(x)^{digits}" if name in FUNCTIONS else f"write {name}^{digits}"
        fail("DC101", "a power is not written with a raised digit", hint, start, stop)
    return word.replace("′", "'") if kind == "name" else word


def _refuse_character(character: str, start: int) -> NoReturn:
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    hint = FOREIGN.get(character, "leave it out, or see the list of operators")
    fail("DC101", f"`{shown}` has no meaning here", hint, start, start + 1)
