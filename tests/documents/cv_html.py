"""The curriculum vitae as a web page: the same words, font, columns, grids and foot, for a comparison of printing times."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from chance_desktop.documents.europass.pages import address_lines, annex_names, full_name, surname_first
from chance_desktop.documents.europass.partial_words import date_words, period_words
from chance_desktop.documents.europass.words import EuropassWords, words_for
from chance_desktop.domain.learner.cefr import LanguageSkill
from chance_desktop.domain.learner.model import Learner
from chance_desktop.domain.learner.partial_dates import Period
from chance_desktop.domain.learner.rich_text import from_plain

_WEIGHTS = ((400, "400Regular"), (500, "500Medium"), (600, "600SemiBold"), (700, "700Bold"))
_STYLE = """
@page{size:A4;margin:16mm 18mm 19mm;@bottom-right{content:string(who) ' – page ' counter(page) '/' counter(pages);
font:8.5pt A;color:#544C61;border-top:.6pt solid #A8C8EB}}
body{font:10pt/13.5pt A;color:#211A2B;margin:0}small,.label{font-size:9.5pt;color:#544C61}
h1{font-size:20pt;line-height:25pt;color:#1A5AA6;margin:0;border-bottom:1.8pt solid #1A5AA6;padding-bottom:8pt}
h2{font-size:12.5pt;color:#1A5AA6;margin:15pt 0 6pt;border-bottom:1pt solid #A8C8EB;break-after:avoid}
h3{font-size:10.8pt;font-weight:600;margin:0;break-after:avoid}.name{font-size:18pt;font-weight:700;string-set:who content()}
.row{display:flex;margin-bottom:8pt}.left{width:132pt;margin-right:18pt;flex:none}.right{flex:auto}p{margin:0 0 3pt}
ul,ol{margin:0;padding-left:13pt}img{width:82pt;height:98pt;object-fit:cover;float:right}
table{width:100%;border-collapse:collapse}td,th{border-bottom:.7pt solid #CFC8D8;padding:4pt;text-align:center;width:65pt}
th:first-child{text-align:left;width:auto}thead th{background:#E6F0FB;font-weight:600;font-size:9pt}
.headline{font-size:13pt;font-weight:700}
"""


def cv_page(learner: Learner) -> str:
    """HTML of the whole page; fonts are found beside its base address."""
    words = words_for(learner.locale)
    faces = "".join(
        f"@font-face{{font-family:A;font-weight:{weight};src:url(AtkinsonHyperlegibleNext_{name}.ttf)}}"
        for weight, name in _WEIGHTS
    )
    return (
        f"<html lang={learner.locale}><head><title>{words.curriculum_vitae}</title><style>{faces}{_STYLE}</style></head>"
        f"<body><small>Europass</small><h1>{words.curriculum_vitae}</h1>{_person(learner, words)}"
        f"<h2>{words.work}</h2>{_work(learner, words)}<h2>{words.education}</h2>{_education(learner, words)}"
        f"<h2>{words.personal_skills}</h2>{_skills(learner, words)}<h2>{words.additional}</h2>{_others(learner)}"
        f"<h2>{words.annexes}</h2>{''.join(_row('', escape(name)) for name in annex_names(learner).values())}</body></html>"
    )


def _row(left: str, right: str) -> str:
    return f"<div class=row><div class='left label'>{left}</div><div class=right>{right}</div></div>"


def _rich(text: str) -> str:
    return text if "<" in text else from_plain(text)


def _person(learner: Learner, words: EuropassWords) -> str:
    who = learner.identification
    photo = ""
    if who.photo:
        photo = (
            f"<img alt='{words.photograph.format(name=full_name(who))}' "
            f"src='data:{who.photo.mime};base64,{b64encode(who.photo.data).decode()}'>"
        )
    facts = (
        (words.address, "<br>".join(map(escape, address_lines(who.address)))),
        (words.telephone, "<br>".join(escape(each.value) for each in who.telephones)),
        (words.email, escape(who.email)),
        (words.website, "<br>".join(escape(each.value) for each in who.websites)),
        (words.birth_date, date_words(who.birth_date, words)),
        (words.nationality, ", ".join(each.label for each in who.nationalities)),
        (words.gender, who.gender.label),
    )
    told = "".join(_row(label, fact) for label, fact in facts if fact)
    name = f"<span class=name>{escape(surname_first(who))}</span>"
    headline = f"<span class=headline>{escape(learner.headline.description.label)}</span>"
    return (
        f"<h2>{words.personal_information}</h2>{photo}{_row(words.name, name)}{told}"
        f"{_row(escape(learner.headline.kind.label), headline)}"
    )


def _work(learner: Learner, words: EuropassWords) -> str:
    return "".join(
        _entry(
            each.period, each.position.label, each.employer.name, address_lines(each.employer.address),
            (each.employer.website, each.employer.sector.label), each.activities, words,
        )
        for each in learner.work
    )  # fmt: skip


def _education(learner: Learner, words: EuropassWords) -> str:
    return "".join(
        _entry(
            each.period, each.title, each.organisation.name, address_lines(each.organisation.address),
            (each.field_of_study.label, each.level.label), each.activities, words,
        )
        for each in learner.education
    )  # fmt: skip


def _entry(
    period: Period, title: str, where: str, address: list[str], notes: tuple[str, ...], text: str, words: EuropassWords
) -> str:
    lines = "".join(f"<p>{escape(note)}</p>" for note in notes if note)
    place = ", ".join((f"<b>{escape(where)}</b>", *map(escape, address)))
    return _row(period_words(period, words), f"<h3>{escape(title)}</h3><p>{place}</p>{lines}{_rich(text)}")


def _skills(learner: Learner, words: EuropassWords) -> str:
    groups = "".join(f"<th colspan={span}>{name}</th>" for name, span in words.groups)
    heads = "".join(f"<th>{words.skills[skill]}</th>" for skill in LanguageSkill)
    rows = ""
    for each in learner.languages:
        levels = [each.levels.of(skill) for skill in LanguageSkill]
        cells = "".join(f"<td><b>{level}</b><br><small>{words.user(level)}</small></td>" if level else "<td></td>"
                        for level in levels)  # fmt: skip
        rows += f"<tr><th>{escape(each.language.label)}</th>{cells}</tr>"
    areas = (
        learner.digital.information, learner.digital.communication, learner.digital.content_creation,
        learner.digital.safety, learner.digital.problem_solving,
    )  # fmt: skip
    digital = "".join(f"<td><small>{words.users_of['ABC'.index(area)] if area else ''}</small></td>" for area in areas)
    proofs = "".join(
        _row(escape(each.language.label), escape(words.certificates.format(titles=one.title)))
        for each in learner.languages
        for one in each.certificates
    )
    families = (
        (words.communication, learner.communication.text),
        (words.organisational, learner.organisational.text),
        (words.job_related, learner.job_related.text),
    )
    return (
        _row(words.mother_tongues, ", ".join(escape(each.language.label) for each in learner.mother_tongues))
        + f"<h3>{words.other_languages}</h3><table><thead><tr><th></th>{groups}</tr><tr><th></th>{heads}</tr></thead>{rows}"
        f"</table><p><small>{words.levels_note} {words.framework}</small></p>{proofs}"
        + "".join(_row(label, _rich(text)) for label, text in families)
        + f"<table><thead><tr><th></th>{''.join(f'<th>{area}</th>' for area in words.digital_areas)}</tr></thead>"
        f"<tr><th>{words.digital}</th>{digital}</tr></table><p><small>{words.digital_note}</small></p>"
        + _row("", _rich(learner.digital.text) + ", ".join(map(escape, learner.digital.certificates)))
        + _row(words.other_skills, _rich(learner.other.text))
        + _row(words.driving, words.driving_categories.format(categories=", ".join(learner.driving.licences)))
    )


def _others(learner: Learner) -> str:
    return "".join(_row(escape(each.title.label), _rich(each.description)) for each in learner.achievements)
