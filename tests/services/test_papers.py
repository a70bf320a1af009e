"""Papers are kept once under their SHA-256, tied to what they show, and seen by whom they may."""

from __future__ import annotations

import hashlib
import io
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from parkmap.errors import (
    BadValue,
    Busy,
    Forbidden,
    NotFound,
    TooLarge,
    UnsafeFile,
    WorkspaceError,
)
from parkmap.land.cuts import StripCut
from parkmap.land.ledger import Subject
from parkmap.land.paper import PaperRules
from parkmap.services import filing, papers, tying
from parkmap.services.backing_up import backup
from parkmap.services.marking import Mark, mark
from parkmap.services.papers import Paper
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.restoring import restore
from parkmap.services.splitting import Split, split
from parkmap.services.verifying import verify
from parkmap.store import ledger
from parkmap.workspace import open_folder
from tests.sheaf import CAMERA, HEIC, HTML, PDF, photo
from tests.small import LEADER, NOW, OFFICER

PARCEL = Subject("parcel", "T-001")


def sent(record: Record, content: bytes = PDF, name: str = "合同.pdf",
         to: Subject | None = PARCEL) -> Paper:  # fmt: skip
    return filing.keep(record, OFFICER, io.BytesIO(content), name, to)


def names(record: Record, subject: Subject = PARCEL) -> list[str]:
    return [str(one.facts["name"]) for one in papers.papers_of(record, OFFICER, subject)]


def marked_with(record: Record, *hashes: str) -> int:
    asked = Mark({"T-001": 1}, "under_construction", date(2026, 6, 1), "开工", papers=hashes)
    return mark(record, OFFICER, asked, "key").seq


def ruled(record: Record, *command: str, seconds: int = 20) -> Record:
    return replace(record, zone=replace(record.zone, papers=PaperRules(1, command, seconds)))


def left(record: Record) -> list[str]:
    return sorted(one.name for one in (record.folder / "evidence").iterdir() if one.is_file())


def test_a_paper_is_named_by_its_sha256(record: Record) -> None:
    kept = sent(record)
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (record.folder / "evidence" / kept.sha256).read_bytes() == PDF
    assert names(record) == ["合同.pdf"]


def test_the_same_file_is_kept_once(record: Record) -> None:
    sent(record)
    sent(record, name="again.pdf", to=Subject("parcel", "T-002"))
    sent(record)
    assert (len(left(record)), names(record)) == (1, ["合同.pdf"])


def test_a_photo_tells_where_it_was_taken_and_stands_upright(record: Record) -> None:
    kept = sent(record, photo(at=(113.0015, 36.2105), orientation=6), "a.jpg")
    assert (kept.facts["lng"], kept.facts["lat"]) == (113.0015, 36.2105)
    with Image.open(papers.picture(record, OFFICER, kept.sha256, "thumbnail").path) as small:
        assert small.size == (60, 80)
        red, _green, blue = small.getpixel((30, 5))  # type: ignore[misc]
    assert red > blue


def test_a_photo_of_a_telephone_in_heic_is_kept_placed_and_shown(record: Record) -> None:
    kept = sent(record, HEIC, "IMG_0001.HEIC")
    assert (kept.kind, kept.facts["lng"], kept.facts["lat"]) == ("heic", 113.0015, 36.2105)
    with Image.open(papers.picture(record, OFFICER, kept.sha256).path) as shown:
        assert (shown.format, shown.size) == ("JPEG", (80, 60))
        red, _green, blue = shown.getpixel((10, 30))  # type: ignore[misc]
    assert red > 150 > blue
    tying.show_to(record, OFFICER, kept.sha256, "public")
    copy = papers.whole(record, PUBLIC_ACTOR, kept.sha256).path.read_bytes()
    assert CAMERA.encode() in HEIC and CAMERA.encode() not in copy


