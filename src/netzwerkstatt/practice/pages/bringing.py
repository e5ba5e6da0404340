"""The screens on which somebody brings what is written already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.checking import Problem
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import Table
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.brought.doubles import Match
from netzwerkstatt.practice.brought.fields import LEFT_OUT, NAMES, TEXTS
from netzwerkstatt.practice.brought.plan import CREATE, LEAVE, Double, Plan, is_report
from netzwerkstatt.practice.brought.rows import Brought, shortened
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.states import STAGE_WORDS

SHOWN_ROWS, DOUBLES_AT_ONCE, LINKS_AT_ONCE = 5, 50, 50
EXAMPLES, EXAMPLE_LENGTH, EXCERPT = 2, 90, 220


@dataclass(frozen=True)
class ColumnRow:
    number: int
    column: str
    examples: tuple[str, ...]
    chosen: str


@dataclass(frozen=True)
class ColumnsPage:
    """Which column is which. `options` are value and words, first the one that leaves a column out."""

    name: str
    holder: str
    is_document: bool
    rows: tuple[ColumnRow, ...]
    options: tuple[tuple[str, str], ...]
    errors: tuple[str, ...]
    number_of_rows: int
    part_read: str
    discard_address: str


def columns_page(
    staged: StagedFile, holder: str, table: Table, mapping: Mapping[str, str], errors: Iterable[str] = ()
) -> ColumnsPage:
    """Columns without any value are not asked for."""
    rows = []
    for number, column in enumerate(table.columns):
        filled = dict.fromkeys(row.values[column] for row in table.rows if row.values.get(column))
        examples = tuple(shortened(" ".join(text.split()), EXAMPLE_LENGTH) for text in [*filled][:EXAMPLES])
        if examples:
            rows.append(ColumnRow(number, column, examples, mapping.get(column, LEFT_OUT)))
    document = is_report(staged)
    options = [(LEFT_OUT, _("bleibt draußen")), *((name, str(words)) for name, (words, _c) in NAMES.items())]
    return ColumnsPage(
        name=staged.name,
        holder=holder,
        is_document=document,
        rows=tuple(rows),
        options=tuple(options),
        errors=tuple(errors),
        number_of_rows=len(table.rows),
        part_read="" if document else _part_read(staged.name),
        discard_address=reverse("practice:bring_discard", args=[staged.pk]),
    )


def _part_read(name: str) -> str:
    """What of a file with several parts is read, so that nobody takes the rest for read."""
    if name.lower().endswith(".docx"):
        return _("Gelesen ist die erste Tabelle des Dokuments, nicht der Text darum herum.")
    if name.lower().endswith((".xlsx", ".ods", ".xls")):
        return _("Gelesen ist das erste Blatt.")
    return ""


@dataclass(frozen=True)
class PreviewRow:
    """A row as it will look: the facts as words and values, the texts below their questions."""

    line: int
    title: str
    title_proposed: bool
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]


def preview_row(row: Brought) -> PreviewRow:
    words = {name: str(label) for name, (label, _called) in NAMES.items()}
    facts = {
        "begin": partial_date.in_words(row.begin),
        "end": _("auf Dauer") if row.permanent else partial_date.in_words(row.end),
        "stage": STAGE_WORDS[row.stage] if row.stage else "",
        "contact_role": row.contact_role,
        "topics": ", ".join(topic.name for topic in row.topics),
        "tools": ", ".join(tool.name for tool in row.tools),
        "goals": " · ".join(row.goals),
        "barriers": " · ".join(": ".join(str(part) for part in item if part) for item in row.barriers),
        "results": " · ".join(row.results),
    }
    texts = tuple((words[name], row.texts[name]) for name in TEXTS if name in row.texts)
    return PreviewRow(
        row.line, row.title, row.title_proposed, tuple((words[n], t) for n, t in facts.items() if t), texts
    )


@dataclass(frozen=True)
class MatchLine:
    title: str
    where: str
    why: str
    address: str


@dataclass(frozen=True)
class DoubleRow:
    """A possible double. `choices` are value, words and whether chosen."""

    line: int
    title: str
    excerpt: str
    matches: tuple[MatchLine, ...]
    choices: tuple[tuple[str, str, bool], ...]


def double_row(double: Double) -> DoubleRow:
    choices = [(CREATE, _("trotzdem anlegen")), (LEAVE, _("weglassen"))]
    choices += [(match.joining, _joining_words(match)) for match in double.matches if match.joining]
    text = " ".join(double.row.all_text.split())
    return DoubleRow(
        double.row.line,
        double.row.title,
        shortened(text, EXCERPT),
        tuple(_match_line(match) for match in double.matches),
        tuple((value, words, value == double.decision) for value, words in choices),
    )


def _joining_words(match: Match) -> str:
    if match.line:
        return _("zu Zeile %(line)s dazuschreiben") % {"line": match.line}
    return _("zu „%(title)s“ dazuschreiben") % {"title": match.title}


def _match_line(match: Match) -> MatchLine:
    address = "" if match.line else reverse("practice:undertaking", args=[match.key])
    where = _("Zeile %(line)s derselben Datei") % {"line": match.line} if match.line else match.holder
    same = _("der Wortlaut ist derselbe") if match.the_same else ""
    why = same or (
        _("der Wortlaut ist weithin derselbe") if match.by_wording else _("der Titel ist fast derselbe")
    )
    return MatchLine(match.title, where, why, address)


@dataclass(frozen=True)
class PreviewPage:
    """What would come of the file. Nothing is written yet."""

    name: str
    holder: str
    total: int
    good: int
    bad: int
    sure: int
    proposed_titles: int
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    left_out: tuple[str, ...]
    first: tuple[PreviewRow, ...]
    doubles: tuple[DoubleRow, ...]
    number_of_doubles: int
    undecided: int
    others: str
    page: int
    pages: int
    error: str
    columns_address: str
    discard_address: str


def preview_page(staged: StagedFile, plan: Plan, *, page: int = 1, error: str = "") -> PreviewPage:
    pages = max(1, -(-len(plan.doubles) // DOUBLES_AT_ONCE))
    page = min(max(page, 1), pages)
    shown = plan.doubles[(page - 1) * DOUBLES_AT_ONCE : page * DOUBLES_AT_ONCE]
    return PreviewPage(
        name=staged.name,
        holder=plan.holder.name,
        total=len(plan.rows) + plan.bad_rows,
        good=len(plan.rows),
        bad=plan.bad_rows,
        sure=len(plan.rows) - len(plan.doubles),
        proposed_titles=sum(row.title_proposed for row in plan.rows),
        problems=plan.problems,
        notices=plan.notices,
        left_out=plan.left_out,
        first=tuple(preview_row(row) for row in plan.rows[:SHOWN_ROWS]),
        doubles=tuple(double_row(double) for double in shown),
        number_of_doubles=len(plan.doubles),
        undecided=len(plan.undecided),
        others=staged.choices.get("others", ""),
        page=page,
        pages=pages,
        error=error,
        columns_address=reverse("practice:bring_columns", args=[staged.pk]),
        discard_address=reverse("practice:bring_discard", args=[staged.pk]),
    )


@dataclass(frozen=True)
class ProgressPage:
    """A large file on its way: so many rows are written, the rest follows."""

    name: str
    written: int
    total: int


def progress_page(staged: StagedFile) -> ProgressPage:
    wanted = sum(what != LEAVE for what in staged.choices["confirmed"].values())
    return ProgressPage(staged.name, len(staged.choices.get("written", {})), wanted)


@dataclass(frozen=True)
class BroughtPage:
    """What came of a file, after it is gone. `created` and `joined` hold one page of links each: title and address."""

    number_created: int
    number_joined: int
    left: int
    bad: int
    created: tuple[tuple[str, str], ...]
    joined: tuple[tuple[str, str], ...]
    page: int
    pages: int


def brought_page(entry: AuditEntry, mine: Mapping[str, Undertaking], page: int, pages: int) -> BroughtPage:
    """`mine` are those of the named keys that the viewer still has, by key."""
    done = entry.circumstance

    def links(keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        found = (mine[key] for key in keys if key in mine)
        return tuple((u.working.title, u.get_absolute_url()) for u in found if u.working)

    return BroughtPage(
        number_created=len(done["created"]),
        number_joined=done["joined_rows"],
        left=done["left"],
        bad=done["bad"],
        created=links(keys_on(done["created"], page)),
        joined=links(done["joined"][:LINKS_AT_ONCE]) if page == 1 else (),
        page=page,
        pages=pages,
    )


def keys_on(keys: list[str], page: int) -> list[str]:
    return keys[(page - 1) * LINKS_AT_ONCE : page * LINKS_AT_ONCE]
