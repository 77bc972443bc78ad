"""Siblings of the files real tools make: the same people, however their table is written, are read the same."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chance_desktop.casework.people_import import preview_import
from chance_desktop.casework.people_import.files.delimited import read_delimited
from chance_desktop.casework.people_import.files.encodings import decoded
from tests.conftest import Office

PEOPLE = [
    {"surname": "Lebœuf", "first_name": "Éloïse", "birth_date": "2004-02-14", "sex": "F", "postcode": "86400",
     "town": "Civray", "phone": "06 39 98 12 01", "email": "eloise@exemple.fr", "level_1969": "V"},
    {"surname": "Bécot", "first_name": "Théo", "birth_date": "2003-11-23", "sex": "M", "postcode": "01000",
     "town": "Bourg-en-Bresse", "phone": "06 39 98 12 02", "email": "theo@exemple.fr", "level_1969": "V bis"},
    {"surname": "D’Hérouville", "first_name": "Maëlys", "birth_date": "2004-02-29", "sex": "F", "postcode": "86160",
     "town": "Gençay", "phone": "06 39 98 12 03", "email": "maelys@exemple.fr", "level_1969": "IV"},
]  # fmt: skip
TITLES = {
    "surname": ["Nom", "NOM", "NOM_USUEL", "nomFamille", "Nom de naissance", "Last name", "NOM JEUNE"],
    "first_name": ["Prénom", "PRENOM", "PRENOM_1", "prénom usuel", "First name", "Prenom"],
    "birth_date": ["Date de naissance", "DT_NAISS", "Né(e) le", "DDN", "dateNaissance", "Date of birth", "Naissance"],
    "sex": ["Sexe", "SEXE", "Civilité", "Sexe (H/F)", "Gender"],
    "postcode": ["CP", "Code postal", "COD_POST", "Zip code"],
    "town": ["Commune", "VILLE", "LIB_COMMUNE", "Ville de résidence", "City"],
    "phone": ["Tél.", "TEL_PORT", "Téléphone", "Mobile phone", "Portable"],
    "email": ["Mél", "Adresse mail", "E-MAIL", "Courriel", "MAIL_PERSO"],
    "level_1969": ["Niveau", "NIV_FORMATION", "Niveau scolaire", "Niveau (ancienne échelle)"],
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "mac-roman"]
DAYS = {
    "day": "{2}/{1}/{0}",
    "hour": "{2}/{1}/{0} 00:00:00",
    "iso": "{0}-{1}-{2}",
    "dot": "{2}.{1}.{0}",
    "month": "{1}/{2}/{0}",
    "english": "{2}-{3}-{0}",
    "american": "{3} {2}, {0}",
    "joined": "{2}{3}{0}",
    "weekday": "{4} {2}/{1}/{0}",
    "java": "{4} {3} {2} 00:00:00 CET {0}",
}
"""Year, month, day, month and weekday in English."""
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()  # noqa: SIM905
PHONES = ["{}", "0033{}", "+33 {}", "'0{}", '="0{}"']
HIDDEN = ["", "\u00ad", "\u200b", "\u200e", "\ufeff"]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table of the three people, written in one of the ways tools write."""
    encoding = draw(st.sampled_from(ENCODINGS))
    wide = encoding.startswith("utf")
    fields = draw(st.permutations(list(TITLES)))
    titles = [draw(st.sampled_from(TITLES[field])) for field in fields]
    day = draw(st.sampled_from(sorted(DAYS)))
    hidden = draw(st.sampled_from(HIDDEN)) if wide else ""
    phone = draw(st.sampled_from(PHONES))

    def cell(person: dict[str, str], field: str) -> str:
        text = person[field]
        if field == "birth_date":
            born = date.fromisoformat(text)
            return DAYS[day].format(*text.split("-"), _ENGLISH[born.month - 1], _WEEKDAYS[born.weekday()])
        if field == "phone":
            figures = text.replace(" ", "").removeprefix("0")
            return phone.format(figures) if phone != "{}" else figures
        # the apostrophe that curls is in no Latin 9
        text = text.replace("’", "'") if encoding == "iso-8859-15" else text
        return text[:1] + hidden + text[1:] if field in ("surname", "first_name") else text

    rows: list[Sequence[str]] = [titles]
    for person in PEOPLE:
        rows.append([cell(person, field) for field in fields])
        if draw(st.booleans()) and len(rows) == 3:
            rows.append(titles)
    separator = draw(st.sampled_from(";,\t|"))
    written = StringIO()
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    csv.writer(
        written, delimiter=separator, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"]))
    ).writerows(rows)
    above = draw(
        st.sampled_from(
            ["", f"sep={separator}\n", f"Liste des jeunes suivis{separator * (len(fields) - 1)}\n\n", "\n\n"]
        )
    )
    return (above + written.getvalue()).encode("mac_roman" if encoding == "mac-roman" else encoding)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=tables())
