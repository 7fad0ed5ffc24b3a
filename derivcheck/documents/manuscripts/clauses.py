"""Words of sentences around formulas: which of them suppose something, and which take it back."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUPPOSING = _words(
    "let suppose assume assuming consider given fix "
    "sei seien angenommen nehmen betrachte betrachten gelte soit soient supposons considérons"
)
"""What follows is supposed, up to the next heading."""
HOLDING = _words(
    "for if where whenever with provided when case set setting put putting choosing taking "
    "für falls wobei mit wenn sofern fall pour si où avec"
)
"""What follows is supposed for the display that the sentence leads to, or that it stands behind."""
CASES = _words("case fall cas")
"""At the beginning of a sentence these suppose what lasts."""
CLOSING = _words(
    "then so hence thus therefore we show prove shows which whose us because since as by but "
    "conclude deduce claim expect want whence making giving forcing try hope "
    "means denote compute calculate find determine recall note "
    "dann also folglich daher somit wir zeige beweise die der das welche weil da denn bestimme "
    "alors donc ainsi on nous car puisque"
)
"""Behind these words nothing more is supposed."""
SPOILING = _words(
    "not no never or unless nor neither either implies imply iff only except without whether "
    "wrong false untrue impossible contrary fails fail absurd excluded opposite negation converse "
    "temporarily reverse nothing nobody none "
    "nichts niemand rien personne "
    "nicht kein keine nie oder außer ohne weder entweder genau impliziert ob "
    "pas ne ou sauf sans ni"
)
"""A sentence with one of these supposes nothing that is understood here."""
BREAKING = _words(
    "while otherwise else but however instead general trivial clear obvious this that these "
    "sonst aber jedoch allgemein klar trivial offensichtlich dies "
    "sinon mais cependant"
)
"""What the clause with `for` was about is said with these."""
BEHIND_FOR = _words(
    "all every each any arbitrary fixed given real the case and integer integers number numbers "
    "positive nonnegative natural constants constant some values value both complex rational "
    "alle jedes jede jeden den fall und ganze reelle reellen beliebige beliebiges festes "
    "natürliche zahl zahlen "
    "tout tous toute toutes le cas et entier entiers réel réels"
)
"""Words of a clause with `for` that leave what it says as it is."""
ARBITRARY = _words("all every each any arbitrary alle jedes jede beliebige tout tous toute")
"""The names that follow are no longer what they were."""
OPENING = _words(
    "now first second third next finally throughout further furthermore also moreover again so "
    "then hence thus therefore here and but in addition additionally the this that following "
    "section chapter what follows rest of from on we us can may let to end for by sake simplicity "
    "convenience definiteness concreteness contradiction example as before above always "
    "case other opposite remaining i ii iii iv a b c step part if an all "
    "nun zunächst ferner außerdem weiter weiterhin im folgenden wir es ohne beschränkung der "
    "allgemeinheit widerspruch zum also und dann hier stets "
    "maintenant dans ce qui suit nous on ensuite de plus par l absurde ici et donc alors "
)
"""Before a word that supposes something there stand none but these in its sentence."""
FOLLOWING = _words(
    "and then so hence thus therefore we one it in for with where whenever be being as let assume "
    "suppose hold holds both respectively throughout the a an its our this by since because such "
    "also further show prove compute calculate find define write consider verify check expand note "
    "recall use evaluate "
    "und dann so also wir man es in für mit wobei sei seien gilt gelten der die das ein eine haben "
    "hat ist erhalten erhält ergibt folgt beliebig fest "
    "et alors donc on nous il pour avec où soit le la les un une "
)
"""Words that may stand right behind what is supposed: another may say that it is something else."""
TURNING = _words(
    "now next finally lastly second secondly third thirdly else other opposite remaining from case "
    "ii iii iv nun schließlich zweitens andernfalls sonst fall maintenant ensuite enfin sinon cas"
)
"""In a sentence with one of these a relation takes back what was supposed of a name."""
REVOKING = _words(
    "otherwise conversely drop dropped drops lift lifted relax relaxed remove removes removed "
    "removing discard discarded instead generally regardless irrespective contradicts contradict "
    "contradictory violates violate violating absurd nonsense falsehood untenable excluded reject "
    "ruled rejected varies extends dealt impossible superfluous unnecessary redundant "
    "afterwards ausgeschlossen umgekehrt andernfalls allgemein allgemeiner "
    "stattdessen unabhängig widerspricht unmöglich "
    "überflüssig "
    "réciproquement sinon généralement impossible absurde indépendamment"
)
"""These take back all that was supposed."""
REVOKING_BEHIND = {
    "cases": _words("two three both these the"),
    "parts": _words("two both"),
    "half": _words("second other"),
    "direction": _words("other second opposite converse"),
    "converse": _words("the"),
    "step": _words("inductive induction"),
    "states": _words("theorem lemma proposition formula rule"),
    "says": _words("theorem lemma proposition formula rule"),
    "summary": _words("in"),
    "falsch": _words("ist das dies"),
    "case": _words("other remaining second third next last final opposite general"),
    "general": _words("in"),
    "situation": _words("other remaining second third next last final opposite general"),
    "allgemeinen": _words("im"),
    "général": _words("en"),
    "matter": _words("no"),
    "longer": _words("no"),
    "false": _words("is that this be"),
    "wrong": _words("is that this be"),
    "be": _words("cannot can't"),
    "happen": _words("cannot can't"),
    "line": _words("whole real entire"),
}
"""Word -> the words behind which it does so as well."""
PURPOSES = _words("contradiction simplicity convenience definiteness concreteness example")
"""With `for` before them they restrict nothing."""
SAYING = _words("show prove note see find have recall verify check know conclude")
"""With `that` behind them they lead to what they say."""
ADDING_ON = _words("further furthermore also moreover additionally addition ferner außerdem zudem "
                   "zusätzlich weiter auch outre")  # fmt: skip
"""What is supposed is added to what was."""
DERIVING = _words(
    "get gets got obtain obtains obtained follow follows derive derived yields yield gives becomes "
    "become hence thus therefore so then simplify simplifies reduces equivalent implies find "
    "erhalten erhält folgt ergibt ergeben also somit daher dann "
    "obtient donne alors donc"
)
"""What stands behind these is derived."""
REASONING = _words("since because as da weil puisque car")
"""What stands behind these is a reason."""
GIVING = _words("model assumptions axioms postulates modell annahmen axiome modèle hypothèses")
"""A display right behind one of these words is given."""
SYSTEMS = _words(
    "system equations conditions constraints constraint satisfy satisfies satisfying axioms "
    "hypotheses assumptions "
    "gleichungen bedingungen nebenbedingung nebenbedingungen gleichungssystem erfüllt erfüllen "
    "système équations conditions contraintes"
)
"""What a sentence calls statements that are given."""
SOLVING = _words("consider betrachte betrachten considérons equation gleichung équation")
"""With these an equation is handed over that is solved in the lines below it."""
LEADING = _words("that with by are is read to of equation such lautet lauten mit dass que est sont")
"""Words right before a display with which a sentence hands it over."""
PROVING = _words("proof proofs solution solutions beweis lösung induction base step idea preuve "
                 "induktion démonstration answer")  # fmt: skip
"""Headings and environments that go on with what was supposed above them."""
REVOKING_UNLESS_BEHIND = dict.fromkeys(
    ("contradiction", "absurdity", "widerspruch"),
    _words("for by through toward to per zum durch par"),
)
"""These do, unless they say how something is shown."""
REVOKING_UNLESS_BEFORE = {
    "without": ("loss", "further ado"), "ohne": ("Beschränkung", "Einschränkung"),
    "sans": ("perte",),
}  # fmt: skip
"""These do, but with what follows here."""
OPPOSING = _words(
    "negative nonpositive arbitrary unrestricted another "
    "negativ negative negatives negativen beliebig beliebiges beliebige anderes andere "
    "négatif négative arbitraire quelconque"
)
"""With these a sentence says that a number is another one than was supposed."""
SIGNS = _words("positive nonnegative zero positiv positives positive null positif nul")
"""So do these behind a word such as `if`."""
PROVISIONS = _words("if when for case falls wenn für si pour")
QUANTIFYING = _words(
    "all every any each both either whatever alle jedes jede jeden allen beiden tout tous toute"
)
RANGES = _words(
    "number numbers real reals value values case cases event sign signs choice line "
    "zahl zahlen reelle fälle fällen werte nombre nombres réel réels cas"
)
"""What such words quantify where they take back what was supposed."""
HYPOTHESES = _words(
    "assumption assumptions assumed assume hypothesis hypotheses restriction restrictions sign "
    "supposition voraussetzung voraussetzungen annahme annahmen einschränkung vorzeichen "
    "hypothèse hypothèses restriction signe"
)
"""With one of these and of SPOILING, or of LEAVING, a sentence says that none is needed."""
LEAVING = _words("forget rid withdrawn withdraw abandon abandoned cancel suspend suspended "
                 "unneeded vergessen fallen aufgeben oublions")  # fmt: skip
RIVALLING = _words("for if when whenever für wenn falls pour si")
"""Two of these behind a display: it is not known which is meant, or both."""
WIDENING = _words("also even otherwise other others likewise well auch sonst andere aussi autres")
"""Behind what is supposed behind a display these say that it holds elsewhere as well."""
IMPOSSIBLE = _words(
    "true occur occurs happen happens possible arise arises kann wahr möglich vrai possible "
)
"""With one of these and of SPOILING a sentence says that what was supposed is not so."""
RESTATING = _words(
    "expanding rewriting rewritten written simplifying simplification checking check claim show "
    "see prove verify equivalently words easy easily using computation "
    "hand symmetry "
    "zeige zeigen behaupte behaupten prüfe äquivalent umformen vereinfacht "
    "montrons vérifions"
)
"""What a display behind these says of a name that is defined is claimed."""
RENAMING = _words(
    "let define denote denotes set put choose consider take suppose another new redefine given "
    "call sei seien definiere setze betrachte neues anderes soit posons définissons"
)
"""With these a name may mean something else."""
COMPARING = _words(
    "unlike contrast contrary besides compare compared comparison similarly likewise analogously "
    "analogous seen known did than beyond except "
    "anders analog ebenso bekannt außer contrairement comme"
)
"""In a sentence with one of these `for` says what something is compared with."""
ASIDE = _words("this it these those so only just exactly even also true known done clear proof")
"""Right before `for` these say that something else holds there."""
CONDITIONAL = _words("if wenn falls si unless whenever")
"""What a sentence with one of these defines, it defines for its own display."""
TENTATIVE = _words("suppose assume assuming case fall cas angenommen nehmen supposons")
"""What a sentence with one of these defines is taken back with what it supposes."""
UNDEFINING = SPOILING | DERIVING | REASONING | _words(
    "claim claims claimed wrongly erroneously mistakenly had would solve "
    "solves solving root roots zeros meet intersect near instead old fixed guess approximately "
    "behaupte behaupten zeigen löse wäre hätte statt falsch résoudre"
)  # fmt: skip
"""Behind these a formula defines nothing."""
PROVED = _words("show shows prove proves zeigen zeige montrons montrer that dass que")
"""Nor right behind these, in a sentence with one of them that shows something."""
UNDEFINING_BEHIND = _words(
    "only fails fail false wrong order approximately impossible differently would absurd "
    "falsch unmöglich faux"
)
"""Nor in a sentence with one of these."""
UNGIVING = SPOILING | _words(
    "claim claims claimed show shows showed shown prove proves proved proven verify verifies "
    "verified verifying check checks checked checking deduce deduces conclude concludes "
    "zeigen zeige prüfen prüfe beweisen montrer vérifier"
)  # fmt: skip
"""What a sentence with one of these leads to is no supposition."""
UNGIVING_MODEL = _words(
    "under with from by these those further fitting test unter mit aus diesen dieser sous avec ces "
    "selon"
)
"""Nor is it a model, or assumptions, with one of these."""
UNLISTING = _words(
    "final resulting satisfied fulfilled easily clearly obviously above from simplifying solving "
    "substituting expanding combining "
    "erfüllt daraus offensichtlich"
)
"""Nor a list of conditions."""
