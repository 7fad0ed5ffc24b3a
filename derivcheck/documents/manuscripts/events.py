r"""What happens in a text between displayed formulas, and what in it is not said by the text.

Not said is what stands in a footnote, a caption, a macro, a table, between `\iffalse` and `\fi`.
"""

from __future__ import annotations

import re

from derivcheck.documents.manuscripts.blocks import blanked

EVENT = re.compile(
    r"""(?P<heading>
            \\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph)\*?\s*\{[^{}]*\}
          | \\(?:appendix|newpage|clearpage)(?![A-Za-z])
          | ^[ ]{0,3}\#{1,6}[ ][^\r\n]*
          | ^[ ]{0,3}(?:={3,}|-{3,}|\*{3,}|_{3,}|\*[ ]\*[ ]\*)[ \t]*$ )
      | (?P<run_in>
            (?<=\n)[ \t]*(?:\\noindent[ \t]*)?\\textbf[ ]?\{[^{}]*\}
          | (?<=\n)[ \t]*(?:\\noindent[ \t]*)?
            (?: \\(?:emph|text[a-z]{2}|underline)[ ]?\{
              | \{[ ]*\\(?:bf|it|sc|em|sl)(?:series|shape)?\b )
            [^{}\r\n]* (?: [.:][ ]*\} | \}[.:] )
          | (?<=\n)[ ]{0,3}(?:\*\*|__)[^*_\r\n]*(?:\*\*|__)
          | (?<=\n)[ ]{0,3}[*_][^*_\s][^*_\r\n]*[.:][*_]
          | (?<=\n)[ \t]*(?:Problem|Exercise|Question|Example|Remark|Theorem|Lemma|Corollary|
              Proposition|Definition|Claim|Task|Aufgabe|Beispiel|Bemerkung|Satz|Korollar|Behauptung|
              Exercice|Exemple|Remarque|Théorème|Lemme|Corollaire)
            (?:[ ~]*\(?(?:[A-Z]\.?)?[0-9.]*[a-z]?\)?)?[.:](?=\s)
          | (?<=\n)[ \t]*\((?:[a-z]{1,3}|\d{1,2})\)(?=\s) )
      | (?P<quote> ^[ ]{0,3}>[ ]? )
      | (?P<mark> ^[ \t]*(?:[-*]|\d{1,3}[.)])[ ] )
      | (?P<item>\\(?:item|exercise|question)(?![A-Za-z])(?:\[[^\]]{0,200}\])?)
      | \\begin[ ]?\{(?P<begin>[A-Za-z]+)\*?\} (?P<options>\[[^\]$]{0,200}\])?
      | \\end[ ]?\{(?P<close>[A-Za-z]+)\*?\}
      | (?P<done> \\(?:qed|qedhere|square|[Bb]ox|blacksquare|[Ll]ightning)(?![A-Za-z])
          | \b[Qq]\.[ ]?[Ee]\.[ ]?[Dd]\.
          | \$ (?:\s*\\(?:Rightarrow|Leftarrow|implies|impliedby|bot|square|Box|blacksquare|
              lightning|Lightning)(?![A-Za-z]))+ \s* \$ )
      | (?P<math> (?<!\\)\$(?!\$) (?:\\.|[^$\\]){1,2000} \$ | \\\( .{1,500}? \\\) )
      | \\(?:label|ref|eqref|cref|Cref|autoref|cite[a-z]*)\*?(?:\[[^\]]{0,200}\])?\{[^{}]*\}
      | \\[A-Za-z]+\*? | \\.
      | (?P<generality> \b(?i:without[ ](?:any[ ])?loss[ ]of[ ]generality
          | ohne[ ](?:Beschränkung|Einschränkung)(?:[ ]der[ ]Allgemeinheit)?
          | sans[ ]perte[ ]de[ ]généralité)\b )
      | (?P<short> \b(?:i\.e\.|e\.g\.|w\.l\.o\.g\.|resp\.|z\.B\.|d\.h\.|o\.B\.d\.A\.) )
      | (?P<gap> (?:\r?\n|\r)(?:[ \t]*(?:\r?\n|\r))+ )
      | (?P<end> [.!?;] (?=\s|\Z) )
      | (?P<word> [^\W\d_]+(?:'[a-z]+)? )""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
"""What a scanner of sentences looks at, one after the other."""
_UNSAID = re.compile(
    r"""\\iffalse(?![A-Za-z]).*?(?:\\fi(?![A-Za-z])|\Z)
      | \\(?:footnote|footnotetext|marginpar|sidenote|title|thanks|author|todo|caption|sout|
           (?:re|provide)?newcommand|providecommand|renewcommand|def)\*?
        (?:\s*\{\s*\\[A-Za-z]+\s*\}|\s*\\[A-Za-z]+)?(?:\s*\[[^\]\n]{0,200}\])*(?:\#\d)*\s*
        \{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,1000}\}){0,3000}\}
      | (?<=\n)[ ]{0,3}\[\^[^\]\n]+\]:[^\n]*
      | (?<=\n)[ ]{0,3}\|[^\n]*\|[ \t]*(?=\r?\n|\Z)
      | ~~[^~\n]+~~
      | ``[^`'$]{0,60}(?:\$[^$\n]{1,200}\$[^`'$]{0,60})+''
    """,
    re.VERBOSE | re.DOTALL,
)


def said(text: str) -> str:
    """A text of which what is not said is left blank."""
    return blanked(text, [m.span() for m in _UNSAID.finditer(text)])
