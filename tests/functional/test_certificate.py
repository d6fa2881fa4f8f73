"""Certificates through the command line and Python: signed, checked by whoever receives them, refused if not theirs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import infoshare as package
from infoshare.errors import InfoshareError, UserError

from .conftest import KEY, PEOPLE, Ran, others_in
from .test_dataset import folder as dataset_folder

__all__ = ["dataset_folder"]
Run = Callable[..., Ran]


@pytest.fixture
def made(infoshare: Run, attendances: Path, policy: Path, tmp_path: Path) -> Path:
    """A folder with a release, its signed certificate and the keys."""
    assert infoshare("certificate", "keys", "--into", tmp_path / "keys").status == 0
    ran = infoshare(
        "anonymise", attendances, "--policy", policy, "--out", tmp_path / "release.csv", "--signing-key-file",
        tmp_path / "keys" / "signing.key", "--signer", "Asha Example", "--signer-role", "Data protection officer",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    return tmp_path


def verify(run: Run, folder: Path, *more: str | Path, released: str = "release.csv") -> Ran:
    return run("verify", folder / released, "--certificate", folder / "release.certificate.json", *more)


def found(ran: Ran) -> dict[str, str]:
    return {check["check"]: check["verdict"] for check in json.loads(ran.out)["checks"]}


def test_a_pair_of_keys_is_made_once_and_the_private_one_is_its_owners_alone(infoshare: Run, made: Path) -> None:
    private, public = made / "keys" / "signing.key", made / "keys" / "signing.pub"
    assert private.stat().st_mode & 0o777 == 0o600
    assert public.read_text().startswith("-----BEGIN PUBLIC KEY-----")
    before = private.read_bytes()
    again = infoshare("certificate", "keys", "--into", made / "keys")
    assert again.status == 2
    assert "already" in again.err
    assert private.read_bytes() == before
    assert "PRIVATE" not in again.err + again.out


def test_a_signed_certificate_passes_with_neither_source_nor_policy(
    infoshare: Run, made: Path, attendances: Path, policy: Path
) -> None:
    attendances.unlink()
    policy.unlink()
    ran = verify(infoshare, made, "--public-key", made / "keys" / "signing.pub")
    assert ran.status == 0, ran.out
    assert "signed by Asha Example, Data protection officer" in " ".join(ran.out.split())
    ran = verify(infoshare, made, "--public-key", made / "keys" / "signing.pub", "--format", "json")
    assert json.loads(ran.out)["verdict"] == "pass"
    assert set(found(ran).values()) == {"pass"}


def test_a_signature_that_nobody_can_check_is_a_failure_unless_none_is_asked_for(infoshare: Run, made: Path) -> None:
    ran = verify(infoshare, made, "--format", "json")
    assert (ran.status, found(ran)["signature_valid"]) == (1, "not-run")
    assert verify(infoshare, made, "--no-signature").status == 0
    both = verify(infoshare, made, "--no-signature", "--public-key", made / "keys" / "signing.pub")
    assert both.status == 2


def test_an_unsigned_certificate_is_said_to_be_anybodys(
    infoshare: Run, attendances: Path, policy: Path, tmp_path: Path
) -> None:
    infoshare("anonymise", attendances, "--policy", policy, "--out", tmp_path / "release.csv")
    ran = verify(infoshare, tmp_path)
    assert ran.status == 1
    assert "anyone could have written it" in " ".join(ran.out.split())
    assert verify(infoshare, tmp_path, "--no-signature").status == 0


def test_another_file_another_key_and_a_changed_certificate_are_refused(infoshare: Run, made: Path) -> None:
    public = made / "keys" / "signing.pub"
    (made / "other.csv").write_text((made / "release.csv").read_text().replace("18-64", "19-64", 1))
    ran = verify(infoshare, made, "--public-key", public, "--format", "json", released="other.csv")
    assert (ran.status, found(ran)["file_matches"], found(ran)["signature_valid"]) == (1, "fail", "pass")

    infoshare("certificate", "keys", "--into", made / "theirs")
    ran = verify(infoshare, made, "--public-key", made / "theirs" / "signing.pub", "--format", "json")
    assert (ran.status, found(ran)["signature_valid"]) == (1, "fail")

    path = made / "release.certificate.json"
    path.write_text(path.read_text().replace('"k_reached":12', '"k_reached":13'))
    ran = verify(infoshare, made, "--public-key", public, "--format", "json")
    assert (ran.status, found(ran)["signature_valid"]) == (1, "fail")

    path.write_text(path.read_text().replace('"certificate":1', '"certificate":7'))
    ran = verify(infoshare, made, "--public-key", public, "--format", "json")
    assert (ran.status, found(ran)) == (1, {"certificate_whole": "fail"})


def test_a_file_that_is_no_table_any_more_is_refused_and_not_an_accident(infoshare: Run, made: Path) -> None:
    (made / "release.csv").write_bytes(b"\x81\x8d" * 50)
    ran = verify(infoshare, made, "--public-key", made / "keys" / "signing.pub", "--format", "json")
    assert (ran.status, found(ran)["file_matches"], found(ran)["rows_match"]) == (1, "fail", "fail")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "neither a certificate nor a policy"),
        (("--source", "{attendances}"), "without its policy"),
        (("--public-key", "x.pub"), "a public key was given and no certificate"),
        (("--certificate", "missing.json"), "cannot be read"),
    ],
)
def test_half_of_what_is_needed_is_named(
    infoshare: Run, made: Path, attendances: Path, words: tuple[str, ...], said: str
) -> None:
    ran = infoshare("verify", made / "release.csv", *(word.format(attendances=attendances) for word in words))
    assert ran.status == 2
    assert said in ran.err


def test_the_gate_and_the_certificate_can_be_asked_together(
    infoshare: Run, made: Path, attendances: Path, policy: Path
) -> None:
    ran = verify(infoshare, made, "--no-signature", "--source", attendances, "--policy", policy, "--format", "json")
    assert ran.status == 0, ran.out
    assert {"certificate_whole", "groups_large_enough"} <= set(found(ran))


def test_the_same_release_is_signed_with_the_same_bytes(
    infoshare: Run, made: Path, attendances: Path, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once with the key in a file, once with it in the environment; report and Word document included."""
    key = made / "keys" / "signing.key"
    words = ("anonymise", attendances, "--policy", policy, "--issued", "2026-11-26T09:00:00+00:00")
    infoshare(*words, "--out", made / "one.csv", "--report", made / "one", "--signing-key-file", key)
    monkeypatch.setenv("INFOSHARE_SIGNING_KEY", key.read_text())
    infoshare(*words, "--out", made / "two.csv", "--report", made / "two")
    papers = others_in(made / "one")
    assert papers == ["certificate.json", "report.docx", "report.html"] == others_in(made / "two")
    for name in papers:
        assert (made / "one" / name).read_bytes() == (made / "two" / name).read_bytes(), name
    assert '"signature":{' in (made / "one" / "certificate.json").read_text()


