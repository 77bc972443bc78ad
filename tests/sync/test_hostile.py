"""Bundles that lie, are cut, forged or swollen: refused with a French sentence, and the store is as it was."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import minisign
import pyrage
import pytest
import zstandard
from sqlalchemy import text

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.sync.bundle import envelope, payload
from chance_desktop.sync.bundle.envelope import HEADER, MEMBERS, PAYLOAD, SIGNATURE
from chance_desktop.sync.identity import PosteKeys
from tests.casework.making import dossier_of
from tests.sync.bundles import Forge, dump, members_of, packed_members, rebuilt, zipped

Maker = Callable[[Forge, bytes], bytes]


def _keys() -> PosteKeys:
    return PosteKeys(pyrage.x25519.Identity.generate(), minisign.KeyPair.generate().secret_key)


def _header(good: bytes, **changed: object) -> bytes:
    return rebuilt(good, header=json.dumps({**json.loads(members_of(good)[HEADER]), **changed}).encode())


def _resigned(forge: Forge, good: bytes, head: bytes) -> bytes:
    return rebuilt(good, header=head, signature=bytes(forge.keys.signing.sign(head)))


def _signed_header(forge: Forge, good: bytes, **changed: object) -> bytes:
    return _resigned(forge, good, json.dumps({**json.loads(members_of(good)[HEADER]), **changed}).encode())


def _manifest(forge: Forge, **changed: object) -> bytes:
    """A bundle whose manifest says anything; its seal is right."""
    known = {"sender": forge.manifest.sender, "device": forge.manifest.device, "audience": forge.manifest.audience, "number": 1,
             "office": "x", "covers": {}, "seen": {}, "previous": ""}  # fmt: skip
    content = {name: value for name, value in {**known, **changed}.items() if value is not ...}
    return forge.sealed(packed_members({"manifest.json": json.dumps(content).encode(), "changes.jsonl": b""}))


def _members(forge: Forge, **more: bytes) -> bytes:
    manifest = json.dumps(
        {"sender": forge.manifest.sender, "device": forge.manifest.device, "audience": forge.manifest.audience, "number": 1,
         "office": "x", "covers": {}, "seen": {}, "previous": ""}
    ).encode()  # fmt: skip
    names = {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return forge.sealed(packed_members({"manifest.json": manifest, "changes.jsonl": b"", **names}))


def _special(forge: Forge, kind: bytes, name: str = "changes.jsonl") -> bytes:
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    return forge.sealed(zstandard.ZstdCompressor().compress(archive.getvalue()))


def _bomb(forge: Forge) -> bytes:
    """300 MB of zeros in a few kilobytes."""
    compressor = zstandard.ZstdCompressor().compressobj()
    made = [compressor.compress(b"\0" * 1024 * 1024) for _ in range(300)]
    return forge.sealed(b"".join([*made, compressor.flush()]))


def _many(forge: Forge) -> bytes:
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for number in range(100_000):
            tar.addfile(tarfile.TarInfo(f"blobs/{number:064x}"))
    return forge.sealed(zstandard.ZstdCompressor().compress(archive.getvalue()))


def _zip(good: bytes, compression: int = zipfile.ZIP_STORED, **names: str) -> bytes:
    content = members_of(good)
    return zipped([(names.get(name.replace(".", "_"), name), content[name]) for name in MEMBERS], compression)


def _patched(good: bytes, place: bytes, offset: int, value: bytes) -> bytes:
    """Every zip record of a kind patched in place."""
    content, start = bytearray(good), 0
    while (found := content.find(place, start)) >= 0:
        content[found + offset : found + offset + len(value)] = value
        start = found + 4
    return bytes(content)


HOSTILE: dict[str, Maker] = {
    "empty": lambda f, g: b"",
    "text": lambda f, g: b"Bonjour" * 50,
    "zip-without-members": lambda f, g: zipped([]),
    "forged-header": lambda f, g: _header(g, number=2),
    "signature-of-another": lambda f, g: rebuilt(g, signature=bytes(_keys().signing.sign(members_of(g)[HEADER]))),
    "signature-of-another-text": lambda f, g: rebuilt(g, signature=bytes(f.keys.signing.sign(b"{}"))),
    "signature-empty": lambda f, g: rebuilt(g, signature=b""),
    "signature-not-text": lambda f, g: rebuilt(g, signature=b"\xff\xfe\x00" * 40),
    "signature-cut": lambda f, g: rebuilt(g, signature=members_of(g)[SIGNATURE][:60]),
    "comment-changed": lambda f, g: rebuilt(g, signature=members_of(g)[SIGNATURE].replace(b"bundle 1", b"bundle 9")),
    "unknown-poste": lambda f, g: f.sealed(payload.pack(f.manifest, [], {}), keys=_keys()),
    "for-another-poste": lambda f, g: f.sealed(payload.pack(f.manifest, [], {}), to=str(_keys().age.to_public())),
    "payload-swapped": lambda f, g: rebuilt(g, payload=members_of(f.bundle([f.change(9, "person", "z", town="x")]))[PAYLOAD]),
    "payload-empty": lambda f, g: rebuilt(g, payload=b""),
    "payload-not-age": lambda f, g: _signed_payload(f, g, b"ceci n'est pas chiffre"),
    "wrong-digest": lambda f, g: _signed_header(f, g, payload_sha256="0" * 64),
    "swapped-members": lambda f, g: zipped([(n, members_of(g)[n]) for n in (SIGNATURE, HEADER, PAYLOAD)]),
    "extra-member": lambda f, g: zipped([*members_of(g).items(), ("lisez-moi.txt", b"x")]),
    "member-twice": lambda f, g: _twice(g),
    "member-missing": lambda f, g: zipped(list(members_of(g).items())[:2]),
    "path-name": lambda f, g: _zip(g, payload_age="../payload.age"),
    "absolute-name": lambda f, g: _zip(g, header_json="/header.json"),
    "compressed-zip": lambda f, g: _zip(g, zipfile.ZIP_DEFLATED),
    "encrypted-zip-flag": lambda f, g: _patched(g, b"PK\x01\x02", 8, b"\x01\x00"),
    "size-that-lies": lambda f, g: _patched(g, b"PK\x01\x02", 24, b"\xff\xff\xff\x7f"),
    "future-format": lambda f, g: _signed_header(f, g, format=2),
    "format-zero": lambda f, g: _signed_header(f, g, format=0),
    "format-text": lambda f, g: _signed_header(f, g, format="1"),
    "number-negative": lambda f, g: _signed_header(f, g, number=-1),
    "number-endless": lambda f, g: f.sealed(payload.pack(replace(f.manifest, number=10**30), [], {}), number=10**30),
    "number-true": lambda f, g: _signed_header(f, g, number=True),
    "header-not-json": lambda f, g: _resigned(f, g, b"{"),
    "header-a-list": lambda f, g: _resigned(f, g, b"[]"),
    "header-deep": lambda f, g: _resigned(f, g, b"[" * 8000),
    "header-huge": lambda f, g: _resigned(f, g, b'{"a":"' + b"x" * 20_000 + b'"}'),
    "manifest-other-number": lambda f, g: _manifest(f, number=7),
    "manifest-other-sender": lambda f, g: _manifest(f, sender="0123456789ABCDEF"),
    "manifest-other-device": lambda f, g: _manifest(f, device="0123456789abcdef"),
    "manifest-other-audience": lambda f, g: _manifest(f, audience="0123456789abcdef"),
    "manifest-covers-a-list": lambda f, g: _manifest(f, covers=[]),
    "manifest-covers-short": lambda f, g: _manifest(f, covers={f.manifest.device: [1]}),
    "manifest-covers-endless": lambda f, g: _manifest(f, covers={f.manifest.device: [1, 10**25]}),
    "manifest-seen-negative": lambda f, g: _manifest(f, seen={"x": -5}),
    "manifest-seen-infinite": lambda f, g: _manifest(f, seen={"x": float("inf")}),
    "manifest-without-covers": lambda f, g: _manifest(f, covers=...),
    "no-manifest": lambda f, g: f.sealed(packed_members({"changes.jsonl": b""})),
    "no-changes": lambda f, g: f.sealed(packed_members({"manifest.json": b"{}"})),
    "not-zstd": lambda f, g: f.sealed(b"tar" * 1000),
    "zstd-cut": lambda f, g: f.sealed(payload.pack(f.manifest, [], {})[:-30]),
    "not-tar": lambda f, g: f.sealed(zstandard.ZstdCompressor().compress(b"x" * 5000)),
    "tar-other-name": lambda f, g: _members(f, passwd=b"root"),
    "tar-path-name": lambda f, g: _members(f, _dot__dot___etc__passwd=b"root"),
    "tar-blob-name": lambda f, g: _members(f, blobs__zz=b"x"),
    "tar-blob-wrong-digest": lambda f, g: _members(f, **{"blobs__" + "0" * 64: b"x"}),
    "tar-link": lambda f, g: _special(f, tarfile.SYMTYPE),
    "tar-hard-link": lambda f, g: _special(f, tarfile.LNKTYPE),
    "tar-device": lambda f, g: _special(f, tarfile.CHRTYPE),
    "tar-folder": lambda f, g: _special(f, tarfile.DIRTYPE, "blobs"),
    "zstd-bomb": lambda f, g: _bomb(f),
    "hundred-thousand-members": lambda f, g: _many(f),
}  # fmt: skip


def _twice(good: bytes) -> bytes:
    content = members_of(good)
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped([(name, content[name]) for name in (*MEMBERS, PAYLOAD)])


def _signed_payload(forge: Forge, good: bytes, content: bytes) -> bytes:
    import hashlib

    made = _signed_header(forge, good, payload_sha256=hashlib.sha256(content).hexdigest())
    return rebuilt(made, payload=content)


def _refused(forge: Forge, folder: Path, content: bytes) -> str:
    before = dump(forge.region)
    found = forge.give(content, folder)
    assert (found.applied, found.parked, found.conflicts) == (0, 0, 0)
    assert len(found.refused) == 1
    assert dump(forge.region) == before
    sentence = found.refused[0]
    assert sentence.startswith(("Ce ", "La signature"))
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_nothing_changes(forge: Forge, tmp_path: Path, name: str) -> None:
    good = forge.bundle([forge.sponsor(1, "p")])
    sentence = _refused(forge, tmp_path, HOSTILE[name](forge, good))
    assert "Roussel" not in sentence


def test_the_bundle_they_were_made_from_is_taken(forge: Forge, tmp_path: Path) -> None:
    good = forge.bundle([forge.sponsor(1, "p")])
    assert forge.give(rebuilt(good), tmp_path).applied == 1


def test_a_bundle_too_big_is_not_even_read(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.chance"
    with path.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    assert "plus gros" in bundles.import_bundles(forge.region, (path,)).result[0].refused[0]
    monkeypatch.setattr(envelope, "LARGEST_BUNDLE", 100)
    assert "plus gros" in _refused(forge, tmp_path, forge.bundle())


def test_a_file_that_is_not_there(forge: Forge, tmp_path: Path) -> None:
    found = bundles.import_bundles(forge.region, (tmp_path / "nothing", tmp_path)).result
    assert all("ne peut pas être lu" in each.refused[0] for each in found)


def test_a_wrong_file_does_not_stop_the_others(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_bytes(b"x")
    (tmp_path / "right").write_bytes(forge.bundle([forge.sponsor(1, "p")]))
    found = bundles.import_bundles(forge.region, (tmp_path / "wrong", tmp_path / "right")).result
    assert [bool(each.refused) for each in found] == [True, False]
    assert found[1].applied == 1


def test_cut_anywhere(forge: Forge, tmp_path: Path) -> None:
    good = forge.bundle([forge.change(n, "person", f"p{n}", surname="Roussel") for n in range(1, 30)])
    for kept in range(0, len(good) - 1, max(1, len(good) // 60)):
        _refused(forge, tmp_path, good[:kept])


def test_bytes_changed_at_random(forge: Forge, tmp_path: Path) -> None:
    """Each byte counts: what is not refused is exactly what was sent."""
    good = forge.bundle([forge.sponsor(1, "p")])
    before, random = dump(forge.region), Random(20260302)
    intact = 0
    for _ in range(500):
        content = bytearray(good)
        for _ in range(random.choice((1, 1, 1, 2, 8))):
            content[random.randrange(len(content))] ^= random.randrange(1, 256)
        (tmp_path / "x.chance").write_bytes(bytes(content))
        try:
            members = members_of(bytes(content))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
            members = {}
        if {name: members.get(name) for name in (HEADER, PAYLOAD)} == {
            name: members_of(good)[name] for name in (HEADER, PAYLOAD)
        }:
            intact += 1
            continue
        found = bundles.import_bundles(forge.region, (tmp_path / "x.chance",)).result[0]
        assert found.refused
        assert dump(forge.region) == before
    assert intact < 250


WRONG_VALUES: dict[str, dict[str, object]] = {
    "not-a-day": {"consent_on": "hier"}, "far-day": {"consent_on": "9999-12-31"}, "number": {"surname": 12},
    "yes": {"surname": True}, "list": {"surname": ["x"]}, "object": {"surname": {"a": 1}}, "nul": {"surname": "a\0b"},
    "half-character": {"surname": "\ud800"}, "endless": {"surname": "x" * 300_000}, "float": {"surname": 1.5},
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_VALUES)
def test_a_malformed_change_is_set_aside_alone(forge: Forge, tmp_path: Path, name: str) -> None:
    good = json.loads(payload.change_line(forge.sponsor(1, "p1")))
    bad = json.loads(payload.change_line(forge.sponsor(2, "p2", town="Civray")))
    bad["set"] |= {field: {"v": value} for field, value in WRONG_VALUES[name].items()}
    found = forge.give(forge.lines(json.dumps(bad), json.dumps(good)), tmp_path)
    assert found.applied == 1
    assert found.refused == ("changement illisible, mis de côté",)
    assert "sponsor ('p2'" not in dump(forge.region)


WRONG_LINES = (
    "", "x", "[]", "null", "{}", '"' + "x" * 100, "[" * 50_000, '{"stamp": 3}', '{"stamp": "x", "device": "y", "seq": 1}',
    b"\xff\xfe", b"{" + b" " * 2_000_000 + b"}",
)  # fmt: skip


def test_lines_that_are_no_change(forge: Forge, tmp_path: Path) -> None:
    good = payload.change_line(forge.sponsor(1, "p1"))
    found = forge.give(forge.lines(*WRONG_LINES[1:], good), tmp_path)
    assert (found.applied, found.refused) == (1, ("changement illisible, mis de côté",))


@pytest.mark.parametrize("changed", [
    {"seq": 0}, {"seq": -1}, {"seq": 2**70}, {"seq": "1"}, {"seq": True}, {"device": "0123456789abcdef"}, {"tx": 3},
    {"row": "x" * 101}, {"row": None}, {"by": "\ud800"}, {"stamp": "zz"}, {"set": []}, {"set": {"town": 3}},
    {"set": {"town": {"v": "x", "over": ["zz"]}}}, {"set": {"town": {"over": 3}}}, {"set": {"town": {"v": "x", "over": 5}}},
], ids=str)  # fmt: skip
def test_a_change_whose_parts_are_wrong(forge: Forge, tmp_path: Path, changed: dict[str, object]) -> None:
    line = json.loads(payload.change_line(forge.sponsor(1, "p1", town="Civray")))
    before = dump(forge.region).count("sponsor (")
    found = forge.give(forge.lines(json.dumps(line | changed)), tmp_path)
    assert (found.applied, len(found.refused)) == (0, 1)
    assert dump(forge.region).count("sponsor (") == before


def test_what_a_change_says_besides_is_not_kept(forge: Forge, tmp_path: Path) -> None:
    """An erasure empties what it knows of: nothing else may lie beside a value."""
    line = json.loads(payload.change_line(forge.sponsor(1, "p1", town="Civray")))
    line["set"]["town"]["beside"] = "Montmorillon"
    told = json.dumps(line | {"more": "Montmorillon"}).replace('"Civray"', '"Montmorillon", "v" : "Civray"')
    assert forge.give(forge.lines(told), tmp_path).applied == 1
    kept = dump(forge.region)
    assert "Civray" in kept
    assert "Montmorillon" not in kept


def test_a_text_that_only_looks_like_an_escape_is_kept(forge: Forge, tmp_path: Path) -> None:
    path = "C:\\u0000\\\\u0000"
    found = forge.give(forge.bundle([forge.sponsor(1, "p1", town=path)]), tmp_path)
    assert (found.applied, found.refused) == (1, ())
    with forge.region.reading() as connection:
        assert connection.execute(text("SELECT town FROM sponsor WHERE id = 'p1'")).scalar_one() == path


def test_rows_that_could_not_be_shown_are_set_aside(forge: Forge, tmp_path: Path) -> None:
    dossier = dossier_of(forge.office)
    bundles.import_bundles(forge.region, bundles.export_bundle(forge.office, tmp_path / "out").files)
    wrong = [
        forge.change(901, "journal", "j", dossier_id=dossier), forge.change(902, "meeting", "m", dossier_id=dossier, on=""),
        forge.change(903, "scan", "s", dossier_id=dossier), forge.change(904, "verdict", "v", dossier_id=dossier, criteria="[3]"),
        forge.change(905, "letter", "l", dossier_id=dossier), forge.change(906, "contact", "c", dossier_id=dossier),
        forge.change(907, "letter", "l2", dossier_id=dossier, kind="stranger", status="requested", requested_on="2020-01-01"),
        forge.change(908, "piece", "x", dossier_id=dossier, code="stranger", status="received"),
        forge.change(909, "dossier", dossier, arrangements="oops"), forge.change(910, "dossier", dossier, departure_on="9999-12-31"),
        forge.change(911, "dossier", dossier, step="stranger"), forge.change(912, "dossier", dossier, state="stranger"),
        forge.change(913, "journal", "j2", dossier_id=dossier, on="2026-03-01", recorded_at="2026-03-01T10:00:00+00:00", kind="step", text="x"),
    ]  # fmt: skip
    found = forge.give(Forge(forge.office, forge.region, 50).bundle(wrong), tmp_path)
    assert found.applied == 5
    assert open_dossier(forge.region, dossier).name == "Manon Roussel"
    home_page(forge.region)
    assert [row for row in all_letters(forge.region) if row.kind == "stranger"] == []


def test_what_a_later_version_invents_waits_for_it(forge: Forge, tmp_path: Path) -> None:
    changes = [
        forge.change(1, "grant", "g", amount=3), forge.change(2, "person", "p", shoe_size="42"),
        forge.change(3, "piece", "x", status="levitating"), forge.change(4, "person", "p", stamps="{}"),
        forge.sponsor(5, "p"),
    ]  # fmt: skip
    found = forge.give(forge.bundle(changes), tmp_path)
    assert (found.applied, found.parked, found.refused) == (1, 4, ())
    assert dump(forge.region).count("parked_change (") == 4
    again = forge.give(Forge(forge.office, forge.region, 2).bundle(changes), tmp_path)
    assert (again.applied, again.parked) == (0, 0)


def test_names_of_tables_and_fields_are_never_part_of_a_statement(forge: Forge, tmp_path: Path) -> None:
    change = forge.change(1, 'person"; DROP TABLE person; --', "p", **{'town" = (SELECT 1)': "x"})
    assert forge.give(forge.bundle([change]), tmp_path).parked == 1
    assert (
        forge.give(
            Forge(forge.office, forge.region, 2).bundle([forge.sponsor(2, "' OR 1=1", town="x")]), tmp_path
        ).applied
        == 1
    )
