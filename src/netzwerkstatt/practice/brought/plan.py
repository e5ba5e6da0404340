"""What would come of a brought file, computed anew whenever it is looked at or confirmed."""

from dataclasses import dataclass

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.checking import Problem
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import Table, read_table
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.brought.doubles import Match, possible_doubles
from netzwerkstatt.practice.brought.fields import as_one_telling, is_document, propose
from netzwerkstatt.practice.brought.rows import Brought, RowsRead, left_out, read_rows
from netzwerkstatt.practice.brought.words import vocabularies

PURPOSE = "undertakings"
CREATE, LEAVE = "create", "leave"


@dataclass(frozen=True)
class Double:
    """A row that may be there already, and what has been decided about it; empty while nothing is."""

    row: Brought
    matches: tuple[Match, ...]
    decision: str

    @property
    def possible(self) -> tuple[str, ...]:
        return (CREATE, LEAVE, *(match.joining for match in self.matches if match.joining))


@dataclass(frozen=True)
class Plan:
    """The file as it would be taken over. `doubles` are among `rows`; `problems` name the rows that are not."""

    holder: Organisation
    rows: tuple[Brought, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    left_out: tuple[str, ...]
    doubles: tuple[Double, ...]

    @property
    def bad_rows(self) -> int:
        return len({problem.line for problem in self.problems})

    @property
    def undecided(self) -> tuple[Double, ...]:
        return tuple(double for double in self.doubles if not double.decision)

    def decisions(self) -> dict[int, str]:
        """Line → what becomes of it."""
        return {row.line: CREATE for row in self.rows} | {d.row.line: d.decision for d in self.doubles}


def table_of(staged: StagedFile) -> Table:
    """Columns and rows; a document without a table is one row with a column for each heading."""
    table = read_table(staged.name, bytes(staged.content))
    return as_one_telling(table) if is_document(staged.name, table) else table


def is_report(staged: StagedFile) -> bool:
    return is_document(staged.name, read_table(staged.name, bytes(staged.content)))


def proposed_mapping(name: str, content: bytes) -> dict[str, str]:
    """Column → field, as far as the names of the columns say it."""
    table = read_table(name, content)
    if is_document(name, table):
        return propose(as_one_telling(table).columns, document=True)
    return propose(table.columns)


def holder_of(staged: StagedFile) -> Organisation:
    return Organisation.objects.get(pk=staged.choices["holder"])


def left_out_of(staged: StagedFile) -> tuple[str, ...]:
    return left_out(table_of(staged), staged.mapping)


def rows_of(staged: StagedFile) -> RowsRead:
    return read_rows(table_of(staged), staged.mapping, vocabularies())


def plan_of(staged: StagedFile, viewer: Viewer) -> Plan:
    """Read, check and compare the whole file for this viewer. The number of queries does not depend on its rows."""
    table, holder = table_of(staged), holder_of(staged)
    read = read_rows(table, staged.mapping, vocabularies())
    matches = possible_doubles(read.rows, holder, viewer)
    decided, others = staged.choices.get("decisions", {}), staged.choices.get("others", "")
    doubles = []
    for row in read.rows:
        if row.line in matches:
            double = Double(row, matches[row.line], decided.get(str(row.line)) or others)
            known = double.decision in double.possible
            doubles.append(double if known else Double(row, double.matches, ""))
    return Plan(
        holder, read.rows, read.problems, read.notices, left_out(table, staged.mapping), tuple(doubles)
    )
