"""What one bundle may ask of a store: plain members, counted before they are read, and files that displace no other."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import func, select

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.after_exchange import after_exchange
from chance_desktop.casework.pieces import scans
from chance_desktop.domain.change import Change, Value
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.schema.tables import blob, blob_part, change_log
from chance_desktop.sync import files
from chance_desktop.sync.bundle import payload
from tests.casework.making import dossier_of, paper
from tests.sync.bundles import Forge, dump, packed_members


def _packed(archive: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(archive)


def _header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    member = tarfile.TarInfo(name)
    member.type = kind
    made = bytearray(member.tobuf(tarfile.GNU_FORMAT))
    made[124:136] = size
    made[148:156] = b" " * 8
    made[148:156] = b"%06o\0 " % sum(made)
    return bytes(made)


def _sparse(name: str = "changes.jsonl") -> bytes:
    """Sixty gigabytes of holes in a kilobyte, as GNU tar writes them."""
    member = tarfile.TarInfo(name)
    member.type = tarfile.GNUTYPE_SPARSE
    made = bytearray(member.tobuf(tarfile.GNU_FORMAT))
    made[386:398], made[398:410] = b"%011o\0" % 0, b"%011o\0" % 0
    made[483:495] = b"\x80\0\0\0" + (60 * 2**30).to_bytes(8, "big")
    made[148:156] = b" " * 8
    made[148:156] = b"%06o\0 " % sum(made)
    return bytes(made) + bytes(1024)


def _extended(name: str = "changes.jsonl", **records: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as tar:
        member = tarfile.TarInfo(name)
        member.pax_headers = records
        tar.addfile(member)
    return made.getvalue()


ARCHIVES = {
    "sparse": _sparse(),
    "extended": _extended(comment="x"),
    "extended-sparse": _extended(**{"GNU.sparse.map": "0,1", "GNU.sparse.size": str(60 * 2**30)}),
    "extended-size": _extended(size=str(60 * 2**30)),
    "size-beyond": _header("changes.jsonl", b"77777777777\0") + bytes(1024),
    "size-binary": _header("changes.jsonl", b"\x80" + (60 * 2**30).to_bytes(11, "big")) + bytes(1024),
    "size-negative": _header("changes.jsonl", b"-0000000001\0") + bytes(1024),
    "contiguous": _header("changes.jsonl", b"00000000000\0", b"7") + bytes(1024),
    "long-name": _header("changes.jsonl", b"00000000000\0", tarfile.GNUTYPE_LONGNAME) + bytes(1024),
    "no-end": _header("changes.jsonl", b"00000000000\0"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_only_plain_members_are_read(forge: Forge, tmp_path: Path, name: str) -> None:
    before = dump(forge.region)
    found = forge.give(forge.sealed(_packed(ARCHIVES[name])), tmp_path)
    assert "abîmé" in found.refused[0]
    assert dump(forge.region) == before


def test_what_the_tar_command_writes_is_plain(forge: Forge, tmp_path: Path) -> None:
    change = forge.sponsor(1, "p")
    manifest = json.loads(json.dumps(_manifest(forge)))
    members = {"manifest.json": json.dumps(manifest).encode(), "changes.jsonl": payload.change_line(change).encode()}
    assert forge.give(forge.sealed(packed_members(members)), tmp_path).applied == 1


def _manifest(forge: Forge) -> dict[str, object]:
    known = forge.manifest
    return {"sender": known.sender, "device": known.device, "audience": known.audience, "number": 1,
            "office": known.office, "covers": {}, "seen": {}, "previous": ""}  # fmt: skip


def _many(forge: Forge, count: int, tx: str = "") -> list[Change]:
    from msgspec.structs import replace

    return [replace(forge.sponsor(number, f"p{number}"), tx=tx or f"t{number // 2}") for number in range(1, count + 1)]


def _refused_whole(forge: Forge, folder: Path, bundle: bytes) -> None:
    before = dump(forge.region)
    assert "plus gros" in forge.give(bundle, folder).refused[0]
    assert dump(forge.region) == before


def test_more_changes_than_a_bundle_holds_are_refused_before_anything_is_written(forge: Forge, tmp_path: Path) -> None:
    _refused_whole(forge, tmp_path, forge.bundle(_many(forge, payload.MOST_CHANGES + 1)))
    lines = b"\n" * payload.LARGEST_TRANSACTION
    members = {"manifest.json": json.dumps(_manifest(forge)).encode(), "changes.jsonl": lines + b"x"}
    _refused_whole(forge, tmp_path, forge.sealed(packed_members(members)))


def test_one_large_transaction_travels_alone(forge: Forge, tmp_path: Path) -> None:
    count = payload.MOST_CHANGES + 1
    assert forge.give(forge.bundle(_many(forge, count, "import")), tmp_path).applied == count


def test_receipts_and_spans_of_countless_devices_are_refused(forge: Forge, tmp_path: Path) -> None:
    many = {f"{number:016x}": 1 for number in range(200_000)}
    _refused_whole(forge, tmp_path, forge.bundle(seen=many))
    _refused_whole(forge, tmp_path, forge.bundle(covers=dict.fromkeys(many, (1, 1))))


def test_a_receipt_of_devices_nobody_knows_is_not_kept(forge: Forge, tmp_path: Path) -> None:
    forge.give(forge.bundle(seen={f"{number:016x}": 1 for number in range(1000)}), tmp_path)
    assert "00000000000003e7" not in dump(forge.region)


def _files(forge: Forge, number: int, **blobs: bytes) -> bytes:
    made = Forge(forge.office, forge.region, number)
    return made.sealed(
        payload.pack(
            made.manifest, (), {name.replace("__", ".").replace("_", "-"): each for name, each in blobs.items()}
        )
    )


def test_too_many_bytes_of_files_are_refused(forge: Forge, tmp_path: Path) -> None:
    content = [bytes([number]) * (4 * 1024 * 1024) for number in range(5)]
    _refused_whole(forge, tmp_path, _files(forge, 1, **{hashlib.sha256(each).hexdigest(): each for each in content}))


def test_a_part_under_the_name_of_a_scan_deletes_nothing(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.region)
    scans.attach(forge.region, dossier, "identity", (paper(tmp_path),))
    with forge.region.reading() as connection:
        digest = connection.execute(select(blob.c.sha256)).scalars().first()
    assert digest is not None
    scan = forge.region.store.attachments.get(digest)
    other = hashlib.sha256(b"never whole").hexdigest()
    for number, (name, content) in enumerate({f"{other}.1-2": scan, f"{other}.2-2": b"x"}.items(), 1):
        made = Forge(forge.office, forge.region, number)
        assert forge.give(made.sealed(payload.pack(made.manifest, (), {name: content})), tmp_path).refused == ()
    assert forge.region.store.attachments.get(digest) == scan
    with forge.region.reading() as connection:
        assert connection.execute(select(func.count()).select_from(blob_part)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(blob)).scalar_one() == 1


def test_files_nobody_names_are_collected_and_those_named_later_stay(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    named, unnamed = b"named later", b"named by nobody"
    digests = {hashlib.sha256(each).hexdigest(): each for each in (named, unnamed)}
    keep, lose = digests
    made = Forge(forge.office, forge.region, 40)
    part = f"{'0' * 64}.1-3"
    forge.give(made.sealed(payload.pack(made.manifest, (), {**digests, part: b"alone"})), tmp_path)
    forge.give(bundles.export_bundle(forge.office, tmp_path / "out").file.read_bytes(), tmp_path)
    scan = forge.change(
        900, "scan", "s", dossier_id=dossier, piece_id="x", sha256=keep, size=11, pages=1, added_on="2026-03-02"
    )
    named_by = Forge(forge.office, forge.region, 41)
    assert named_by.give(named_by.bundle([scan]), tmp_path).applied == 1
    shelf = forge.region.store.attachments
    with writing(forge.region.store.engine) as connection:
        assert files.collect_unnamed(connection, shelf, forge.region.now()) == 0
    assert shelf.has(lose)
    with writing(forge.region.store.engine) as connection:
        connection.execute(blob.update().values(added_at="2026-01-01T00:00:00+00:00"))
    after_exchange(forge.region)
    assert (shelf.has(keep), shelf.has(lose)) == (True, False)
    with forge.region.reading() as connection:
        assert connection.execute(select(func.count()).select_from(blob_part)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(blob)).scalar_one() == 1


def test_files_nobody_names_are_kept_up_to_a_size_and_asked_again_once_named(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_MOST_UNNAMED", 100)
    first, second = b"a" * 80, b"b" * 80
    for number, content in enumerate((first, second), 40):
        made = Forge(forge.office, forge.region, number)
        name = hashlib.sha256(content).hexdigest()
        forge.give(made.sealed(payload.pack(made.manifest, (), {name: content})), tmp_path)
    shelf = forge.region.store.attachments
    assert (shelf.has(hashlib.sha256(first).hexdigest()), shelf.has(hashlib.sha256(second).hexdigest())) == (
        True,
        False,
    )
    dossier = dossier_of(forge.office)
    exported = bundles.export_bundle(forge.office, tmp_path / "out").file.read_bytes()
    forge.give(exported, tmp_path)
    row = {"dossier_id": dossier, "piece_id": "x", "size": 80, "pages": 1, "added_on": "2026-03-02"}
    change = forge.change(900, "scan", "s", sha256=hashlib.sha256(second).hexdigest(), **row)
    named = Forge(forge.office, forge.region, 53)
    named.give(named.bundle([change]), tmp_path)
    again = Forge(forge.office, forge.region, 54)
    again.give(again.sealed(payload.pack(again.manifest, (), {hashlib.sha256(second).hexdigest(): second})), tmp_path)
    assert shelf.has(hashlib.sha256(second).hexdigest())


def test_a_transaction_no_bundle_should_hold_travels_in_pieces(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chance_desktop.sync import log

    monkeypatch.setattr(log, "_LARGEST_WHOLE", 5)
    monkeypatch.setattr(payload, "MOST_CHANGES", 4)
    with forge.office.store.writer.transaction(forge.office.author) as tx:
        for number in range(13):
            values: dict[str, Value] = {"structure_code": forge.office.structure_code, "surname": f"n{number}"}
            tx.create("sponsor", values, f"p{number}")
    made = bundles.export_bundle(forge.office, tmp_path / "out").files
    found = bundles.import_bundles(forge.region, made).result
    assert all(each.refused == () for each in found)
    assert max(each.applied for each in found) <= 5
    with forge.region.reading() as connection:
        query = select(func.count()).where(change_log.c.row_id.in_([f"p{number}" for number in range(13)]))
        assert connection.execute(query).scalar_one() == 13


def test_a_month_is_a_month(forge: Forge) -> None:
    """The limit is counted from when the file came, by this computer's own clock."""
    with writing(forge.region.store.engine) as connection:
        digest = forge.region.store.attachments.put(connection, b"x")
        files._note(connection, files._UNNAMED, digest)
        at = connection.execute(select(blob.c.added_at).where(blob.c.sha256 == digest)).scalar_one()
        from datetime import datetime

        came = datetime.fromisoformat(at)
        shelf = forge.region.store.attachments
        assert files.collect_unnamed(connection, shelf, came + timedelta(days=30)) == 0
        assert files.collect_unnamed(connection, shelf, came + timedelta(days=30, seconds=1)) == 1