def test_the_public_copy_says_nothing_of_the_camera(record: Record) -> None:
    kept = sent(record, photo(at=(113.0015, 36.2105)), "a.jpg")
    tying.show_to(record, OFFICER, kept.sha256, "public")
    copy = papers.whole(record, PUBLIC_ACTOR, kept.sha256).path.read_bytes()
    with Image.open(io.BytesIO(copy)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (80, 60))
    assert CAMERA.encode() not in copy
    assert CAMERA.encode() in papers.whole(record, OFFICER, kept.sha256).path.read_bytes()


def test_a_paper_is_internal_until_an_officer_shows_it(record: Record) -> None:
    kept = sent(record)
    with pytest.raises(NotFound):
        papers.paper_of(record, PUBLIC_ACTOR, kept.sha256)
    assert papers.papers_of(record, PUBLIC_ACTOR, PARCEL) == ()
    tying.show_to(record, OFFICER, kept.sha256, "public")
    (seen,) = papers.papers_of(record, PUBLIC_ACTOR, PARCEL)
    assert (seen.ties, "uploaded_by" in seen.facts) == ((), False)
    tying.show_to(record, OFFICER, kept.sha256, "internal")
    assert papers.papers_of(record, PUBLIC_ACTOR, PARCEL) == ()


def test_a_public_paper_of_hidden_land_is_hidden(record: Record) -> None:
    kept = sent(record)
    tying.show_to(record, OFFICER, kept.sha256, "public")
    policy = replace(record.zone.policy, parcels="offered")
    hidden = replace(record, zone=replace(record.zone, policy=policy))
    with pytest.raises(NotFound):
        papers.whole(hidden, PUBLIC_ACTOR, kept.sha256)


def test_a_leader_reads_and_does_not_send(record: Record) -> None:
    kept = sent(record)
    assert papers.whole(record, LEADER, kept.sha256).name == "合同.pdf"
    with pytest.raises(Forbidden):
        filing.keep(record, LEADER, io.BytesIO(PDF), "a.pdf", PARCEL)
    with pytest.raises(Forbidden):
        tying.show_to(record, LEADER, kept.sha256, "public")


def test_a_paper_of_nothing_known_is_refused(record: Record) -> None:
    with pytest.raises(NotFound):
        sent(record, to=Subject("parcel", "T-999"))
    with pytest.raises(NotFound):
        papers.papers_of(record, OFFICER, Subject("project", "X"))