def test_the_same_people_are_read_whoever_wrote_the_table(office: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    report = preview_import(office.desk, path)
    taken = [dict(row.values) for row in report.rows if row.verdict in ("sound", "doubtful")]
    assert taken == PEOPLE
    assert report.unmapped == ()


WORDS = st.sampled_from(
    ["Éloïse", "Maëlys", "Gençay", "Lebœuf", "Hélène", "Noël", "LEFÈVRE", "GARÇON", "Théo", "François", "Saint-Jean-d’Angély",
     "Île", "À revoir", "Forêt", "Müller", "Zoé", "n° 3", "Anaïs"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(WORDS, min_size=3, max_size=12), encoding=st.sampled_from(["cp1252", "mac_roman", "utf-8", "cp850"])
)
def test_a_text_of_french_names_is_decoded(words: list[str], encoding: str) -> None:
    text = ";".join([*words, "Hélène"])
    if encoding == "cp850":
        text = text.replace("œ", "oe").replace("’", "'")
    assert decoded(text.encode(encoding))[0] == text


CELLS = st.text(st.sampled_from("ab é\"' \n"), max_size=12) | st.text(st.sampled_from('ab"§ '), max_size=12)


@settings(max_examples=300, deadline=None)
@given(odd=st.lists(st.tuples(CELLS, st.integers(0, 3)), min_size=1, max_size=6), separator=st.sampled_from(";,\t|"))
def test_what_an_ordinary_writer_writes_is_read_back(odd: list[tuple[str, int]], separator: str) -> None:
    """A cell of several lines, or that holds quotes or the separator."""
    titles = ["Nom", "Prénom", "Adresse", "Note"]
    ordinary = ["Baudry", "Théo", "3 rue A", "x"]
    rows = [ordinary] * 3
    for cell, place in odd:
        rows += [ordinary, [*ordinary[:place], cell.replace("§", separator), *ordinary[place + 1 :]]]
    written = StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([titles, *rows])
    wanted = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]
    found = [line.cells for line in read_delimited(written.getvalue().encode()).lines[1:]]
    assert [tuple(" ".join(cell.split()) for cell in line) for line in found] == [
        tuple(" ".join(cell.split()) for cell in row) for row in wanted
    ]


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 19), column=st.integers(1, 3), quoted=st.integers(0, 19))
def test_a_quote_left_open_costs_its_line_alone(place: int, column: int, quoted: int) -> None:
    rows = [[str(number), f"Nom{number}", f"{number} rue A", "Civray"] for number in range(20)]
    rows[quoted][2] = f'"{quoted} ; rue B"'
    if place != quoted:
        rows[place][column] = '"' + rows[place][column]
    text = "\n".join(";".join(row) for row in [["N°", "Nom", "Adresse", "Commune"], *rows])
    lines = read_delimited(text.encode()).lines[1:]
    assert [line.cells[0] for line in lines] == [str(number) for number in range(20)]
    assert [line.cells[1] for line in lines] == [f"Nom{number}" for number in range(20)]
    assert [bool(line.flaws) for line in lines] == [number == place != quoted for number in range(20)]
