"""Taking over what somebody brought in a table or a document: drafts that nobody else reads yet."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.files.actions import discard, settle, stage_file
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.brought.fields import FURTHER, TEXTS
from netzwerkstatt.practice.brought.plan import LEAVE, PURPOSE, holder_of, plan_of, proposed_mapping, rows_of
from netzwerkstatt.practice.brought.rows import Brought, RowsRead
from netzwerkstatt.practice.models import Goal, Result, Undertaking
from netzwerkstatt.practice.states import STAGE_WORDS, Stage

BATCH = 50
STEPS: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.CONCEPT: (),
    Stage.RUNNING: (Stage.RUNNING,),
    Stage.RESTING: (Stage.RESTING,),
    Stage.NEVER_STARTED: (Stage.NEVER_STARTED,),
    Stage.COMPLETED: (Stage.RUNNING, Stage.COMPLETED),
    Stage.ENDED_WITHOUT_COMPLETION: (Stage.RUNNING, Stage.ENDED_WITHOUT_COMPLETION),
}
"""How a new draft gets to the stage its row names."""


@transaction.atomic
def bring_file(holder: Organisation, *, name: str, content: bytes, by: Viewer) -> StagedFile:
    """Keep a file for this holder aside, with a proposal which column is which. Raises UnreadableFile."""
    require(rules.may_begin(by, holder))
    staged = stage_file(purpose=PURPOSE, name=name, content=content, by=by)
    return settle(staged, mapping=proposed_mapping(name, content), choices={"holder": holder.pk}, by=by)


@transaction.atomic
def set_columns(staged: StagedFile, *, mapping: Mapping[str, str], by: Viewer) -> StagedFile:
    """Which column is which. Decisions about doubles begin anew: other columns make other rows."""
    _require_open(staged)
    return settle(staged, mapping=dict(mapping), choices={"holder": staged.choices["holder"]}, by=by)


@transaction.atomic
def append_the_rest(staged: StagedFile, *, columns: Iterable[str], by: Viewer) -> StagedFile:
    """Let these columns, left out so far, follow the text as further details."""
    _require_open(staged)
    mapping = {**staged.mapping, **dict.fromkeys(columns, FURTHER)}
    return settle(staged, mapping=mapping, choices=staged.choices, by=by)


@transaction.atomic
def decide(
    staged: StagedFile, *, decisions: Mapping[int, str], others: str | None = None, by: Viewer
) -> StagedFile:
    """Remember what shall become of possible doubles, and of all others that are not decided one by one."""
    _require_open(staged)
    known = {**staged.choices.get("decisions", {}), **{str(line): what for line, what in decisions.items()}}
    choices = {**staged.choices, "decisions": known}
    if others is not None:
        choices["others"] = others
    return settle(staged, mapping=staged.mapping, choices=choices, by=by)


def _require_open(staged: StagedFile) -> None:
    if "confirmed" in staged.choices:
        require(denied(_("Diese Datei wird schon übernommen. Ändern lässt sich daran nichts mehr.")))


def import_undertakings(staged: StagedFile, *, most: int | None = None, by: Viewer) -> bool:
    """Make drafts of the good rows as decided, at most so many at once; True when all is done and the file gone.

    Written in batches, each in one transaction with the note which rows are done: whatever interrupts it, the file
    is still there, and the next call goes on with the rest. Nothing is released, nobody else reads it.
    """
    require(rules.may_begin(by, holder_of(staged)))
    confirmed = _confirm(staged, by=by)
    if confirmed is None:
        return True
    done, wanted = confirmed.choices.get("written", {}), confirmed.choices["confirmed"]
    read = rows_of(confirmed)
    open_ = [row for row in read.rows if wanted[str(row.line)] != LEAVE and str(row.line) not in done]
    rows = iter(open_[:most])
    while batch := list(islice(rows, BATCH)):
        if not _write_batch(staged.pk, batch, by=by):
            return True
    if most is not None and len(open_) > most:
        return False
    _finish(staged.pk, read, by=by)
    return True


@transaction.atomic
def _confirm(staged: StagedFile, *, by: Viewer) -> StagedFile | None:
    """Fix what becomes of each row: from now on the drafts just made no longer change it."""
    found = _locked(staged.pk, by)
    if found is None or "confirmed" in found.choices:
        return found
    plan = plan_of(found, by)
    if plan.undecided:
        require(denied(_("Über mögliche Doppel ist noch nicht entschieden. Angelegt ist nichts.")))
    confirmed = {str(line): what for line, what in plan.decisions().items()}
    return settle(found, mapping=found.mapping, choices={**found.choices, "confirmed": confirmed}, by=by)


@transaction.atomic
def _write_batch(number: int, batch: list[Brought], *, by: Viewer) -> bool:
    """Write those rows of the batch that are not written yet. False where somebody else finished in between."""
    staged = _locked(number, by)
    if staged is None:
        return False
    choices = staged.choices
    written, joined = dict(choices.get("written", {})), list(choices.get("joined", []))
    holder = holder_of(staged)
    for row in batch:
        line = str(row.line)
        if line in written:
            continue
        target = _target(choices["confirmed"][line], written, by)
        if target is None:
            written[line] = _create(row, holder, by=by)
        else:
            written[line] = _join(row, target, by=by)
            joined.append(row.line)
    settle(staged, mapping=staged.mapping, choices={**choices, "written": written, "joined": joined}, by=by)
    return True


def _locked(number: int, by: Viewer) -> StagedFile | None:
    return StagedFile.objects.visible_to(by).select_for_update().filter(pk=number, purpose=PURPOSE).first()


def _target(decision: str, written: Mapping[str, str], by: Viewer) -> Undertaking | None:
    """What a row joins; nothing, and so a draft of its own, where that was left out, deleted or given up."""
    how, _colon, where = decision.partition(":")
    key = where if how == "join" else written.get(where, "")
    mine = Undertaking.objects.authored_by(by).filter(deleted_at__isnull=True)
    return mine.filter(key=key).select_related("working", "holder").first() if key else None


@transaction.atomic
def _finish(number: int, read: RowsRead, *, by: Viewer) -> None:
    """The file goes; the trail keeps numbers and keys."""
    staged = _locked(number, by)
    if staged is None:
        return
    written, joined = staged.choices.get("written", {}), set(staged.choices.get("joined", []))
    record(
        "import_undertakings",
        staged,
        by=by,
        created=[key for line, key in written.items() if int(line) not in joined],
        joined=list(dict.fromkeys(key for line, key in written.items() if int(line) in joined)),
        joined_rows=len(joined),
        left=len(read.rows) - len(written),
        bad=len({problem.line for problem in read.problems}),
    )
    discard(staged, by=by)


def _create(row: Brought, holder: Organisation, *, by: Viewer) -> str:
    """One draft, through the deeds by which people tell."""
    made = telling.begin_undertaking(holder, title=row.title, by=by)
    for name, text in (*row.texts.items(), ("contact_role", row.contact_role)):
        if text:
            telling.save_text(made, name=name, text=text, base=None, by=by)
    if row.begin or row.end or row.permanent or row.tools or row.topics:
        telling.set_facts(
            made, begin=row.begin, end=row.end, permanent=row.permanent, tools=row.tools, topics=row.topics, by=by
        )  # fmt: skip
    if row.goals:
        source = Goal.Source.DOCUMENT
        telling.set_goals(made, [Goal(wording=text, source=source) for text in row.goals], by=by)
    if row.barriers:
        told = [telling.BarrierTold(barrier, what) for barrier, what in row.barriers]
        telling.set_barriers(made, told, by=by)
    if row.results:
        telling.set_results(made, [Result(text=text) for text in row.results], by=by)
    for stage in STEPS[row.stage or Stage.CONCEPT]:
        telling.change_stage(made, to=stage, reason=_("So stand es in der eingelesenen Datei."), by=by)
    record("import_undertakings", made, by=by)
    return made.key


def _join(row: Brought, found: Undertaking, *, by: Viewer) -> str:
    """Write a row into a draft: into what is empty there, else below what is there. Nothing there is replaced."""
    version = telling.working_of(found)
    texts = _as_texts(row)
    facts = list(_facts(row, version.title))
    begin, end = version.begin or row.begin, version.end or row.end
    fits = not (begin and end and partial_date.parse(end).ends_before(partial_date.parse(begin)))
    for name, words, mine in (("begin", _("Beginn"), row.begin), ("end", _("Ende"), row.end)):
        if mine and fits and not getattr(version, name):
            telling.save_text(found, name=name, text=mine, base=None, by=by)
        elif mine and mine != getattr(version, name):
            facts.append(f"{words}: {partial_date.in_words(mine)}")
    if facts:
        lines = "\n".join([_("Aus der eingelesenen Datei"), *facts])
        texts["done"] = "\n\n".join(part for part in (texts["done"], lines) if part)
    for name, text in texts.items():
        if text:
            _append(found, name, text, by=by)
    record("import_undertakings", found, by=by)
    return found.key


def _append(undertaking: Undertaking, name: str, text: str, *, by: Viewer) -> None:
    """Below what stands there at this moment, even where somebody writes at the same time."""
    saved = telling.save_text(undertaking, name=name, text=text, base=telling.text_base(""), by=by)
    while saved.conflict is not None and text not in saved.conflict:
        longer = f"{saved.conflict.rstrip()}\n\n{text}"
        saved = telling.save_text(undertaking, name=name, text=longer, base=saved.base, by=by)


def _as_texts(row: Brought) -> dict[str, str]:
    """What a row tells, by answer; what is a list in a draft of its own becomes lines here."""
    lists = {
        "wanted": row.goals,
        "hindered": [": ".join(str(part) for part in item if part) for item in row.barriers],
        "outcome": row.results,
    }
    parts = {name: (row.texts.get(name, ""), "\n".join(lists.get(name, ()))) for name in TEXTS}
    return {name: "\n\n".join(part for part in both if part) for name, both in parts.items()}


def _facts(row: Brought, title: str) -> Iterator[str]:
    """What has no place in a draft that is there already, as lines. Dates are asked for apart."""
    if row.title != title and not row.title_proposed:
        yield f"{_('Titel')}: {row.title}"
    if row.permanent:
        yield f"{_('Ende')}: {_('auf Dauer')}"
    if row.stage:
        yield f"{_('Stand')}: {STAGE_WORDS[row.stage]}"
    if row.contact_role:
        yield f"{_('Wer gibt Auskunft?')}: {row.contact_role}"
    if row.tools:
        yield f"{_('Werkzeuge')}: {', '.join(tool.name for tool in row.tools)}"
    if row.topics:
        yield f"{_('Themen')}: {', '.join(topic.name for topic in row.topics)}"
