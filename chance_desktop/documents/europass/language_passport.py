"""The Europass language passport: what a person says of their levels, before and after a stay, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.documents.europass.pages import (
    BODY,
    LABEL,
    LABEL_HEAD,
    NOTE,
    STRONG,
    annex_names,
    annex_note,
    frame_of,
    full_name,
    masthead,
    meta_of,
)
from chance_desktop.documents.europass.partial_words import date_words, period_words
from chance_desktop.documents.europass.progress_grid import Legend, ProgressGrid
from chance_desktop.documents.europass.rich_blocks import rich_blocks
from chance_desktop.documents.europass.words import EuropassWords, typeset, words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import make_pdf
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.two_columns import Sided, spread
from chance_desktop.documents.kit.typesetting.theme import BLUE, CONTENT_WIDTH, Face, Style
from chance_desktop.domain.learner.cefr import NO_LEVELS, Levels, Moment, SelfAssessment
from chance_desktop.domain.learner.model import Coded, ForeignLanguage, LanguageCertificate, LanguageExperience, Learner
from chance_desktop.domain.learner.partial_dates import PartialDate, partial_date

_NAME = Style(Face.BOLD, 15, 19)
_LANGUAGE = Style(Face.BOLD, 14, 18, BLUE)
_PART = Style(Face.SEMIBOLD, 11, 15, BLUE)
_LEGEND_WIDTH = 210.0


@dataclass(frozen=True, slots=True)
class _Assessed:
    """A language with the levels of each moment and when they were given."""

    language: ForeignLanguage
    before: SelfAssessment | None = None
    after: SelfAssessment | None = None

    @property
    def now(self) -> Levels:
        """The full squares: those given after the stay, or those of the passport when nothing tells a moment."""
        if self.after:
            return self.after.levels
        return NO_LEVELS if self.before else self.language.levels


def language_passport_pdf(
    learner: Learner, assessments: tuple[SelfAssessment, ...] = (), *, fictional: bool = False
) -> bytes:
    """The passport as a tagged PDF; the last assessment of each moment counts."""
    words = words_for(learner.locale)
    blocks = language_passport_blocks(learner, assessments, words)
    frame = frame_of(learner.identification, words, fictional=fictional, note=words.self_assessed)
    return make_pdf(blocks, frame, meta_of(words.language_passport, learner.identification, learner.locale))


def language_passport_blocks(
    learner: Learner, assessments: tuple[SelfAssessment, ...], words: EuropassWords
) -> list[Block]:
    """Whose passport it is, the mother tongue, then each language."""
    blocks = [*masthead(words.language_passport), *_holder(learner, words)]
    names = annex_names(learner)
    for each in _assessed(learner, assessments):
        blocks += _language(each, names, words)
    return blocks


def _holder(learner: Learner, words: EuropassWords) -> list[Block]:
    who = learner.identification
    facts = [date_words(who.birth_date, words), who.address.town, who.address.country.label]
    left: list[Block] = [Text(full_name(who), _NAME)] if full_name(who) else []
    line = " · ".join(fact for fact in facts if fact)
    left += [Text(typeset(line, words), LABEL)] if line else []
    tongues = ", ".join(each.language.label or each.language.code for each in learner.mother_tongues if each.language)
    right: list[Block] = [Gap(3), Text(words.mother_tongues, NOTE), Text(tongues, STRONG)] if tongues else []
    return [Sided(tuple(left), tuple(right), right_width=_LEGEND_WIDTH)] if left or right else []


def _assessed(learner: Learner, assessments: tuple[SelfAssessment, ...]) -> list[_Assessed]:
    languages = [each for each in learner.languages if each.language or not each.levels.empty]
    known = {name for each in languages for name in _names(each.language)}
    for one in assessments:
        if one.language.casefold() not in known:
            known.add(one.language.casefold())
            languages.append(ForeignLanguage(Coded(one.language, one.language)))
    found = []
    for each in languages:
        # The later one replaces the earlier, as they come in the order they were given.
        mine = {one.moment: one for one in assessments if one.language.casefold() in _names(each.language)}
        found.append(_Assessed(each, mine.get(Moment.BEFORE), mine.get(Moment.AFTER)))
    return found


def _names(language: Coded) -> set[str]:
    return {name.casefold() for name in (language.code, language.label) if name}


def _language(each: _Assessed, names: dict[str, str], words: EuropassWords) -> list[Block]:
    language = each.language
    blocks = _levels(each, words)
    shown = [_experience(one, names, words) for one in language.experiences]
    blocks += _part(words.experiences, [row for rows in shown for row in rows])
    certificates = tuple(one for one in language.certificates if one.title or one.awarding_body)
    blocks += _part(words.certificates_and_diplomas, [_certificates(certificates, words)] if certificates else [])
    return [*blocks, *annex_note(language.documents, names, words)]


def _levels(each: _Assessed, words: EuropassWords) -> list[Block]:
    name = each.language.language.label or each.language.language.code
    title = Text(name[:1].upper() + name[1:], _LANGUAGE, "H2")
    before = each.before.levels if each.before else NO_LEVELS
    if before.empty and each.now.empty:
        # Nothing was assessed: a language learned, and what shows it.
        return [Gap(16), title]
    after_words = words.after if each.after else words.declared
    now = _when(after_words, each.after, words) if each.after or not each.before else ""
    legend = Legend(_when(words.before, each.before, words) if each.before else "", now)
    heading = (title, Text(words.self_assessment, NOTE))
    return [
        Gap(16),
        Sided(heading, (Gap(2), legend), right_width=_LEGEND_WIDTH, keep=True),
        Gap(6, keep=True),
        ProgressGrid(words, before, each.now, after_words),
    ]


def _when(moment: str, assessment: SelfAssessment | None, words: EuropassWords) -> str:
    on = partial_date(assessment.on) if assessment else None
    month = date_words(PartialDate(on.year, on.month), words) if on else ""
    return f"{moment} ({month})" if month else moment


def _part(title: str, blocks: list[Block]) -> list[Block]:
    return [Gap(12), Text(title, _PART, "H3"), Gap(3, keep=True), *blocks] if blocks else []


def _experience(one: LanguageExperience, names: dict[str, str], words: EuropassWords) -> list[Block]:
    when = period_words(one.period, words)
    left: list[Block] = [Text(when[:1].upper() + when[1:], LABEL)] if when else []
    right = rich_blocks(one.description, words, BODY, 0)
    if one.area.label:
        right.append(Text(typeset(one.area.label, words), NOTE))
    right += annex_note(one.documents, names, words)
    return [*spread(left, right, CONTENT_WIDTH, right_first=True), Gap(6)] if left or right else []


def _certificates(certificates: tuple[LanguageCertificate, ...], words: EuropassWords) -> Table:
    title, body, day, level = words.certificate_heads
    columns = (Column(title), Column(body, 160), Column(day, 84), Column(level, 44))
    rows = tuple(
        (
            Cell((Text(typeset(one.title, words), STRONG),)),
            Cell((Text(typeset(one.awarding_body, words), BODY),)),
            Cell((Text(date_words(one.date, words), BODY),)),
            Cell((Text(one.level, LABEL_HEAD),)),
        )
        for one in certificates
    )
    return Table(columns, rows, padding=4)