def test_a_key_with_a_passphrase_signs_and_without_it_nothing_is_written(
    infoshare: Run, attendances: Path, policy: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.txt"
    words.write_text("correct horse battery staple\n")
    infoshare("certificate", "keys", "--into", tmp_path / "keys", "--passphrase-file", words)
    call = ("anonymise", attendances, "--policy", policy, "--out", tmp_path / "release.csv", "--signing-key-file",
            tmp_path / "keys" / "signing.key")  # fmt: skip
    ran = infoshare(*call)
    assert (ran.status, "its passphrase is missing" in ran.err) == (3, True)
    assert not (tmp_path / "release.csv").exists()
    assert infoshare(*call, "--signing-passphrase-file", words).status == 0
    assert verify(infoshare, tmp_path, "--public-key", tmp_path / "keys" / "signing.pub").status == 0


def test_a_signer_without_a_key_is_an_error(infoshare: Run, attendances: Path, policy: Path, tmp_path: Path) -> None:
    ran = infoshare("anonymise", attendances, "--policy", policy, "--out", tmp_path / "r.csv", "--signer", "Asha")
    assert ran.status == 2
    assert "no key to sign with" in ran.err


def test_who_answers_for_a_release_can_sign_it_later(
    infoshare: Run, attendances: Path, policy: Path, tmp_path: Path
) -> None:
    infoshare("anonymise", attendances, "--policy", policy, "--out", tmp_path / "release.csv")
    infoshare("certificate", "keys", "--into", tmp_path / "keys")
    path, key = tmp_path / "release.certificate.json", tmp_path / "keys" / "signing.key"
    assert infoshare("certificate", "sign", path, "--out", path).status == 3
    ran = infoshare("certificate", "sign", path, "--out", path, "--signing-key-file", key, "--signer", "Asha Example")
    assert ran.status == 0, ran.err
    assert verify(infoshare, tmp_path, "--public-key", tmp_path / "keys" / "signing.pub").status == 0
    again = infoshare("certificate", "sign", path, "--out", path, "--signing-key-file", key)
    assert (again.status, "signed already" in again.err) == (2, True)


def test_the_report_can_be_made_again_from_the_certificate(
    infoshare: Run, attendances: Path, policy: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    infoshare("anonymise", attendances, "--policy", policy, "--out", tmp_path / "release.csv", "--report", papers)
    assert infoshare("certificate", "report", papers / "certificate.json", "--into", tmp_path / "again").status == 0
    for name in ("report.html", "report.docx"):
        assert (papers / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_data_set_is_checked_table_by_table(infoshare: Run, dataset_folder: Path) -> None:
    folder, out = dataset_folder, dataset_folder / "out"
    infoshare("certificate", "keys", "--into", folder / "keys")
    ran = infoshare(
        "anonymise", folder, "--policy", folder / "dataset.yaml", "--out", out, "--report", folder / "papers",
        "--signing-key-file", folder / "keys" / "signing.key",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    words = ("--certificate", folder / "papers" / "certificate.json", "--public-key", folder / "keys" / "signing.pub")
    assert infoshare("verify", out, *words).status == 0
    (out / "diagnoses.csv").unlink()
    ran = infoshare("verify", out, *words)
    assert ran.status == 1
    assert "there is no file for 'diagnoses'" in " ".join(ran.out.split())
    shutil.copy(out / "attendances.csv", out / "diagnoses.csv")
    assert infoshare("verify", out, *words).status == 1
    page = (folder / "papers" / "report.html").read_text()
    assert "attendances: 4 of 5 and diagnoses: 5 of 6." in page
    assert "diagnoses: What was done to each column" in page


def test_frames_have_certificates_too(attendances: Path, policy: Path, made: Path) -> None:
    pem, public = (made / "keys" / "signing.key").read_bytes(), made / "keys" / "signing.pub"
    frame = pl.read_csv(attendances, infer_schema=False)
    release = package.anonymise(frame, policy, key=KEY, signing_key=pem)
    verdict = package.verify(release.data, certificate=release.certificate, public_key=public)
    assert verdict.verdict == "pass", verdict.failures
    assert package.verify(frame, certificate=release.certificate, public_key=public).verdict == "fail"
    with pytest.raises(UserError, match="neither a certificate"):
        package.verify(frame)
    with pytest.raises(InfoshareError, match="must be a SigningKey"):
        package.anonymise(frame, policy, key=KEY, signing_key=7)  # type: ignore[arg-type]


def test_no_paper_holds_a_value_of_the_data(infoshare: Run, made: Path, attendances: Path, policy: Path) -> None:
    from docx import Document

    infoshare("anonymise", attendances, "--policy", policy, "--out", made / "r.csv", "--report", made / "papers")
    document = Document(str(made / "papers" / "report.docx"))
    words = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words += [paragraph.text for paragraph in document.paragraphs]
    texts = ["\n".join(words), *((made / "papers" / name).read_text() for name in ("report.html", "certificate.json"))]
    for text in texts:
        assert not [value for row in PEOPLE for value in (*row[:3], row[4], row[5]) if value in text]


def test_a_paper_that_cannot_be_written_takes_the_others_back(attendances: Path, policy: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    (papers / "report.docx").mkdir(parents=True)
    with pytest.raises(InfoshareError, match="is a folder"):
        package.anonymise(attendances, policy, key=KEY, out=tmp_path / "r.csv", report=papers)
    assert [path.name for path in papers.iterdir()] == ["report.docx"]
    assert not (tmp_path / "r.csv").exists()
    assert not list((papers / "report.docx").iterdir())


def test_the_time_of_issue_must_be_one(attendances: Path, policy: Path) -> None:
    with pytest.raises(UserError, match="no ISO 8601 time"):
        package.anonymise(attendances, policy, key=KEY, issued="yesterday")
