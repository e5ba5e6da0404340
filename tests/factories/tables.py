"""A table as somebody might bring it: 40 rows, 30 of them with something that cannot be taken."""

import csv
import io

HEAD = ("Projekttitel", "Beschreibung", "Laufzeit von", "Laufzeit bis", "Status", "Hemmnisse")
DATES = (
    "31.11.2016", "30.2.2015", "bald", "2016/17", "Frühjahr", "13/2016", "1.13.2016", "im Mai", "03.04.16", "Q3 2016",
)  # fmt: skip
STAGES = ("hängt", "unklar", "?", "50 %", "grün", "siehe oben", "ja", "in Klärung")
TURNED = (("2016", "2015"), ("1.5.2016", "30.4.2016"), ("Mai 2016", "April 2016"), ("2020-01", "2019"))


def row(number: int, **cells: str) -> list[str]:
    texts = {"Projekttitel": f"Garten {number}", "Beschreibung": f"Beet Nummer {number} am Kanal."}
    return [{**texts, **cells}.get(name, "") for name in HEAD]


def thirty_bad() -> list[tuple[list[str], str, str]]:
    """(row, column named, words of the reason)."""
    found = [
        (row(n, **{"Laufzeit von": text}), "Laufzeit von", text) for n, text in enumerate(DATES, start=100)
    ]
    found += [
        (row(n, **{"Laufzeit bis": text}), "Laufzeit bis", text)
        for n, text in enumerate(DATES[:4], start=120)
    ]
    found += [(row(n, Status=text), "Status", text) for n, text in enumerate(STAGES, start=140)]
    found += [
        (row(n, **{"Laufzeit von": begin, "Laufzeit bis": end}), "Laufzeit bis", "liegt vor dem Beginn")
        for n, (begin, end) in enumerate(TURNED, start=160)
    ]
    found += [
        (row(180, Projekttitel="", Beschreibung="", **{"Laufzeit von": "2016"}), "", "weder Titel noch Text"),
        (
            row(181, Projekttitel="", Beschreibung="", Status="läuft", Hemmnisse=""),
            "",
            "weder Titel noch Text",
        ),
        ([*row(182), "ein Rest"], "", "mehr Zellen als der Kopf"),
        ([*row(183), "", "noch; ein Rest"], "", "mehr Zellen als der Kopf"),
    ]
    return found


def table_with_bad_rows() -> tuple[bytes, list[tuple[int, str, str]]]:
    """The file, and for each bad row its line, the column and words of the reason. Good rows stand between them."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    expected, line = [], 1
    for number, (cells, column, words) in enumerate(thirty_bad()):
        line += 1
        writer.writerow(cells)
        expected.append((line, column, words))
        if number % 3 == 0:
            line += 1
            writer.writerow(row(number, Status="läuft", **{"Laufzeit von": "2016"}))
    return file.getvalue().encode(), expected
