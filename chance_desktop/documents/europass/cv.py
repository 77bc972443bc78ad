"""The Europass curriculum vitae: labels and dates on the left, what a recruiter reads on the right, one to three pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chance_desktop.documents.europass.pages import (
    BODY,
    ENTRY,
    LABEL,
    LABEL_HEAD,
    NAME,
    address_lines,
    annex_names,
    annex_note,
    frame_of,
    full_name,
    masthead,
    meta_of,
    section,
    surname_first,
)
from chance_desktop.documents.europass.partial_words import date_words, period_words
from chance_desktop.documents.europass.rich_blocks import rich_blocks
from chance_desktop.documents.europass.skills import personal_skills
from chance_desktop.documents.europass.words import FRENCH, EuropassWords, typeset, words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import make_pdf
from chance_desktop.documents.kit.two_columns import Sided, spread
from chance_desktop.documents.kit.typesetting.theme import CONTENT_WIDTH, Face, Style
from chance_desktop.documents.scans.photographs.portrait import WIDTH as PHOTO_WIDTH
from chance_desktop.documents.scans.photographs.portrait import portrait
from chance_desktop.domain.learner.model import (
    Education,
    Identification,
    Learner,
    Organisation,
    Reach,
    WorkExperience,
)
from chance_desktop.domain.learner.partial_dates import Period

_WHERE = Style(size=10, leading=13.5, bold=Face.SEMIBOLD)
_HEADLINE = Style(Face.BOLD, 13, 17)


def curriculum_vitae_pdf(learner: Learner, *, fictional: bool = False) -> bytes:
    """The curriculum vitae as a tagged PDF, in the language of the learner's document."""
    words = words_for(learner.locale)
    blocks = curriculum_vitae_blocks(learner, words)
    frame = frame_of(learner.identification, words, fictional=fictional)
    return make_pdf(blocks, frame, meta_of(words.curriculum_vitae, learner.identification, learner.locale))


def curriculum_vitae_blocks(learner: Learner, words: EuropassWords, top: list[Block] | None = None) -> list[Block]:
    """Everything on its pages, under `top` when it is part of another document; empty sections are left out."""
    names = annex_names(learner)
    blocks = top or masthead(words.curriculum_vitae)
    blocks += section(words.personal_information, _person(learner.identification, words), air=0)
    blocks += _headline(learner, words)
    blocks += section(words.work, _joined(_work(each, names, words) for each in learner.work))
    blocks += section(words.education, _joined(_education(each, names, words) for each in learner.education))
    blocks += section(words.personal_skills, personal_skills(learner, names, words))
    blocks += section(words.additional, _joined(_achievements(learner, names, words)))
    return blocks + section(words.annexes, _annexes(learner, words))


def _person(who: Identification, words: EuropassWords) -> list[Block]:
    rows: list[Block] = []
    name = surname_first(who) if words is FRENCH else full_name(who)
    if name:
        rows += [Sided((Gap(5), Text(words.name, LABEL)), (Text(name, NAME),)), Gap(4)]
    nationality = ", ".join(each.label or each.code for each in who.nationalities if each)
    birth = date_words(who.birth_date, words)
    facts = (
        (words.address, "\n".join(address_lines(who.address))),
        (words.telephone, _reaches(who.telephones)),
        (words.email, who.email),
        (words.website, _reaches(who.websites)),
        (words.messaging, _reaches(who.messaging)),
        (words.birth_date, birth),
        (words.nationality, nationality),
        (words.gender, who.gender.label or words.genders.get(who.gender.code, "")),
    )
    for label, fact in facts:
        if fact.strip():
            rows += [Sided((Text(label, LABEL),), (Text(typeset(fact, words), BODY),)), Gap(1.5)]
    photo = portrait(who.photo, words.photograph.format(name=full_name(who)))
    if photo is None:
        return rows
    return [Sided(tuple(rows), (photo,), right_width=PHOTO_WIDTH)]


