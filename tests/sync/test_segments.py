"""What colleagues carry for one another, by bundles made from the format alone with the real keys of an enrolled office."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import minisign
import pytest
from msgspec.structs import replace as changed

from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients, write_bundles
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.domain.change import Change
from chance_desktop.store import settings
from chance_desktop.sync import log
from chance_desktop.sync.bundle import payload, segments
from chance_desktop.sync.bundle.payload import Segment
from chance_desktop.sync.identity import poste_keys
from tests.casework.making import dossier_of
from tests.conftest import CIVRAY, CLAIRE, Office, calendar
from tests.sync.bundles import Forge, dump, enrol


class Colleagues:
    """Two postes of one Mission Locale, and the Region."""

    def __init__(self, first: Desk, second: Desk, region: Desk, folder: Path) -> None:
        self.first, self.second, self.region, self.folder = first, second, region, folder
        self.turns = 0

    def tell(self, one: Desk, other: Desk) -> tuple[bundles.ImportedBundle, ...]:
        """One hands its files to another."""
        return bundles.import_bundles(other, self.files(one, other)).result

    def files(self, one: Desk, other: Desk) -> tuple[Path, ...]:
        """The files one makes for another."""
        self.turns += 1
        peer = next(each for each in recipients(one) if each.device == other.store.device)
        return tuple(each.path for each in write_bundles(one, peer, self.folder / f"{self.turns}"))

    def content(self, file: Path, reader: Desk) -> payload.Payload:
        """What a file holds for who may open it."""
        from chance_desktop.sync.bundle.envelope import decrypt, open_envelope

        return payload.unpack(decrypt(open_envelope(file.read_bytes()), poste_keys(reader.vault)))


@pytest.fixture
def postes(opened: Callable[[str], Office], tmp_path: Path) -> Iterator[Colleagues]:
    first, region = opened("civray").desk, opened("region").desk
    home, days = tmp_path / "second", calendar()
    set_up_office(home, OfficeSetup("86400S00", CIVRAY, (CLAIRE,), fictional=True), days)
    second = open_desk(home, clock=days)
    for desk in (first, second):
        enrol(desk, region, tmp_path)
    made = Colleagues(first, second, region, tmp_path)
    for desk in (first, second):
        made.tell(region, desk)
    yield made
    second.close()


def _signed(desk: Desk, changes: list[Change], device: str = "") -> Segment:
    """A segment as the format has it, made without the application's own maker."""
    lines = "".join(f"{json.dumps(json.loads(payload.change_line(each)), ensure_ascii=False, separators=(',', ':'))}\n"
                    for each in changes)  # fmt: skip
    run = hashlib.sha256(lines.encode()).hexdigest()
    name, first = device or desk.store.device, changes[0].seq
    text = f"chance segment\n{name}\n{first}\n{len(changes)}\n{hashlib.sha256(run.encode()).hexdigest()}\n"
    signature = bytes(poste_keys(desk.vault).signing.sign(text.encode())).decode()
    return Segment(name, first, (len(changes),), ("",), signature)


def test_a_dead_postes_work_survives_at_its_colleague(postes: Colleagues) -> None:
    dossier = dossier_of(postes.first)
    postes.tell(postes.first, postes.second)
    found = postes.tell(postes.second, postes.region)
    assert all(each.refused == () for each in found)
    assert "Roussel" in str(situation(postes.region, dossier).values)
    with postes.region.reading() as connection:
        assert log.seen(connection)[postes.first.store.device] == _last(postes.first)


def test_what_was_signed_is_read_by_anyone(postes: Colleagues) -> None:
    """The text signed is made here from the lines alone, and verified by minisign."""
    dossier_of(postes.first)
    (file,) = postes.files(postes.first, postes.second)
    content = postes.content(file, postes.second)
    lines = {
        each.seq: payload.change_line(each) for each in content.changes if each.device == postes.first.store.device
    }
    for each in content.manifest.segments:
        place, hashes = each.first, []
        for count in each.counts:
            run = "".join(f"{lines[number]}\n" for number in range(place, place + count))
            hashes.append(hashlib.sha256(run.encode()).hexdigest())
            place += count
        counts = ",".join(map(str, each.counts))
        text = f"chance segment\n{each.device}\n{each.first}\n{counts}\n{hashlib.sha256(''.join(hashes).encode()).hexdigest()}\n"
        public = minisign.PublicKey.from_base64(poste_keys(postes.first.vault).signing_public.encode())
        public.verify(text.encode(), minisign.Signature.from_bytes(each.signature.encode()))
    assert content.manifest.segments


