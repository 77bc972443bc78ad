"""What the Region changes of the programme: directory, rules, texts, questionnaires. Offices receive it with the exchange.

A published file stands in place of the one shipped, in a folder of this home made anew at each publication. A verdict keeps the
version of the rules it was given under, an answer that of its form: publishing never rewrites them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from chance_desktop.casework.forms.answers import FOLDER as QUESTIONNAIRES
from chance_desktop.casework.forms.answers import read_form
from chance_desktop.casework.programme.report_layouts import FILE as REPORTS
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import OVERLAY, Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.programme.programme_digest import PARTS
from chance_desktop.casework.session.programme.programme_folder import (
    ProgrammeMistake,
    check_programme,
    check_readable,
    mistakes_in,
)
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.rows.region import KeptProgrammePart
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, displayed

LARGEST = 200_000
table = SYNCED["programme_part"]


class NotEditable(ExpectedError):
    """A file of the programme that is not published this way."""

    def __init__(self) -> None:
        super().__init__(_("Ce fichier ne se publie pas."), _("Choisissez un fichier de la liste."))


class VersionNeeded(ExpectedError):
    """A questionnaire changed under the same version."""

    def __init__(self) -> None:
        super().__init__(
            _("Des réponses ont pu être données sous cette version du questionnaire."),
            _("Changez « version » dans le fichier : les réponses déjà données gardent l’ancienne."),
        )


@dataclass(frozen=True, slots=True)
class PartView:
    """A file of the programme: as it stands here, when it was published, and whether it is not the one shipped."""

    path: str
    content: str
    published_on: date | None
    seen: Stamps

    @property
    def changed(self) -> bool:
        """Whether the Region published it."""
        return self.published_on is not None


def parts(desk: Desk) -> tuple[PartView, ...]:
    """The files that may be published, by path, as they stand on this poste."""
    with desk.reading() as connection:
        published = kept_rows(connection, KeptProgrammePart, select(table).where(table.c.deleted_at.is_(None)))
        rows = {row["path"]: row for row in published}
    folder = desk.programme_folder
    found = []
    for path in sorted(_editable(folder)):
        row = rows.get(path)
        day = kept_day(row["published_on"]) if row else None
        content = (folder / path).read_text("utf-8")
        found.append(PartView(path, content, day, displayed(None, row["stamps"]) if row else {}))
    return tuple(found)


def publish(desk: Desk, path: str, content: str, seen: Stamps | None = None) -> Outcome[None]:
    """Publish a file for every office; refused as a whole when the programme would not hold together, with every reason.

    Raises `NotTheRegion`, `NotEditable`, `VersionNeeded`, or `ProgrammeMistake` with everything that is wrong.
    """
    return publish_changed(desk, path, lambda _connection, _former: content, seen)


def publish_changed(
    desk: Desk, path: str, change: Callable[[Connection, str], str], seen: Stamps | None = None
) -> Outcome[None]:
    """Publish what `change` makes of a file as it stands when it is written: another desk may have published meanwhile.

    Raises as `publish` does, and what `change` raises.
    """
    only_the_region(desk)
    if path not in _editable(desk.programme_folder):
        raise NotEditable
    shipped = desk.shipped_programme
    with desk.working() as work, _passing_folder() as temporary:
        folder = _laid(shipped, _published(work.connection), temporary / "programme")
        content = change(work.connection, (folder / path).read_text("utf-8"))
        if len(content) > LARGEST:
            raise NotEditable
        changed = {path: content} | _former_version(folder, path, content)
        former = mistakes_in(folder)
        _write(folder, changed)
        check_programme(folder, former)
        for name, text in changed.items():
            slot = slot_id("programme", name)
            values: dict[str, Value] = {
                "content": text, "published_on": desk.today().isoformat(), "by": work.tx.by,
            }  # fmt: skip
            write_row(work, "programme_part", slot, {"path": name}, values, seen if name == path else None)
        work.kinds.add(ChangeKind.PROGRAMME_PART)
    apply_parts(desk)
    return work.outcome(None)


def apply_parts(desk: Desk) -> bool:
    """Follow what was published; whether the programme of this poste changed. A programme that does not hold is not followed."""
    with desk.reading() as connection:
        published = _published(connection)
    digest = hashlib.sha256(repr(sorted(published.items())).encode()).hexdigest()[:16] if published else ""
    name = f"programme-{digest}" if digest else ""
    if name == desk.setting(OVERLAY) and (not name or (desk.home / name).exists()):
        return False
    if name and not (desk.home / name).exists():
        made = _laid(desk.shipped_programme, published, desk.home / f"{name}.new")
        try:
            check_readable(made)
        except ExpectedError:
            shutil.rmtree(made, ignore_errors=True)
            return False
        made.rename(desk.home / name)
    former = desk.setting(OVERLAY)
    desk.put_setting(OVERLAY, name)
    desk.forget_programme()
    if former and former != name:
        shutil.rmtree(desk.home / former, ignore_errors=True)
    return True


def _published(connection: Connection) -> dict[str, str]:
    """What stands published, by path."""
    rows = connection.execute(select(table.c.path, table.c.content).where(table.c.deleted_at.is_(None)))
    return {row.path: row.content or "" for row in rows if _is_safe(row.path or "")}


def _former_version(folder: Path, path: str, content: str) -> dict[str, str]:
    """For a questionnaire: the version it replaces, kept for the answers given under it. Raises `VersionNeeded`."""
    if not path.startswith(f"{QUESTIONNAIRES}/"):
        return {}
    former = (folder / path).read_text("utf-8")
    if former == content:
        return {}
    version = read_form(folder, Path(path).stem).version
    if f'version = "{version}"' in content:
        raise VersionNeeded
    return {f"{QUESTIONNAIRES}/{Path(path).stem}@{version}.toml": former}


def _editable(folder: Path) -> set[str]:
    """The declarations that may be published: those read by the application, but for former versions of forms."""
    found = {part for part in (*PARTS, REPORTS) if (folder / part).exists()}
    for kind in ("letters", "papers", QUESTIONNAIRES):
        found |= {f"{kind}/{each.name}" for each in (folder / kind).glob("*.toml") if "@" not in each.name}
    return found


def _is_safe(path: str) -> bool:
    """Whether a path received stays inside the folder of the programme."""
    name = Path(path)
    return path.endswith(".toml") and not name.is_absolute() and ".." not in name.parts and len(name.parts) <= 2


def _laid(shipped: Path, changed: Mapping[str, str], into: Path) -> Path:
    """The programme with some files in place of those shipped. Raises `StoreFull` or `ReadOnlyHome`, and nothing is left then."""
    shutil.rmtree(into, ignore_errors=True)
    try:
        with told_by_place(into.parent):
            shutil.copytree(shipped, into)
            _write(into, changed)
    except ExpectedError:
        shutil.rmtree(into, ignore_errors=True)
        raise
    return into


@contextmanager
def _passing_folder() -> Iterator[Path]:
    """A folder to try a programme in. Raises `StoreFull` or `ReadOnlyHome`."""
    with told_by_place(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory(prefix="chance-") as folder:
        yield Path(folder)


def _write(folder: Path, changed: Mapping[str, str]) -> None:
    for path, content in changed.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")


__all__ = [
    "NotEditable",
    "PartView",
    "ProgrammeMistake",
    "VersionNeeded",
    "apply_parts",
    "parts",
    "publish",
    "publish_changed",
]
