"""Does it hang together? Picture, sentences and the same as a list. Names, never grades."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.practice.engine import coherence
from netzwerkstatt.practice.engine.coherence import Finding, GoalTold, Loose, MethodUsed, ResultFound, Whole
from netzwerkstatt.practice.engine.drawing import CoherencePicture, NodeText, coherence_picture, shorten
from netzwerkstatt.practice.models import Method, Result, Version
from netzwerkstatt.practice.pages.goal_way import reads_now

QUOTED = 90


@dataclass(frozen=True)
class ArrowLine:
    """A method with the assumption why it should reach the goal it stands under."""

    method: str
    tool: str
    tool_filter: str
    assumption: str


@dataclass(frozen=True)
class ResultLine:
    text: str
    kind: str
    evidence: str
    source: str = ""
    kind_key: str = ""
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalLine:
    wording: str
    arrows: tuple[ArrowLine, ...]
    results: tuple[ResultLine, ...]


@dataclass(frozen=True)
class CoherencePart:
    picture: CoherencePicture | None
    sentences: tuple[str, ...]
    goals: tuple[GoalLine, ...]
    loose_methods: tuple[ArrowLine, ...]
    loose_results: tuple[ResultLine, ...]
    side_effects: tuple[ResultLine, ...]


def whole_of(version: Version) -> Whole:
    """The values of the engine, from a version whose parts are fetched."""
    return Whole(
        goals=tuple(
            GoalTold(str(goal.key), tuple(r.intention for r in goal.revisions.all()))
            for goal in version.goals.all()
        ),
        methods=tuple(
            MethodUsed(str(method.key), tuple(keys))
            for method, keys in ((m, _goal_keys(version, m)) for m in version.methods.all())
        ),
        results=tuple(
            ResultFound(
                str(result.key),
                tuple(str(goal.key) for goal in result.goals.all()),
                result.evidence,
                result.kind == Result.Kind.SIDE_EFFECT,
            )
            for result in version.results.all()
        ),
        has_publicity=bool(version.publicity.all()),
    )


def _goal_keys(version: Version, method: Method) -> list[str]:
    keys = {goal.pk: str(goal.key) for goal in version.goals.all()}
    return [keys[a.goal_id] for a in method.assumptions.all()]


def words_of(version: Version) -> dict[str, str]:
    """How each goal, method and result is named, by its key."""
    words = {str(goal.key): reads_now(goal) for goal in version.goals.all()}
    words.update({str(method.key): method.what for method in version.methods.all()})
    words.update({str(result.key): result.text for result in version.results.all()})
    return words


def coherence_part(version: Version) -> CoherencePart | None:
    """None where nothing is told that could hang together."""
    whole = whole_of(version)
    columns = [bool(part) for part in (whole.goals, whole.methods, whole.results)]
    if not any(columns) and not whole.has_publicity:
        return None
    without_goal = [line for line in result_lines(version) if not line.goals]
    return CoherencePart(
        picture=_picture(whole, version) if sum(columns) > 1 else None,
        sentences=sentences(whole, words_of(version)),
        goals=_goal_lines(version),
        loose_methods=tuple(
            _arrow_line(method) for method in version.methods.all() if not method.assumptions.all()
        ),
        loose_results=tuple(line for line in without_goal if line.kind_key != Result.Kind.SIDE_EFFECT),
        side_effects=tuple(line for line in without_goal if line.kind_key == Result.Kind.SIDE_EFFECT),
    )


def sentences(whole: Whole, words: dict[str, str]) -> tuple[str, ...]:
    """What hangs loose, a sentence each. What is not told at all is said once, not for every goal."""
    found = coherence.findings(whole)
    said = [
        sentence
        for told, sentence in (
            (whole.goals, _("Noch ist kein Ziel beschrieben.")),
            (whole.methods, _("Noch ist kein Vorgehen beschrieben.")),
            (whole.results or whole.has_publicity, _("Noch ist kein Ergebnis beschrieben.")),
        )
        if not told
    ]
    hidden = _said_already(whole)
    loose = [finding for finding in found if finding.kind not in hidden]
    both = {f.key for f in loose if f.kind == Loose.GOAL_WITHOUT_METHOD} & {
        f.key for f in loose if f.kind == Loose.GOAL_WITHOUT_RESULT
    }
    for finding in loose:
        if finding.key in both and finding.kind == Loose.GOAL_WITHOUT_RESULT:
            continue
        said.append(_sentence(finding, words, finding.key in both))
    if not said and all((whole.goals, whole.methods, whole.results)):
        said.append(_("Zu jedem Ziel sind ein Vorgehen und ein Ergebnis beschrieben."))
    return tuple(said)


def _said_already(whole: Whole) -> set[Loose]:
    hidden: set[Loose] = set()
    if not whole.goals:
        hidden |= {Loose.METHOD_WITHOUT_GOAL, Loose.RESULT_WITHOUT_GOAL}
    if not whole.methods:
        hidden.add(Loose.GOAL_WITHOUT_METHOD)
    if not whole.results:
        hidden.add(Loose.GOAL_WITHOUT_RESULT)
    return hidden


def _sentence(finding: Finding, words: dict[str, str], neither: bool) -> str:
    quoted = {"words": shorten(words.get(finding.key, ""), QUOTED).rstrip(".")}
    if neither and finding.kind == Loose.GOAL_WITHOUT_METHOD:
        return _("Zum Ziel „%(words)s“ sind weder ein Vorgehen noch ein Ergebnis beschrieben.") % quoted
    return {
        Loose.GOAL_WITHOUT_METHOD: _("Zum Ziel „%(words)s“ ist kein Vorgehen beschrieben."),
        Loose.GOAL_WITHOUT_RESULT: _("Zum Ziel „%(words)s“ ist kein Ergebnis beschrieben."),
        Loose.INTENTION_LOST: _("Beim Ziel „%(words)s“ ging die ursprüngliche Absicht verloren."),
        Loose.METHOD_WITHOUT_GOAL: _("Das Vorgehen „%(words)s“ dient keinem der genannten Ziele."),
        Loose.RESULT_WITHOUT_GOAL: _("Das Ergebnis „%(words)s“ gehört zu keinem der genannten Ziele."),
        Loose.ONLY_PUBLICITY: _("Genannt ist nur Öffentlichkeitsarbeit. Als Ergebnis zählt sie hier nicht."),
        Loose.ONLY_ASSUMED: _("Alle Ergebnisse sind angenommen. Beobachtet oder gemessen ist keines."),
    }[finding.kind] % quoted


def _picture(whole: Whole, version: Version) -> CoherencePicture:
    drawn, words = coherence.graph(whole), words_of(version)
    loose = {(finding.kind, finding.key) for finding in coherence.findings(whole)}
    hang = {a for a, _b in drawn.second}
    goals = [NodeText(words[n.key], *_goal_note(n.key, loose)) for n in drawn.goals]
    methods = [
        NodeText("", passes=True)
        if layer.passes
        else NodeText(words[layer.key], *_method_note(layer.key, n in hang, loose))
        for n, layer in enumerate(drawn.methods)
    ]
    results = {str(result.key): result for result in version.results.all()}
    found = [NodeText(words[n.key], *_result_note(results[n.key], n.key, loose)) for n in drawn.results]
    return coherence_picture([goals, methods, found], drawn.first, drawn.second)


def _goal_note(key: str, loose: set[tuple[Loose, str]]) -> tuple[str, bool]:
    method, result = (Loose.GOAL_WITHOUT_METHOD, key) in loose, (Loose.GOAL_WITHOUT_RESULT, key) in loose
    notes = {
        (True, True): _("ohne Vorgehen und Ergebnis"),
        (True, False): _("ohne Vorgehen"),
        (False, True): _("ohne Ergebnis"),
        (False, False): "",
    }
    lost = _("Absicht verloren") if (Loose.INTENTION_LOST, key) in loose else ""
    return " · ".join(filter(None, (notes[method, result], lost))), method or result or bool(lost)


def _method_note(key: str, has_result: bool, loose: set[tuple[Loose, str]]) -> tuple[str, bool]:
    if (Loose.METHOD_WITHOUT_GOAL, key) in loose:
        return _("ohne Ziel"), True
    return ("", False) if has_result else (_("ohne Ergebnis"), True)


def _result_note(result: Result, key: str, loose: set[tuple[Loose, str]]) -> tuple[str, bool]:
    evidence = str(result.get_evidence_display())
    if (Loose.RESULT_WITHOUT_GOAL, key) in loose:
        return f"{_('ohne Ziel')} · {evidence}", True
    if result.kind == Result.Kind.SIDE_EFFECT:
        return f"{result.get_kind_display()} · {evidence}", False
    return evidence, False


def _goal_lines(version: Version) -> tuple[GoalLine, ...]:
    methods, results = list(version.methods.all()), list(version.results.all())
    names = {goal.pk: reads_now(goal) for goal in version.goals.all()}
    return tuple(
        GoalLine(
            reads_now(goal),
            tuple(
                _arrow_line(method, arrow.text)
                for method in methods
                for arrow in method.assumptions.all()
                if arrow.goal_id == goal.pk
            ),
            tuple(
                _result_line(result, names)
                for result in results
                if goal.pk in {reached.pk for reached in result.goals.all()}
            ),
        )
        for goal in version.goals.all()
    )


def _arrow_line(method: Method, assumption: str = "") -> ArrowLine:
    tool = method.tool
    return ArrowLine(method.what, tool.name if tool else "", tool.key if tool else "", assumption)


def result_lines(version: Version) -> tuple[ResultLine, ...]:
    """All results in the order told, with the goals they speak to as these read now."""
    names = {goal.pk: reads_now(goal) for goal in version.goals.all()}
    return tuple(_result_line(result, names) for result in version.results.all())


def _result_line(result: Result, names: dict[int, str]) -> ResultLine:
    return ResultLine(
        result.text,
        str(result.get_kind_display()),
        str(result.get_evidence_display()),
        result.source,
        result.kind,
        tuple(names[goal.pk] for goal in result.goals.all() if goal.pk in names),
    )
