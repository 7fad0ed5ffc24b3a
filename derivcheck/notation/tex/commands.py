r"""The words of LaTeX: what its commands and signs stand for, as tables."""

from __future__ import annotations

from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.notation.latex_names import GREEK

# fmt: off
SPACES = {   # command -> how much room it makes: 1 none to speak of, 2 thin, 3 wide
    r"\,": 2, r"\:": 2, r"\;": 2, r"\ ": 2, r"\!": 1, r"\>": 2, r"\/": 1, r"\quad": 3,
    r"\qquad": 3, r"\thinspace": 2, r"\medspace": 2, r"\thickspace": 2, r"\enspace": 2,
    r"\negthinspace": 1, r"\negmedspace": 1, r"\negthickspace": 1, r"\allowbreak": 1,
    r"\displaystyle": 1, r"\textstyle": 1, r"\scriptstyle": 1, r"\scriptscriptstyle": 1,
    r"\limits": 1, r"\nolimits": 1, r"\nobreak": 1, r"\relax": 1, r"\strut": 1, r"\mathstrut": 1,
    r"\nonumber": 1, r"\notag": 1, r"\hfill": 3, r"\noindent": 1, r"\space": 2, r"\@": 1,
    r"\null": 1, r"\centering": 1, r"\small": 1, r"\normalsize": 1, r"\footnotesize": 1,
    r"\-": 1, r"\hfil": 3, r"\break": 1, r"\linebreak": 1, r"\newline": 1, r"\nolinebreak": 1,
    r"\pagebreak": 1, "~": 2, r"\allowdisplaybreaks": 1, r"\unskip": 1, r"\ignorespaces": 1,
}
SIZES = frozenset(
    r"\big \Big \bigg \Bigg \bigl \Bigl \biggl \Biggl \bigr \Bigr \biggr \Biggr \bigm \Bigm "
    r"\biggm \Biggm".split()
)
"""Sizes of a delimiter that follows."""

GREEK_COMMANDS = {   # command -> the name it stands for
    **{rf"\{word}": word for word in GREEK.values()},
    r"\varepsilon": "epsilon", r"\vartheta": "theta", r"\varphi": "phi", r"\varrho": "rho",
    r"\varpi": "pi", r"\varsigma": "sigma", r"\varkappa": "kappa", r"\digamma": "digamma_",
    r"\omicron": "omicron", r"\ell": "ell", r"\hbar": "hbar", r"\imath": "imath",
    r"\jmath": "jmath", r"\wp": "wp", r"\aleph": "aleph", r"\eth": "eth", r"\beth": "beth",
}
VARIANTS = {   # command -> the name of its own that comes before the one it shares
    r"\varepsilon": "varepsilon", r"\vartheta": "vartheta", r"\varphi": "varphi",
    r"\varrho": "varrho", r"\varpi": "varpi", r"\varsigma": "varsigma", r"\varkappa": "varkappa",
}
GREEK_SIGNS = {letter: rf"\{word}" for letter, word in GREEK.items()}
GREEK_LETTERS = {word: letter for letter, word in GREEK.items()}
"""Name of a Greek letter -> the letter, for names that are declared with it."""

SIGNS = {   # character -> LaTeX
    "≤": r"\le", "≥": r"\ge", "⩽": r"\le", "⩾": r"\ge", "≠": r"\ne", "≈": r"\approx", "∈": r"\in",
    "→": r"\to", "⇒": r"\Rightarrow", "⟹": r"\Rightarrow", "⇔": r"\Leftrightarrow",
    "⟺": r"\Leftrightarrow", "∞": r"\infty", "∂": r"\partial", "∇": r"\nabla", "∑": r"\sum",
    "∏": r"\prod", "∫": r"\int", "·": r"\cdot", "⋅": r"\cdot", "×": r"\times", "÷": r"\div",
    "±": r"\pm", "∓": r"\mp", "−": "-", "–": "-", "∧": r"\land", "∨": r"\lor", "¬": r"\lnot",
    "…": r"\dots", "⋯": r"\cdots", "′": "'", "″": "''", "’": "'", "∣": "|", "‖": r"\|",
    "⊤": r"\top",    "∘": r"\circ", "ℓ": r"\ell", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor",
    "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "⊙": r"\odot", "⊗": r"\otimes",
    "ℝ": r"\mathbb{R}", "ℂ": r"\mathbb{C}", "ℤ": r"\mathbb{Z}", "ℕ": r"\mathbb{N}",
    "ℚ": r"\mathbb{Q}", "𝔼": r"\mathbb{E}", "∗": "*", "√": r"\sqrt", "∀": r"\forall",
    "∃": r"\exists", "≡": r"\equiv", "∝": r"\propto", "†": r"\dagger", "≔": r":=",
    "⁰": "^{0}", "¹": "^{1}", "²": "^{2}", "³": "^{3}", "⁴": "^{4}", "⁵": "^{5}", "⁶": "^{6}",
    "⁷": "^{7}", "⁸": "^{8}", "⁹": "^{9}", "ⁿ": "^{n}", "ⁱ": "^{i}", "₀": "_{0}", "₁": "_{1}",
    "₂": "_{2}", "₃": "_{3}", "₄": "_{4}", "₅": "_{5}", "₆": "_{6}", "₇": "_{7}", "₈": "_{8}",
    "₉": "_{9}", "ᵢ": "_{i}", "ⱼ": "_{j}", "ₖ": "_{k}", "ₙ": "_{n}", "½": r"\frac{1}{2}",
    "ᵀ": r"^{\top}", "𝑖": "i",
}

