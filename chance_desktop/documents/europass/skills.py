"""The personal skills of a curriculum vitae: languages in their grid, then each family of skills."""

from __future__ import annotations

from collections.abc import Sequence

from chance_desktop.documents.europass.level_grid import LevelGrid, Row
from chance_desktop.documents.europass.pages import BODY, LABEL_HEAD, NOTE, STRONG, annex_note
from chance_desktop.documents.europass.partial_words import date_words
from chance_desktop.documents.europass.rich_blocks import rich_blocks
from chance_desktop.documents.europass.words import EuropassWords, typeset
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.two_columns import BETWEEN, LEFT, Sided, spread
from chance_desktop.documents.kit.typesetting.theme import CONTENT_WIDTH
from chance_desktop.domain.learner.cefr import LanguageSkill
from chance_desktop.domain.learner.model import DigitalSkill, ForeignLanguage, LanguageCertificate, Learner

_AIR = 9.0
_LONGEST_NAME = 200


def personal_skills(learner: Learner, names: dict[str, str], words: EuropassWords) -> list[Block]:
    """Every family that says something, under its label."""
    tongues = ", ".join(each.language.label or each.language.code for each in learner.mother_tongues if each.language)
    families: list[list[Block]] = []
    if tongues:
        families.append(_labelled(words.mother_tongues, [Text(tongues, STRONG)], words))
    families.append(_languages(learner.languages, names, words))
    for label, skill in (
        (words.communication, learner.communication),
        (words.organisational, learner.organisational),
        (words.job_related, learner.job_related),
    ):
        families.append(_labelled(label, _told(skill.text, skill.documents, names, words), words))
    families.append(_digital(learner.digital, names, words))
    families.append(
        _labelled(words.other_skills, _told(learner.other.text, learner.other.documents, names, words), words)
    )
    if learner.driving.licences:
        told = words.driving_categories.format(categories=", ".join(learner.driving.licences))
        families.append(
            _labelled(words.driving, _told(told, learner.driving.documents, names, words), words)
        )  # fmt: skip
    blocks: list[Block] = []
    for family in families:
        if family:
            blocks += [Gap(_AIR), *family] if blocks else family
    return blocks


def _told(text: str, documents: Sequence[str], names: dict[str, str], words: EuropassWords) -> list[Block]:
    return [*rich_blocks(text, words, BODY), *annex_note(documents, names, words)]


def _labelled(label: str, right: list[Block], words: EuropassWords) -> list[Block]:
    return spread([Text(label, LABEL_HEAD, "H3")], right, CONTENT_WIDTH) if right else []


def _languages(languages: tuple[ForeignLanguage, ...], names: dict[str, str], words: EuropassWords) -> list[Block]:
    told = [each for each in languages if each.language or not each.levels.empty]
    if not told:
        return []
    rows = tuple(Row(_short(each.language.label or each.language.code), _levels(each, words)) for each in told)
    # Writing is a group of its own: the head above it says it already.
    heads = tuple("" if skill is LanguageSkill.WRITING else words.skills[skill] for skill in LanguageSkill)
    grid = LevelGrid(words.other_languages, LEFT + BETWEEN, words.groups, heads, rows)
    legend: list[Block] = [
        Gap(4, keep=True),
        _beside(Text(typeset(f"{words.levels_note} {words.framework}.", words), NOTE)),
    ]
    proofs: list[Block] = []
    for each in told:
        titles = words.between.join(filter(None, (_certificate(one, words) for one in each.certificates)))
        lines: list[Block] = []
        if titles:
            lines.append(Text(typeset(words.certificates.format(titles=titles), words), BODY))
        lines += annex_note(each.documents, names, words)
        if lines:
            label = Text(each.language.label or each.language.code, LABEL_HEAD)
            proofs += [Gap(4), *spread([label], lines, CONTENT_WIDTH)]
    return [grid, *legend, *proofs]


def _short(name: str) -> str:
    """A row of the grid stays on its page: what is longer than any language's name is cut."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _levels(language: ForeignLanguage, words: EuropassWords) -> tuple[tuple[str, str], ...]:
    cells = []
    for skill in LanguageSkill:
        level = language.levels.of(skill)
        cells.append((level.value, words.user(level)) if level else ("", ""))
    return tuple(cells)


def _certificate(one: LanguageCertificate, words: EuropassWords) -> str:
    return ", ".join(part for part in (one.title, one.awarding_body, date_words(one.date, words), one.level) if part)


def _beside(block: Block) -> Block:
    return Sided((), (block,))


def _digital(skill: DigitalSkill, names: dict[str, str], words: EuropassWords) -> list[Block]:
    areas = (skill.information, skill.communication, skill.content_creation, skill.safety, skill.problem_solving)
    right = _told(skill.text, skill.documents, names, words)
    certificates = ", ".join(title for title in skill.certificates if title)
    if certificates:
        right += [Gap(3), Text(typeset(words.certificates.format(titles=certificates), words), BODY)]
    if not any(areas):
        return _labelled(words.digital, right, words)
    cells = tuple(("", words.users_of["ABC".index(area)] if area in ("A", "B", "C") else "") for area in areas)
    grid = LevelGrid("", LEFT + BETWEEN, (), words.digital_areas, (Row(words.digital, cells),), LABEL_HEAD)
    blocks: list[Block] = [grid, Gap(4, keep=True), _beside(Text(typeset(words.digital_note, words), NOTE))]
    if right:
        blocks += [Gap(3), *spread((), right, CONTENT_WIDTH)]
    return blocks
