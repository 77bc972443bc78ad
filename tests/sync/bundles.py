"""Two postes that know each other, and bundles made by hand: sound ones, and every wrong one."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from sqlalchemy import inspect, select, text

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Change, FieldChange, Value
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import MEMBERS, seal
from chance_desktop.sync.bundle.payload import Manifest
from chance_desktop.sync.identity import PosteKeys, key_id, poste_keys


def enrol(office: Desk, region: Desk, folder: Path) -> None:
    """The office asks, the Region accepts, the office takes the welcome in."""
    asked, welcome = folder / f"{office.store.device}.json", folder / f"{office.store.device}-welcome.json"
    enrolment.request(office, asked)
    enrolment.accept(region, asked, welcome)
    enrolment.accept(office, welcome)


def dump(desk: Desk) -> str:
    """Everything the store says, row by row."""
    lines = []
    with desk.reading() as connection:
        tables = (name for name in inspect(connection).get_table_names() if not name.startswith("dossier_search"))
        for name in sorted(tables):
            rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
            lines += sorted(f"{name} {tuple(row)!r}" for row in rows)
    return "\n".join(lines)


def rows_only(desk: Desk) -> str:
    """What rows show and what is set aside, without the local days of writing."""
    lines = []
    with desk.reading() as connection:
        for name in (
            "person",
            "dossier",
            "piece",
            "letter",
            "journal",
            "journal_detail",
            "scan",
            "verdict",
            "contact",
            "meeting",
            "step_change",
        ):
            for row in connection.execute(select(SYNCED[name])):
                values = {
                    key: value
                    for key, value in row._mapping.items()
                    if key not in ("created_at", "updated_at", "stamps")
                }
                lines.append(f"{name} {values!r}")
        heads = connection.execute(text("SELECT table_name, row_id, field, stamp, value FROM field_head"))
        lines += [f"head {tuple(row)!r}" for row in heads]
    return "\n".join(sorted(lines))


@dataclass(frozen=True, slots=True)
class Forge:
    """Makes bundles in the name of an office, for the Region."""

    office: Desk
    region: Desk
    number: int = 1

    @property
    def keys(self) -> PosteKeys:
        return poste_keys(self.office.vault)

    @property
    def manifest(self) -> Manifest:
        return Manifest(
            key_id(self.keys.signing_public), self.office.store.device, self.region.store.device, self.number,
            self.office.structure_code, {}, {}, "",
        )  # fmt: skip

    def change(self, seq: int, table: str, row: str, device: str = "", **values: Value) -> Change:
        """A change of the office."""
        by = device or self.office.store.device
        fields = {name: FieldChange(value) for name, value in values.items()}
        return Change(by, seq, f"{0x019CAE000000 + seq:012x}-0000-{by}", "tx", "someone", table, row, fields)

    def sponsor(self, seq: int, row: str, **values: Value) -> Change:
        """A change that makes a sponsor of the office: a row that is whole by itself."""
        return self.change(
            seq, "sponsor", row, structure_code=self.office.structure_code, **{"surname": "Roussel", **values}
        )

    def bundle(self, changes: Iterable[Change] = (), **manifest: object) -> bytes:
        """A bundle of these changes, sealed as it should be."""
        made = replace(self.manifest, **manifest)  # type: ignore[arg-type]
        return self.sealed(payload.pack(made, changes, {}))

    def sealed(self, packed: bytes, keys: PosteKeys | None = None, to: str = "", number: int = 0) -> bytes:
        """A payload sealed in a bundle."""
        recipient = to or poste_keys(self.region.vault).age_recipient
        return seal(packed, keys or self.keys, (recipient,), number or self.number)[0]

    def lines(self, *lines: str | bytes) -> bytes:
        """A bundle whose changes are these lines, well formed or not."""
        manifest = json.dumps(
            {"sender": self.manifest.sender, "device": self.manifest.device, "audience": self.manifest.audience,
             "number": self.number, "office": self.manifest.office, "covers": {}, "seen": {}, "previous": ""}
        )  # fmt: skip
        content = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
        return self.sealed(packed_members({"manifest.json": manifest.encode(), "changes.jsonl": content}))

    def give(self, content: bytes, folder: Path, name: str = "x.chance") -> bundles.ImportedBundle:
        """The Region takes it in."""
        path = folder / name
        path.write_bytes(content)
        return bundles.import_bundles(self.region, (path,)).result[0]


def packed_members(members: dict[str, bytes]) -> bytes:
    """A compressed archive of any members."""
    import tarfile

    import zstandard

    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return zstandard.ZstdCompressor().compress(archive.getvalue())


def members_of(bundle: bytes) -> dict[str, bytes]:
    """The members of a bundle."""
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these members, in this order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def rebuilt(bundle: bytes, **changed: bytes) -> bytes:
    """The same bundle with members replaced: `header`, `signature`, `payload`."""
    names = dict(zip(("header", "signature", "payload"), MEMBERS, strict=True))
    content = members_of(bundle)
    content.update({names[key]: value for key, value in changed.items()})
    return zipped((name, content[name]) for name in MEMBERS)


def nothing_left(desk: Desk) -> None:
    """End the transaction nobody should have left open."""
    with writing(desk.store.engine):
        pass