def _reaches(reaches: Iterable[Reach]) -> str:
    told = (f"{each.value} ({each.use.label})" if each.use.label else each.value for each in reaches if each.value)
    return "\n".join(told)


def _headline(learner: Learner, words: EuropassWords) -> list[Block]:
    kind, what = learner.headline.kind, learner.headline.description
    label = kind.label or words.headline.get(kind.code, kind.code)
    told = what.label or what.code
    if not told:
        return []
    # A statement of several lines is a text, not a title.
    right: list[Block] = (
        list(rich_blocks(told, words, BODY))
        if "<" in told or len(told) > 160
        else [Text(typeset(told, words), _HEADLINE)]
    )
    left: list[Block] = [Gap(2), Text(typeset(label, words), LABEL_HEAD)] if label else []
    return [Gap(12), *spread(left, right, CONTENT_WIDTH)]


def _work(each: WorkExperience, names: dict[str, str], words: EuropassWords) -> list[Block]:
    sector = each.employer.sector.label
    lines = [*_organisation(each.employer), words.sector.format(sector=sector) if sector else ""]
    title = each.position.label or each.position.code
    return _entry(each.period, title, lines, (each.activities, each.description), each.documents, names, words)


def _education(each: Education, names: dict[str, str], words: EuropassWords) -> list[Block]:
    field = each.field_of_study.label
    lines = [
        *_organisation(each.organisation),
        words.field.format(field=field) if field else "",
        each.level.label,
    ]
    return _entry(each.period, each.title, lines, (each.activities, each.description), each.documents, names, words)


def _organisation(organisation: Organisation) -> list[str]:
    where = ", ".join(address_lines(organisation.address))
    name = f"**{organisation.name.strip()}**" if organisation.name.strip() else ""
    return [", ".join(part for part in (name, where) if part), organisation.website]


def _entry(
    period: Period, title: str, lines: Sequence[str], texts: Sequence[str], documents: Sequence[str],
    names: dict[str, str], words: EuropassWords,
) -> list[Block]:  # fmt: skip
    when = period_words(period, words)
    left: list[Block] = [Gap(1), Text(when[:1].upper() + when[1:], LABEL)] if when else []
    told = [typeset(line, words) for line in lines if line.strip()]
    right: list[Block] = []
    if title.strip():
        # Untitled, an entry begins with where it was.
        right.append(Text(typeset(title, words), ENTRY, "H3"))
    right += [Text(line, _WHERE) for line in told]
    for text in texts:
        more = rich_blocks(text, words, BODY)
        if more:
            right += [Gap(3, keep=True), *more] if right else more
    right += annex_note(documents, names, words)
    if not right:
        right = [Text(title, BODY)] if not left else []
    return spread(left, right, CONTENT_WIDTH, right_first=True) if left or right else []


def _joined(entries: Iterable[list[Block]], space: float = 9) -> list[Block]:
    blocks: list[Block] = []
    for entry in entries:
        if entry and any(block.height(CONTENT_WIDTH) for block in entry):
            blocks += [Gap(space), *entry] if blocks else entry
    return blocks


def _achievements(learner: Learner, names: dict[str, str], words: EuropassWords) -> Iterable[list[Block]]:
    for each in learner.achievements:
        right = [*rich_blocks(each.description, words, BODY), *annex_note(each.documents, names, words)]
        title = each.title.label or words.achievements.get(each.title.code, each.title.code)
        if title or right:
            left = [Text(typeset(title, words), LABEL_HEAD, "H3")] if title else []
            yield spread(left, right, CONTENT_WIDTH)


def _annexes(learner: Learner, words: EuropassWords) -> list[Block]:
    blocks: list[Block] = []
    for number, name in enumerate(annex_names(learner).values(), start=1):
        blocks.append(Sided((Text(str(number), LABEL),), (Text(typeset(name, words), BODY),)))
    return blocks
