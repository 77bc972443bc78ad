"""What the store counts of answers is what counting them by hand finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chance_desktop.casework.forms.answers import Subject, form, save_answers
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.questionnaire import kept_to, read_given, report
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.domain.form import Form, QuestionKind
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office

PEOPLE = 5


def _answers(asked: Form) -> st.SearchStrategy[dict[str, str]]:
    """Answers of one person: any closed question left out, or answered with anything it offers."""
    closed = [each for each in asked.questions if each.kind is QuestionKind.CHOICE]
    return st.fixed_dictionaries({
        each.code: st.sampled_from(["", *(choice.code for choice in asked.options(each))]) for each in closed
    })  # fmt: skip


def _by_hand(asked: Form, people: list[dict[str, str]]) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for said in people:
        for code, answer in said.items():
            if answer:
                counts.setdefault((code, ""), Counter())[answer] += 1
                split = asked.question(code).split_by
                if split and said.get(split):
                    counts.setdefault((code, said[split]), Counter())[answer] += 1
    return counts


def test_the_store_counts_as_people_do(opened: Callable[[str], Office]) -> None:
    desk: Desk = opened("region").desk
    asked = form(desk, "end-of-stay")
    dossiers = [dossier_of(desk, NewPerson(f"Nom{number}", "Alix"), step=1) for number in range(PEOPLE)]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(people=st.lists(_answers(asked), min_size=PEOPLE, max_size=PEOPLE))
    def counted(people: list[dict[str, str]]) -> None:
        for dossier, said in zip(dossiers, people, strict=True):
            save_answers(desk, "end-of-stay", Subject(dossier, dossier), said)
        with desk.reading() as connection:
            given_back = read_given(connection, asked, kept_to(desk, Scope(desk.today())))
        assert given_back.forms == sum(any(said.values()) for said in people)
        found = {key: counts for key, counts in given_back.counts.items() if +counts}
        assert found == _by_hand(asked, people)
        table = report(desk, Scope(desk.today()))
        shares = {
            column.code: (200 * _by_hand(asked, people).get(("5.5", ""), Counter())[column.code] + given_back.forms)
            // (2 * given_back.forms)
            for column in table.columns
            if given_back.forms
        }
        for column in ("yes", "no"):
            cell = table.cell("5.5", column)
            assert (int(cell.value or 0) // 100) == shares.get(column, 0)

    counted()
