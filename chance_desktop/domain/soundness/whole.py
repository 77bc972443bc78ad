"""Every mistake of the files of a programme, from their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter

from chance_desktop.domain.form import Form
from chance_desktop.domain.learner.interview import AssessmentGuide, LearningInterview
from chance_desktop.domain.programme.paper_text import declaration_of
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.programme.report_layout import ReportLayouts
from chance_desktop.domain.soundness.facts import fact_sorts
from chance_desktop.domain.soundness.forms import form_mistakes, guide_mistakes, interview_mistakes
from chance_desktop.domain.soundness.imports import import_mistakes
from chance_desktop.domain.soundness.journey import journey_mistakes
from chance_desktop.domain.soundness.limits import limit_mistakes
from chance_desktop.domain.soundness.mistake import Mistake, nearest
from chance_desktop.domain.soundness.papers import needed_letters, paper_mistakes
from chance_desktop.domain.soundness.pieces import criteria_mistakes, piece_mistakes
from chance_desktop.domain.soundness.reports import FILE as REPORTS
from chance_desktop.domain.soundness.reports import report_mistakes
from chance_desktop.domain.soundness.roles import form_role_mistakes, role_mistakes
from chance_desktop.domain.soundness.shape import Shape
from chance_desktop.domain.soundness.situation import situation_mistakes
from chance_desktop.domain.soundness.stay import directory_mistakes, list_mistakes
from chance_desktop.domain.soundness.toml_text import TomlTable, read_toml
from chance_desktop.runtime.words import _

T = TypeVar("T")

KEYS_OF_PARTS: Mapping[str, tuple[str, ...]] = {
    "programme.toml": (
        "code", "version", "title", "subtitle", "welcome", "root_key", "deadline_meeting", "eligibility_until", "region",
        "durations", "delays", "references",
    ),
    "journey.toml": ("phases", "steps", "meeting_kinds"),
    "directory.toml": ("offices",),
    "eligibility.toml": ("criteria", "schemes"),
    "pieces.toml": ("pieces", "referees"),
    "situation.toml": ("sections", "choices"),
    "import.toml": ("imports", "shared_columns"),
    "meetings.toml": (
        "meeting_modes", "event_kinds", "guides", "met_through", "former_grants", "library_kinds", "decisions",
        "search_answers", "interview_minutes", "grant_columns",
    ),
    "stay.toml": (
        "partner_kinds", "sectors", "lodging_kinds", "incident_topics", "early_return_kinds", "attempt_means",
        "attempt_results", "follow_up", "payments", "survey_waves",
    ),
}  # fmt: skip
"""The files of the programme itself, and the keys each is expected to hold."""

INTERVIEW, GUIDE, REPLAY = "interviews/learning.toml", "interviews/self-assessment.toml", "replay.toml"
QUESTIONNAIRES = "questionnaires/"


@dataclass(slots=True)
class _Reading:
    """What was read so far: what is wrong, and what of the programme is not known."""

    mistakes: list[Mistake] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    mended: set[tuple[str, str]] = field(default_factory=set)

    def add(self, found: Iterable[Mistake]) -> None:
        """Keep what is not told yet: what was mended here is not to be reproached again, nor what a lost file held."""
        told = {(each.file, each.key) for each in self.mistakes} | self.mended
        for each in found:
            if each not in self.mistakes and not any(_follows(each, file, key) for file, key in told):
                self.mistakes.append(each)


def _follows(mistake: Mistake, file: str, told: str) -> bool:
    """Whether a mistake may only follow from one that was mended: of the same key, of one around it or in it, of its kind."""
    if mistake.file != file:
        return False
    whole, part = f"{mistake.key}.", f"{told}."
    of_kind = told.endswith(".kind") and mistake.key == told.removesuffix("kind") + "choices"
    return whole.startswith(part) or part.startswith(whole) or of_kind


def programme_mistakes(texts: Mapping[str, bytes]) -> tuple[Mistake, ...]:
    """Everything that is wrong in the files of a programme, by their path in its folder."""
    reading, contents = _Reading(), dict[str, TomlTable]()
    for file in sorted(texts):
        found = read_toml(file, texts[file])
        if isinstance(found, Mistake):
            reading.mistakes.append(found)
        else:
            contents[file] = found
    programme = _programme(reading, texts, contents)
    sorts = fact_sorts(programme)
    if not reading.unread:
        reading.add(part_mistakes(programme))
    forms = _forms(reading, contents)
    if not reading.unread:
        reading.add(form_role_mistakes(programme, forms))
    _papers(reading, texts, contents, programme)
    for file, kind, check in _OTHERS:
        if file in contents:
            reading.add(check(file, _fitted(reading, file, kind, contents[file])))
    if REPORTS in contents:
        layouts = _fitted(reading, REPORTS, ReportLayouts, contents[REPORTS])
        if not reading.unread:
            reading.add(report_mistakes(layouts, sorts, {form.form: form for form in forms.values()}))
    reading.add(_unread_files(texts))
    return tuple(sorted(reading.mistakes, key=lambda each: _rank(each.file)))


def part_mistakes(programme: Programme) -> Iterator[Mistake]:
    """What no type can say of the programme itself."""
    sorts = fact_sorts(programme)
    for each in limit_mistakes("", programme):
        key = each.key.partition(".")[0]
        yield Mistake(
            file=_owner(key), key=each.key, value=each.value, reason=each.reason, near=each.near, grave=each.grave
        )
    yield from journey_mistakes(programme, sorts)
    yield from piece_mistakes(programme, sorts)
    yield from criteria_mistakes(programme, sorts)
    yield from situation_mistakes(programme, sorts)
    yield from import_mistakes(programme)
    yield from list_mistakes(programme)
    yield from directory_mistakes(programme)
    yield from role_mistakes(programme)


def declaration_mistakes(file: str, kind: type, content: TomlTable) -> tuple[Mistake, ...]:
    """What does not fit the class of a file of its own."""
    shape = Shape(lambda _key: file)
    shape.table(kind, content)
    return tuple(shape.mistakes)


def gathered(contents: Mapping[str, TomlTable]) -> tuple[TomlTable, dict[str, str], list[Mistake]]:
    """The keys of the programme itself, the file of each, and those declared in two files."""
    found: TomlTable = {}
    origin: dict[str, str] = {}
    twice = []
    for file in KEYS_OF_PARTS:
        for key, value in contents.get(file, {}).items():
            if key in origin:
                reason = _("déjà déclaré dans {file}").replace("{file}", origin[key])
                twice.append(Mistake(file=file, key=key, reason=reason))
            else:
                found[key], origin[key] = value, file
    return found, origin, twice


def _programme(reading: _Reading, texts: Mapping[str, bytes], contents: Mapping[str, TomlTable]) -> Programme:
    lost = [file for file in KEYS_OF_PARTS if file not in contents]
    reading.unread = {key for file in lost for key in KEYS_OF_PARTS[file]}
    reading.mistakes += [
        Mistake(file=file, reason=_("le fichier manque")) for file in KEYS_OF_PARTS if file not in texts
    ]
    found, origin, twice = gathered(contents)
    reading.mistakes += twice
    shape = Shape(lambda key: origin.get(key) or _owner(key))
    mended = shape.table(Programme, found)
    reading.mended |= shape.stood_for
    reading.mistakes += [each for each in shape.mistakes if each.key not in reading.unread or each.key in found]
    made: Programme = TypeAdapter(Programme).validate_python(mended)
    return made


def _forms(reading: _Reading, contents: Mapping[str, TomlTable]) -> dict[str, Form]:
    forms = {}
    for file in (each for each in contents if each.startswith(QUESTIONNAIRES)):
        form = _fitted(reading, file, Form, contents[file])
        reading.add(form_mistakes(file, form))
        if "@" not in file:
            forms[file] = form
    return forms


def _papers(
    reading: _Reading, texts: Mapping[str, bytes], contents: Mapping[str, TomlTable], programme: Programme
) -> None:
    for file in (each for each in contents if each.startswith(("papers/", "letters/"))):
        kind = declaration_of(file)
        if kind is None:
            reading.add([Mistake(file=file, reason=_("aucun papier ne porte ce nom"))])
        else:
            reading.add(paper_mistakes(file, _fitted(reading, file, kind, contents[file])))
    missing = needed_letters(programme) - set(texts) if not {"referees", "decisions"} & reading.unread else set()
    letters = [file for file in texts if file.startswith("letters/")]
    reading.add(
        Mistake(file=file, reason=_("le fichier manque"), near=nearest(file, letters)) for file in sorted(missing)
    )


def _fitted(reading: _Reading, file: str, kind: type[T], content: TomlTable) -> T:
    """A declaration of its own file, mended where it does not fit."""
    shape = Shape(lambda _key: file)
    mended = shape.table(kind, content)
    reading.mistakes += shape.mistakes
    reading.mended |= shape.stood_for
    made: T = TypeAdapter(kind).validate_python(mended)
    reading.add(limit_mistakes(file, made))
    return made


def _unread_files(texts: Mapping[str, bytes]) -> Iterator[Mistake]:
    known = [*KEYS_OF_PARTS, REPORTS, INTERVIEW, GUIDE, REPLAY]
    for file in texts:
        if file not in known and not file.startswith((QUESTIONNAIRES, "papers/", "letters/")):
            reason = _("l’application ne lit aucun fichier de ce nom")
            yield Mistake(file=file, reason=reason, near=nearest(file, known), grave=False)


def _owner(key: str) -> str:
    return next((file for file, keys in KEYS_OF_PARTS.items() if key in keys), next(iter(KEYS_OF_PARTS)))


def _rank(file: str) -> tuple[int, str]:
    parts = list(KEYS_OF_PARTS)
    return (parts.index(file) if file in parts else len(parts), file)


_OTHERS: tuple[tuple[str, type[Any], Callable[[str, Any], Iterable[Mistake]]], ...] = (
    (INTERVIEW, LearningInterview, interview_mistakes),
    (GUIDE, AssessmentGuide, guide_mistakes),
)
"""The files of their own, what they hold, and what is looked for in them."""