FUNCTIONS = {   # command -> the function of the handbook
    **{row.latex: name for name, row in HANDBOOK.items() if row.most and row.latex.isascii()
       and row.latex[:1] == "\\" and row.latex[1:].isalpha() and row.latex != r"\Gamma"
       and row.latex not in (r"\zeta", r"\max", r"\min")},
    r"\ln": "log", r"\lg": "log10", r"\exp": "exp", r"\tg": "tan", r"\ctg": "cot", r"\cotg": "cot",
    r"\arctg": "atan", r"\sh": "sinh", r"\ch": "cosh", r"\th": "tanh", r"\det": "det",
    r"\Re": "re", r"\Im": "im", r"\arccot": "acot", r"\arcsec": "asec", r"\arccsc": "acsc",
    r"\sgn": "sign", r"\sech": "sech", r"\csch": "csch", r"\arcsinh": "asinh",
    r"\arccosh": "acosh", r"\arctanh": "atanh", r"\arsinh": "asinh", r"\arcosh": "acosh",
    r"\artanh": "atanh", r"\cosec": "csc", r"\erf": "erf", r"\erfc": "erfc", r"\tr": "tr",
    r"\Tr": "tr", r"\diag": "diag", r"\trace": "tr", r"\rank": "rank", r"\sign": "sign",
}
WORDS = {   # \operatorname{...}, \mathrm{...}, \text{...} -> the function of the handbook
    **{name: name for name, row in HANDBOOK.items() if row.most and len(name) > 1
       and name not in ("root", "where", "besselj", "bessely", "gamma", "zeta", "beta", "max",
                        "min")},
    **{alias: name for name, row in HANDBOOK.items() for alias in row.aliases
       if len(alias) > 1 and alias.isascii()},
    **{command[1:]: name for command, name in FUNCTIONS.items()},
    "vec": "vec", "Diag": "diag",
}
INVERSES = {   # the function with exponent -1
    "sin": "asin", "cos": "acos", "tan": "atan", "cot": "acot", "sec": "asec", "csc": "acsc",
    "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "coth": "acoth", "sech": "asech",
    "csch": "acsch",
}

ALPHABETS = frozenset(
    r"\mathbf \boldsymbol \bm \mathit \mathcal \mathscr \mathfrak \mathsf \mathtt \vec \pmb "
    r"\mathbb \bold \mathnormal \mathbold \symbf \symbfit \overrightarrow \boldmath \underaccent "
    r"\symit \symrm \bs".split()
)
"""Commands that dress a letter and leave it the letter that is declared."""
UPRIGHT = frozenset(r"\mathrm \textrm \text \operatorname \mbox \textit \textbf \textsf \texttt "
                    r"\textnormal \hbox \rm \mathop \symup \textup".split())
PRIMES = frozenset(("'", r"\prime"))
SWITCHES = {r"\bf": r"\mathbf", r"\rm": r"\mathrm", r"\it": r"\mathit", r"\cal": r"\mathcal",
            r"\sf": r"\mathsf", r"\tt": r"\mathtt"}
"""Old font commands, which hold to the end of their group."""
ACCENTS = {   # command -> what a declared name has behind (or before) its letter
    r"\hat": "hat", r"\widehat": "hat", r"\bar": "bar", r"\overline": "bar", r"\tilde": "tilde",
    r"\widetilde": "tilde", r"\dot": "dot", r"\ddot": "ddot", r"\check": "check",
    r"\breve": "breve", r"\acute": "acute", r"\grave": "grave", r"\underline": "underline",
    r"\mathring": "ring", r"\dddot": "dddot",
}
DOTS_ABOVE = {r"\dot": 1, r"\ddot": 2, r"\dddot": 3}