@pytest.mark.parametrize(
    ("content", "kind"), [(b"", BadValue), (PDF + bytes(2**20), TooLarge)], ids=["empty", "large"]
)
def test_what_is_refused_leaves_nothing(
    record: Record, content: bytes, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        sent(ruled(record), content)
    assert left(record) == []


def test_a_mark_names_its_papers_in_the_ledger(record: Record) -> None:
    kept = sent(record, to=None)
    seq = marked_with(record, kept.sha256)
    with record.store.read() as connection:
        (entry,) = ledger.entries(connection, record.zone_id, seqs=[seq])
    assert entry.header.evidence == (kept.sha256,)
    assert (names(record), names(record, Subject("entry", str(seq)))) == (["合同.pdf"],) * 2
    assert [one for one in verify(record).differences if "geojson" not in one] == []


def test_a_mark_sent_twice_is_one_entry_with_its_papers(record: Record) -> None:
    kept = sent(record, to=None)
    assert marked_with(record, kept.sha256) == marked_with(record, kept.sha256)


@pytest.mark.parametrize("name", ["../secret.key", "0" * 64])
def test_a_mark_with_a_paper_that_is_not_there_is_refused(record: Record, name: str) -> None:
    with pytest.raises((NotFound, BadValue)):
        marked_with(record, name)


def test_what_an_entry_names_stays(record: Record) -> None:
    kept = sent(record, to=None)
    marked_with(record, kept.sha256)
    with pytest.raises(BadValue, match="so it stays"):
        tying.untie(record, OFFICER, 1, "误传")


def test_the_last_link_takes_the_file_along_and_says_why(record: Record) -> None:
    kept = sent(record)
    tying.tie(record, OFFICER, kept.sha256, Subject("parcel", "T-002"))
    (listed,) = papers.papers_of(record, OFFICER, PARCEL)
    assert [tie.id for tie in listed.ties] == ["T-001", "T-002"]
    tying.untie(record, OFFICER, 1, "传错地块")
    assert (names(record), len(left(record))) == ([], 1)
    tying.untie(record, OFFICER, 2, "传错地块")
    assert left(record) == []
    with record.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT removed_by, removed_reason FROM paper_link")
        assert {tuple(row) for row in rows} == {(OFFICER.id, "传错地块")}
    assert sent(record).facts["removed_at"] is None


def test_what_was_sent_for_no_entry_goes_after_a_day(record: Record) -> None:
    loose, held = sent(record, to=None), sent(record, photo(), "a.jpg")
    tying.tidy(replace(record, clock=lambda: NOW + timedelta(hours=23)))
    assert len(left(record)) == 2
    tying.tidy(replace(record, clock=lambda: NOW + timedelta(hours=25)))
    assert left(record) == [held.sha256]
    assert loose.sha256 != held.sha256


def test_the_scanner_is_asked_first(record: Record, tmp_path: Path) -> None:
    script = tmp_path / "scan.py"
    script.write_text("import sys; print('Eicar found in', sys.argv[1]); sys.exit(1)")
    with pytest.raises(UnsafeFile, match=r"Eicar found in 合同\.pdf"):
        sent(ruled(record, sys.executable, str(script)))
    script.write_text("")
    assert sent(ruled(record, sys.executable, str(script))).kind == "pdf"


def test_a_scanner_that_does_not_answer_keeps_nothing(record: Record, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    with pytest.raises(Busy, match="within 1 seconds"):
        sent(ruled(record, sys.executable, str(slow), seconds=1))
    with pytest.raises(WorkspaceError, match="/no/scanner"):
        sent(ruled(record, "/no/scanner"))
    assert left(record) == []


def test_a_backup_brings_papers_along(record: Record, tmp_path: Path) -> None:
    kept = sent(record, photo(), "a.jpg")
    backup(record, tmp_path / "a.zip")
    restore(tmp_path / "a.zip", tmp_path / "again")
    again = open_folder(tmp_path / "again")
    assert papers.whole(again, OFFICER, kept.sha256).path.read_bytes() == photo()
    assert papers.picture(again, OFFICER, kept.sha256).path.is_file()  # made anew
    again.store.close()


def test_what_looks_like_a_photo_and_a_page_is_served_as_a_photo(record: Record) -> None:
    kept = sent(record, photo() + HTML, "a.html")
    one = papers.whole(record, OFFICER, kept.sha256)
    assert (one.media, one.name) == ("image/jpeg", "a.html.jpg")
    assert HTML not in papers.picture(record, OFFICER, kept.sha256).path.read_bytes()


def test_a_split_names_its_papers_in_the_ledger(record: Record) -> None:
    kept = sent(record, to=None)
    asked = Split("T-001", 1, StripCut(2, 90.0), NOW.date(), "分割转让", (kept.sha256,))
    receipt = split(record, OFFICER, asked).receipt
    assert receipt is not None
    with record.store.read() as connection:
        (entry,) = ledger.entries(connection, record.zone_id, seqs=[receipt.seq])
    assert entry.header.evidence == (kept.sha256,)


@pytest.mark.parametrize(
    ("content", "told"), [(b"%PDF-other", "is not the one"), (None, "missing")]
)
def test_a_file_that_was_altered_is_named(record: Record, content: bytes | None, told: str) -> None:
    path = record.folder / "evidence" / sent(record).sha256
    path.unlink() if content is None else path.write_bytes(content)
    (line,) = [one for one in verify(record).differences if ".geojson" not in one]
    assert "合同.pdf" in line and told in line
