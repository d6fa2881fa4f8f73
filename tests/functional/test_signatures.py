"""`infoshare protocol sign` and `signatures`: keys, scans, refusals, two at once, and disks that say no."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from infoshare.certificates.keys import new_private_key
from infoshare.digests import sha256_of_bytes
from infoshare.errors import AnswersError, DataFileError, MissingSecretError, SigningRefused, UserError
from infoshare.files.signature_file import read_record, record_to_add_to, signatures_beside
from infoshare.workflows.protocol import Protocol
from infoshare.workflows.signatures import sign, sign_by_scan, signatures_of
from infoshare.workflows.signing_keys import make_keys
from tests.spec.set_cases import answers_of

from .conftest import Ran, others_in

Run = Callable[..., Ran]
POLICE, COUNCIL = "Eastmarch Police", "Harrowmere Borough Council"
AT = "2026-11-26T09:00:00Z"
SECRET = "Zenobia Okwuosa"
KEY = new_private_key()


def written(path: Path, of: str = "cda-s115", **changed: Any) -> Path:
    answers = {**json.loads(json.dumps(answers_of(of))), **changed}
    path.write_text(yaml.safe_dump({"questionnaire": of, "version": 1, "answers": answers}), encoding="utf-8")
    return path


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    return written(tmp_path / "agreed.yaml")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "signing.key"
    path.write_bytes(KEY)
    return path


def by(party: str = POLICE, **more: str | Path) -> list[str | Path]:
    given: dict[str, str | Path] = {"party": party, "signer": "A Name", "role": "Chief", **more}
    return [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]


# Signing with a key


def test_a_signature_is_written_beside_the_answers_and_equal_input_gives_equal_bytes(
    infoshare: Run, agreed: Path, key_file: Path
) -> None:
    ran = infoshare("protocol", "sign", agreed, *by("eastmarch  POLICE", signing_key_file=key_file, at=AT))
    assert (ran.status, ran.err) == (0, "")
    assert f"Signed for {POLICE}: version 2.0, digest {Protocol.load(agreed).digest[:12]}." in ran.out
    assert f"Still to sign: {COUNCIL};" in ran.out
    first = signatures_beside(agreed).read_bytes()
    signatures_beside(agreed).unlink()
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at="2026-11-26T10:00:00+01:00")
    assert signatures_beside(agreed).read_bytes() == first
    assert others_in(agreed.parent, agreed, key_file) == [signatures_beside(agreed).name]


def test_once_all_have_signed_the_status_is_0_and_it_is_said(infoshare: Run, agreed: Path, key_file: Path) -> None:
    for party in Protocol.load(agreed).draft.parties:
        assert infoshare("protocol", "signatures", agreed).status == 1
        ran = infoshare("protocol", "sign", agreed, *by(party, signing_key_file=key_file))
    assert ran.out.endswith("All 7 parties have signed.\n")
    ran = infoshare("protocol", "signatures", agreed)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("7 of 7 parties bound to this version.\n")
    assert " ".join(ran.out.split()).count("which the protocol does not name: compare it") == 7
    assert "A Name, Chief, on 2" in ran.out


def test_the_json_has_every_party_with_its_signature_and_why_it_must_sign_anew(infoshare: Run, agreed: Path) -> None:
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    flows = json.loads(json.dumps(answers_of("cda-s115")["flows"]))
    next(each for each in flows if each["name"] == "Repeat victims")["retention"] = SECRET
    written(agreed, flows=flows)
    ran = infoshare("protocol", "signatures", agreed, "--format", "json")
    found = json.loads(ran.out)
    police = next(each for each in found["parties"] if each["party"] == POLICE)
    assert (ran.status, police["standing"], police["stands"], found["draft"]) == (1, "reopened", False, False)
    assert police["signature"]["signer"] == "A Name"
    assert [each.endswith("Repeat victims: How long the recipient keeps it") for each in police["changes"]] == [True]
    assert SECRET not in ran.out + infoshare("protocol", "signatures", agreed).out


def test_a_key_with_a_passphrase_signs(infoshare: Run, agreed: Path, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("a long phrase")
    private, _, fingerprint = make_keys(tmp_path / "keys", tmp_path / "phrase")
    assert infoshare("protocol", "sign", agreed, *by(signing_key_file=private)).status == 3
    assert not signatures_beside(agreed).exists()
    ran = infoshare("protocol", "sign", agreed, *by(signing_key_file=private, passphrase_file=tmp_path / "phrase"))
    assert (ran.status, f"Key {fingerprint}." in ran.out) == (0, True)


# A scanned page


def test_a_scanned_page_signs_by_its_digest(infoshare: Run, agreed: Path, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF page")
    given = by(scan=tmp_path / "page.pdf", signed_on="2026-11-20")
    assert infoshare("protocol", "sign", agreed, *given).status == 0
    (signature,) = read_record(signatures_beside(agreed)).signatures
    assert signature.scan_sha256 == sha256_of_bytes(b"%PDF page")
    assert (signature.kind, signature.at, signature.key_sha256) == ("scan", "2026-11-20", None)
    assert {each.party for each in signatures_of(agreed)[1] if each.stands} == {POLICE}
    again = infoshare("protocol", "sign", agreed, *given)
    assert (again.status, "need not sign again" in again.err) == (1, True)


def test_the_printed_page_shows_a_key_where_one_is_named_and_version_and_digest_at_its_foot(
    agreed: Path, tmp_path: Path
) -> None:
    signatories = json.loads(json.dumps(answers_of("cda-s115")["signatories"]))
    signatories[1]["key"] = "ab" * 32
    document = Document(str(Protocol.load(written(agreed, signatories=signatories)).export(tmp_path / "p.docx")))
    blocks = [[row.cells[1].text for row in each.rows] for each in document.tables if each.cell(0, 0).text == "Party"
              and each.cell(1, 0).text == "Name"]  # fmt: skip
    assert [block[3] for block in blocks] == ["", "ab" * 32, *[""] * 5]
    assert [len(block) for block in blocks] == [5, 6, *[5] * 5]
    digest = Protocol.load(agreed).digest[:12]
    feet = ["".join(each.text for each in section.footer.paragraphs) for section in document.sections]
    assert all(f"Version 2.0, For signature. Digest {digest}" in foot for foot in feet)


# What is refused


def test_a_draft_is_not_signed_and_the_gaps_are_counted(infoshare: Run, agreed: Path, key_file: Path) -> None:
    written(agreed, benefits={"not_sure": SECRET}, territory=None)
    gaps = len(Protocol.load(agreed).having("gap"))
    ran = infoshare("protocol", "sign", agreed, *by(signing_key_file=key_file))
    assert ran.status == 1
    assert ran.err.startswith(f"Refused: the protocol is a draft: {gaps} legal gap")
    assert "and 1 to come back to" in ran.err
    assert "infoshare protocol check agreed.yaml" in ran.err
    assert SECRET not in ran.err
    assert not signatures_beside(agreed).exists()


def test_another_key_than_the_one_named_is_refused_and_so_is_a_scan(
    infoshare: Run, agreed: Path, key_file: Path, tmp_path: Path
) -> None:
    private, _, fingerprint = make_keys(tmp_path / "keys")
    signatories = json.loads(json.dumps(answers_of("cda-s115")["signatories"]))
    next(each for each in signatories if each["party"] == POLICE)["key"] = fingerprint.upper()
    written(agreed, signatories=signatories)
    for given in ({"signing_key_file": key_file}, {"scan": key_file, "signed_on": "2026-11-20"}):
        ran = infoshare("protocol", "sign", agreed, *by(**given))
        assert (ran.status, "the protocol names the key" in ran.err) == (1, True)
    assert not signatures_beside(agreed).exists()
    assert infoshare("protocol", "sign", agreed, *by(signing_key_file=private)).status == 0
    assert "which the protocol names" in infoshare("protocol", "signatures", agreed).out
    assert infoshare("protocol", "sign", agreed, *by(COUNCIL, signing_key_file=key_file)).status == 0


def test_the_same_version_is_not_signed_twice_with_one_key_but_with_another(agreed: Path) -> None:
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    before = signatures_beside(agreed).read_bytes()
    with pytest.raises(SigningRefused, match="already, on 2026-11-26: it need not sign again"):
        sign(agreed, POLICE, KEY, signer="Another", role="Chief")
    assert signatures_beside(agreed).read_bytes() == before
    sign(agreed, POLICE, new_private_key(), signer="A Name", role="Chief", at=AT)
    assert len(read_record(signatures_beside(agreed)).signatures) == 2


def test_who_signed_a_later_version_may_sign_the_earlier_one_again(agreed: Path) -> None:
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    written(agreed, necessity="Because.")
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    written(agreed)
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    record = read_record(signatures_beside(agreed))
    assert (len(record.signatures), len(record.versions)) == (3, 2)


BAD: dict[str, tuple[dict[str, Any], type[UserError], str]] = {
    "a stranger": ({"party": SECRET}, AnswersError, f"Its parties: {COUNCIL}; {POLICE};"),
    "nobody": ({"signer": " \u200b"}, UserError, "the signer is missing"),
    "no role": ({"role": None}, UserError, "the role is missing"),
    "a long role": ({"role": "x" * 501}, UserError, "the role is too long"),
    "a time without a zone": ({"at": "2026-11-26T09:00:00"}, UserError, "no ISO 8601 time with a zone"),
    "no time": ({"at": SECRET}, UserError, "no ISO 8601 time with a zone"),
    "no key": ({"key": SECRET}, MissingSecretError, "no private key in PEM"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_said_without_saying_it(agreed: Path, case: str) -> None:
    changed, error, says = BAD[case]
    given: dict[str, Any] = {"party": POLICE, "key": KEY, "signer": "A", "role": "B", "at": AT, **changed}
    with pytest.raises(error) as caught:
        sign(agreed, **given)
    assert says in str(caught.value)
    assert SECRET not in str(caught.value)
    assert not signatures_beside(agreed).exists()


def test_a_bad_scan_or_day_is_refused(agreed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "page").write_bytes(b"page")
    for scan, day, says in (("empty", "2026-11-20", "is empty"), ("none", "2026-11-20", "cannot be read"),
                            ("page", "20 November", "the day of signing is no date")):  # fmt: skip
        with pytest.raises(UserError, match=says):
            sign_by_scan(agreed, POLICE, tmp_path / scan, signer="A", role="B", signed_on=day)


def test_options_that_do_not_go_together_are_refused(infoshare: Run, agreed: Path, key_file: Path) -> None:
    for given in (by(), by(scan=key_file), by(scan=key_file, signed_on="2026-11-20", at=AT),
                  by(signing_key_file=key_file, signed_on="2026-11-20")):  # fmt: skip
        ran = infoshare("protocol", "sign", agreed, *given)
        assert (ran.status, ran.err.startswith("Error: ")) == (2, True)


def test_a_decision_that_has_no_parties_is_not_signed(agreed: Path, infoshare: Run) -> None:
    written(agreed, of="caldicott-disclosure")
    with pytest.raises(AnswersError, match="Its question set has no parties"):
        sign(agreed, POLICE, KEY, signer="A", role="B")
    assert infoshare("protocol", "signatures", agreed).status == 1


# The file


@pytest.mark.parametrize("raw", [
    b"", b"[]", b"{}\n{}", b'{"signatures": []}', b'{"signatures":[],"signatures":[]}', b'{"a":1}', b'{"a":NaN}',
    b"\xff", b"[" * 100_000, b'{"protocol_signatures":2}',
], ids=range(10))  # fmt: skip
def test_a_record_that_is_none_is_refused_and_left_alone(infoshare: Run, agreed: Path, raw: bytes) -> None:
    signatures_beside(agreed).write_bytes(raw)
    ran = infoshare("protocol", "signatures", agreed)
    assert (ran.status, ran.err.startswith("Error: ")) == (2, True)
    with pytest.raises(DataFileError):
        sign(agreed, POLICE, KEY, signer="A", role="B")
    assert signatures_beside(agreed).read_bytes() == raw


def test_a_control_character_in_a_record_never_reaches_the_terminal(infoshare: Run, agreed: Path) -> None:
    sign(agreed, POLICE, KEY, signer="A Name", role="Chief", at=AT)
    text = signatures_beside(agreed).read_text().replace("A Name", "A\\u001b[2JName")
    signatures_beside(agreed).write_text(text)
    ran = infoshare("protocol", "signatures", agreed)
    assert (ran.status, "\x1b" in ran.out + ran.err) == (2, False)


def test_two_who_sign_at_once_are_told_and_neither_signature_is_lost(agreed: Path) -> None:
    with record_to_add_to(signatures_beside(agreed)), pytest.raises(DataFileError, match="somebody else is adding"):
        sign(agreed, POLICE, KEY, signer="A", role="B")
    sign(agreed, POLICE, KEY, signer="A", role="B")
    with record_to_add_to(signatures_beside(agreed)) as (record, adding):
        signatures_beside(agreed).write_bytes(b"from elsewhere")
        with pytest.raises(DataFileError, match="was changed by something else"):
            adding.write(record)
    assert signatures_beside(agreed).read_bytes() == b"from elsewhere"


def test_of_many_processes_that_sign_at_once_each_has_signed_or_is_told(agreed: Path, key_file: Path) -> None:
    parties = Protocol.load(agreed).draft.parties[:4]
    command = [sys.executable, "-m", "infoshare", "protocol", "sign", str(agreed)]
    running = [
        subprocess.Popen([*command, *map(str, by(party, signing_key_file=key_file))], stderr=subprocess.PIPE)
        for party in parties
    ]
    told = [each.communicate()[1] for each in running]
    done = {party for party, each in zip(parties, running, strict=True) if each.returncode == 0}
    assert done == {each.party for each in signatures_of(agreed)[1] if each.stands}
    assert len(done) + sum(b"somebody else is adding" in each for each in told) == len(parties)


def test_a_disk_that_is_full_or_says_no_is_said_and_the_record_stays(
    agreed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(agreed, COUNCIL, KEY, signer="A", role="B")
    before = signatures_beside(agreed).read_bytes()
    for name, module in (("fsync", os), ("replace", Path)):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, _full)
            with pytest.raises(DataFileError, match="cannot be written: No space left on device"):
                sign(agreed, POLICE, KEY, signer="A", role="B")
        assert signatures_beside(agreed).read_bytes() == before
        assert others_in(agreed.parent, agreed, signatures_beside(agreed)) == []
    monkeypatch.setattr(os, "open", _full)
    with pytest.raises(DataFileError, match=r"agreed\.signatures\.json cannot be written"):
        sign(agreed, POLICE, KEY, signer="A", role="B")


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import os, signal, sys
from pathlib import Path
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from infoshare.workflows.signatures import sign
sign(sys.argv[1], "Eastmarch Police", Path(sys.argv[2]).read_bytes(), signer="A", role="B")
"""


def test_killed_before_the_last_step_the_record_is_as_it_was_and_it_is_said_how_to_go_on(
    agreed: Path, key_file: Path
) -> None:
    sign(agreed, COUNCIL, KEY, signer="A", role="B")
    before = signatures_beside(agreed).read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, agreed, key_file], check=False)
    assert done.returncode == -signal.SIGKILL
    assert signatures_beside(agreed).read_bytes() == before
    lock = agreed.with_name(".agreed.signatures.json.lock")
    with pytest.raises(DataFileError, match=r"delete .*lock first"):
        sign(agreed, POLICE, KEY, signer="A", role="B")
    lock.unlink()
    sign(agreed, POLICE, KEY, signer="A", role="B")


@pytest.mark.parametrize(("name", "beside"), [
    ("agreed.yaml", "agreed.signatures.json"), ("v2.0.YML", "v2.0.signatures.json"), ("v2.0", "v2.0.signatures.json"),
])  # fmt: skip
def test_the_record_is_named_after_the_answers(name: str, beside: str) -> None:
    assert signatures_beside(Path(name)).name == beside