RELATIONS = {   # sign or command -> the relation
    "=": "=", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">", r"\le": "<=", r"\leq": "<=",
    r"\leqslant": "<=", r"\leqq": "<=", r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=",
    r"\geqq": ">=", r"\ne": "!=", r"\neq": "!=", r"\in": "in", r"\coloneqq": ":=",
    r"\triangleq": ":=", r"\defeq": ":=", r"\eqdef": ":=", r"\doteq": ":=",
    r"\eqqcolon": ":=", r"\colonequals": ":=", r"\equalscolon": ":=", r"\coloneq": ":=",
    r"\eqcolon": ":=",
    r"\approx": "~", r"\simeq": "~", r"\sim": "~", r"\cong": "~", r"\propto": "~", r"\ll": "~",
    r"\gg": "~", r"\lesssim": "~", r"\gtrsim": "~", r"\equiv": "~", r"\subset": "~",
    r"\subseteq": "~", r"\supset": "~", r"\notin": "~", r"\asymp": "~", r"\prec": "~",
    r"\succ": "~", r"\preceq": "~", r"\succeq": "~", r"\perp": "~", r"\lessapprox": "~",
    r"\approxeq": "~", r"\thickapprox": "~", r"\thicksim": "~",
}
CONNECTIVES = {   # command -> the connective
    r"\Rightarrow": "=>", r"\implies": "=>", r"\Longrightarrow": "=>", r"\therefore": "=>",
    r"\Leftarrow": "<==", r"\impliedby": "<==", r"\Longleftarrow": "<==", r"\because": "<==",
    r"\iff": "<=>", r"\Leftrightarrow": "<=>", r"\Longleftrightarrow": "<=>",
}
LOGIC = {r"\land": "and", r"\wedge": "and", r"\lor": "or", r"\vee": "or"}
NEGATIONS = frozenset((r"\lnot", r"\neg"))

PRODUCTS = {r"\cdot": "*", r"\times": "*", "*": "*", r"\ast": "*", r"\odot": ".*",
            r"\otimes": "kron", r"\bullet": "*"}
QUOTIENTS = {"/": "/", r"\div": "/", r"\slash": "/"}
ADDING = {"+": "+", "-": "-", r"\pm": "±", r"\mp": "∓"}

BRACKETS = {   # opening -> closing
    "(": ")", "[": "]", r"\{": r"\}", r"\lbrace": r"\rbrace", r"\langle": r"\rangle",
    r"\lfloor": r"\rfloor", r"\lceil": r"\rceil", r"\lvert": r"\rvert", r"\lVert": r"\rVert",
    r"\lbrack": r"\rbrack", r"\lparen": r"\rparen",
}
OPENING = frozenset((*BRACKETS, "{", r"\left", r"\begin"))
CLOSING = frozenset((*BRACKETS.values(), "}", r"\right", r"\end"))
ARROWS = frozenset((r"\to", r"\rightarrow", r"\longrightarrow", r"\searrow", r"\nearrow",
                    r"\downarrow", r"\uparrow"))  # fmt: skip
FENCES = {   # opening -> the kind of thing it makes
    r"\lfloor": "floor", r"\lceil": "ceiling", r"\lvert": "abs", r"\lVert": "norm", "|": "abs",
    r"\|": "norm", r"\vert": "abs", r"\Vert": "norm",
}
BARS = frozenset(("|", r"\|", r"\vert", r"\Vert"))
SAME_BARS = {r"\vert": "|", r"\Vert": r"\|", r"\lbrace": r"\{", r"\rbrace": r"\}",
             r"\lbrack": "[", r"\rbrack": "]", r"\lparen": "(", r"\rparen": ")"}
"""Delimiter -> its usual spelling."""

SUMS = {r"\sum": "sum", r"\prod": "prod"}
EXTREMES = {r"\max": "max", r"\min": "min", r"\sup": "sup", r"\inf": "inf", r"\argmax": "argmax",
            r"\argmin": "argmin"}
INTEGRALS = {r"\int": 1, r"\iint": 2, r"\iiint": 3, r"\oint": 0, r"\intop": 1}
DOTS = frozenset((r"\cdots", r"\dots", r"\ldots", r"\dotsb", r"\dotsc", r"\dotsm", r"\vdots",
                  r"\ddots", r"\dotsi"))
FRACTIONS = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac",
                       r"\flatfrac", r"\xfrac"))
BINOMIALS = frozenset((r"\binom", r"\dbinom", r"\tbinom"))
INFIX_FRACTIONS = {r"\over": "/", r"\choose": "binomial"}
TRANSPOSES = frozenset(("T", r"\top", r"\intercal", r"\transpose"))
ADJOINTS = frozenset(("H", r"\dagger", r"\dag"))
OPAQUE = {   # command -> how many arguments it has, and which of them is the mathematics
    r"\boxed": (1, 0), r"\fbox": (1, 0), r"\cancel": (1, 0), r"\bcancel": (1, 0),
    r"\xcancel": (1, 0), r"\textcolor": (2, 1), r"\colorbox": (2, 1),
    r"\mathclose": (1, 0), r"\mathopen": (1, 0), r"\mathbin": (1, 0), r"\mathrel": (1, 0),
    r"\mathord": (1, 0), r"\mathinner": (1, 0), r"\ensuremath": (1, 0), r"\hl": (1, 0),
    r"\bbox": (1, 0), r"\enclose": (2, 1), r"\mathpunct": (1, 0), r"\mathchoice": (4, 0),
}
BRACED_NOTES = frozenset((r"\underbrace", r"\overbrace", r"\underbracket", r"\overbracket"))
# fmt: on
