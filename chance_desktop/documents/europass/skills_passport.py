"""The European Skills Passport: the curriculum vitae, the list of what is attached, and each attached paper."""

from __future__ import annotations

from functools import lru_cache

import pikepdf

from chance_desktop.documents.europass.cv import curriculum_vitae_blocks
from chance_desktop.documents.europass.pages import BODY, EUROPASS, annex_names, frame_of, masthead, meta_of
from chance_desktop.documents.europass.words import EuropassWords, typeset, words_for
from chance_desktop.documents.kit.blocks import Block, Gap, Text
from chance_desktop.documents.kit.layout.flow import NewPage, make_pdf
from chance_desktop.documents.kit.typesetting.theme import SECTION
from chance_desktop.documents.scans.binding import Binder, SheetWords
from chance_desktop.documents.scans.errors import ScanError
from chance_desktop.documents.scans.files.kinds import PDF, media_type
from chance_desktop.documents.scans.intake import normalise
from chance_desktop.domain.learner.model import Annex, Learner

# What a file that opens, yet holds together badly, answers when its pages are taken.
_UNREADABLE = (ScanError, pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)


def skills_passport_pdf(learner: Learner, *, fictional: bool = False) -> bytes:
    """One tagged PDF with a bookmark for each annex; an annex that cannot be read is named on a page, and no more."""
    words = words_for(learner.locale)
    over = f"{EUROPASS} – {words.curriculum_vitae}"
    blocks = curriculum_vitae_blocks(learner, words, masthead(words.skills_passport, over))
    frame = frame_of(learner.identification, words, fictional=fictional)
    meta = meta_of(words.skills_passport, learner.identification, learner.locale)
    names = annex_names(learner)
    with Binder(SheetWords(words.annex_which, words.annex_alt)) as binder:
        for order, annex in enumerate(learner.annexes, start=1):
            blocks += _annex(order, typeset(names[annex.id], words), annex, binder, words)
        return make_pdf(blocks, frame, meta, binder.add, claims_accessible=binder.all_embedded)


def _annex(order: int, name: str, annex: Annex, binder: Binder, words: EuropassWords) -> list[Block]:
    try:
        return binder.bind(order, name, _as_pdf(annex.data))
    except _UNREADABLE:
        heading = Text(f"{order}. {name}", SECTION, "H2")
        return [NewPage(), heading, Gap(6, keep=True), Text(typeset(words.damaged_annex, words), BODY)]


@lru_cache(maxsize=12)
def _as_pdf(data: bytes) -> bytes:
    """A PDF without its scripts; a picture as pages, as it stands: a diploma is no photograph to straighten."""
    if media_type(data) == PDF:
        return normalise(data, alone=True)
    # Decoders are heavy: loaded only when a picture is attached.
    from chance_desktop.documents.scans.photographs.pictures import to_pdf

    return to_pdf([data], straighten=False)