def test_a_segment_made_from_the_format_alone_is_carried(postes: Colleagues) -> None:
    """And the same under another key, in another's name, altered or cut is not."""
    first, second, region = postes.first, postes.second, postes.region
    postes.tell(first, region)
    forge = Forge(second, region, 50)
    following = _last(first) + 1
    person = first.setting("branch_id")
    true = [forge.change(following + place, "branch", person, device=first.store.device, phone=f"05 36 49 1{place} 20")
            for place in range(3)]  # fmt: skip
    good = _signed(first, true)
    wrong = {
        "no segment": (true, ()),
        "under the relay's key": (true, (_signed(second, true, first.store.device),)),
        "altered": ([*true[:2], changed(true[2], by="another")], (good,)),
        "cut": (true[:2], (good,)),
        "swapped": ([true[1], true[0], true[2]], (replace(good, first=good.first + 1),)),
        "a hash that stands there": (true[:2], (replace(good, hashes=("0" * 64,)),)),
    }
    for number, (name, (changes, signed)) in enumerate(wrong.items(), 60):
        before = dump(region).count("change_log (")
        made = replace(forge, number=number)
        found = made.give(
            made.bundle(changes, segments=signed, covers={first.store.device: (1, following + 2)}), postes.folder
        )
        assert found.applied == 0, name
        assert "sans sa signature" in found.refused[0], name
        assert dump(region).count("change_log (") == before, name
        with region.reading() as connection:
            assert log.seen(connection).get(first.store.device, 0) < following, name
    made = replace(forge, number=90)
    assert made.give(made.bundle(true, segments=(good,)), postes.folder).applied == 3


def test_a_relay_that_covers_without_showing_silences_nobody(postes: Colleagues) -> None:
    dossier = dossier_of(postes.first)
    last = _last(postes.first)
    (file,) = postes.files(postes.first, postes.second)
    signed = postes.content(file, postes.second).manifest.segments
    hidden = tuple(replace(each, hashes=tuple("0" * 64 for _hash in each.hashes)) for each in signed)
    for number, some in enumerate((signed, hidden, ()), 50):
        forge = Forge(postes.second, postes.region, number)
        forge.give(forge.bundle(covers={postes.first.store.device: (1, last + 100)}, segments=some), postes.folder)
    postes.tell(postes.region, postes.first)
    save_fields(postes.first, dossier, {"town": "Gençay"})
    postes.tell(postes.first, postes.region)
    assert "Gençay" in str(situation(postes.region, dossier).values)


def test_a_former_version_relays_without_signatures_and_nothing_is_lost(
    postes: Colleagues, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bundles have no segments: what it passes on waits for the author, who is alive, and says so in words."""
    dossier = dossier_of(postes.first)
    with monkeypatch.context() as former:
        former.setattr(segments, "make", lambda *_what: ())
        former.setattr(segments, "keep", lambda *_what: None)
        postes.tell(postes.first, postes.second)
    forge = Forge(postes.second, postes.region, 50)
    with postes.second.reading() as connection:
        carried = log.changes_after(connection, postes.first.store.device, 0, 5_000)
    found = forge.give(forge.bundle(carried, covers={postes.first.store.device: (1, carried[-1].seq)}), postes.folder)
    assert found.applied == 0
    assert "ou qu’il soit mis à jour" in found.refused[0]
    assert all(each.refused == () for each in postes.tell(postes.first, postes.region))
    assert "Roussel" in str(situation(postes.region, dossier).values)


def test_a_former_version_reads_what_this_one_writes(postes: Colleagues) -> None:
    """It knows neither segments nor notices, and goes by `covers`."""
    dossier_of(postes.first)
    postes.tell(postes.first, postes.second)
    (file,) = postes.files(postes.second, postes.region)
    manifest = postes.content(file, postes.region).manifest
    first, last = manifest.covers[postes.first.store.device]
    assert (first, last) == (1, _last(postes.first))
    known = {"sender", "device", "audience", "number", "office", "covers", "seen", "previous", "roster", "lacks"}
    assert known <= set(manifest.__dataclass_fields__)


def test_nothing_is_signed_for_the_region(postes: Colleagues) -> None:
    """It takes an author's own word: a signature for each bundle is enough."""
    dossier_of(postes.first)
    (file,) = postes.files(postes.first, postes.region)
    assert postes.content(file, postes.region).manifest.segments == ()
    with postes.first.reading() as connection:
        assert segments.kept(connection, postes.first.store.device, 1, 2**50) == ()


@pytest.mark.parametrize("wrong", [
    {"counts": []}, {"counts": [0]}, {"counts": [2**60]}, {"hashes": []}, {"hashes": ["zz"]}, {"first": 0}, {"first": "x"},
    {"signature": "x" * 2000}, {"counts": None},
], ids=str)  # fmt: skip
def test_a_segment_that_is_none_refuses_the_bundle(forge: Forge, tmp_path: Path, wrong: dict[str, object]) -> None:
    from tests.sync.bundles import packed_members

    known = forge.manifest
    segment = {"device": known.device, "first": 1, "counts": [1], "hashes": [""], "signature": "x"} | wrong
    manifest = {"sender": known.sender, "device": known.device, "audience": known.audience, "number": 1, "office": "x",
                "covers": {}, "seen": {}, "previous": "", "segments": [segment]}  # fmt: skip
    before = dump(forge.region)
    packed = packed_members({"manifest.json": json.dumps(manifest).encode(), "changes.jsonl": b""})
    assert forge.give(forge.sealed(packed), tmp_path).refused
    assert dump(forge.region) == before


def _last(desk: Desk) -> int:
    with desk.reading() as connection:
        return settings.last_number(connection, desk.store.device)
