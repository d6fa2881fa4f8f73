"""`infoshare register` as a person uses it: what is entered, told, written and refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from infoshare import Protocol
from infoshare.model.register_entry import RegisteredRelease
from infoshare.protocols.register.public_fields import FIELDS
from infoshare.workflows.register import Register
from tests.spec.set_cases import answers_of
from tests.unit.documents.accessible import barriers

from .conftest import Ran

Run = Callable[..., Ran]
SHA = "3f2a91c0" + "a" * 56
OTHER = "3f2a91c0" + "b" * 56


def written(path: Path, **changed: object) -> Path:
    answers = {**answers_of("cda-s115"), **changed}
    path.write_text(yaml.safe_dump({"questionnaire": "cda-s115", "version": 1, "answers": answers}), encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INFOSHARE_REGISTER", raising=False)
    return tmp_path


@pytest.fixture
def agreed(here: Path, infoshare: Run) -> Path:
    """An answers file that is entered in the register."""
    path = written(here / "agreed.yaml")
    assert infoshare("register", "add", path).status == 0
    return path


def released(sha256: str = SHA, register: str = "register") -> None:
    protocol = Protocol.load("agreed.yaml")
    Register.open(register).add(
        RegisteredRelease(
            protocol=protocol.digest, partnership="Harrowmere Community Safety Partnership", protocol_version="2.0",
            sharing="Repeat victims", recipient="Harrowmere Borough Council", issued="2026-12-05T10:00:00+00:00",
            sha256=sha256, rows=120, destroy_by=date(2027, 1, 5),
        )
    )  # fmt: skip


def listed(infoshare: Run, on: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        infoshare("register", "list", "--on", on, "--format", "json").out
    )
    return found


def test_a_later_version_follows_the_earlier_one_and_a_draft_replaces_nothing(infoshare: Run, agreed: Path) -> None:
    later = written(agreed.with_name("later.yaml"), protocol_version="2.1", start_date="2027-06-01",
                    review_date="2028-05-01")  # fmt: skip
    ran = infoshare("register", "add", later)
    assert f"follows {Protocol.load(agreed).digest[:12]}" in ran.out
    draft = written(agreed.with_name("draft.yaml"), protocol_version="2.2", purpose_statement="")
    ran = infoshare("register", "add", draft)
    assert (ran.status, "a DRAFT with 1 legal gap open" in ran.out) == (0, True)
    states = {
        day: [each["state"] for each in listed(infoshare, day)["protocols"]] for day in ("2027-05-31", "2027-06-01")
    }
    assert states == {"2027-05-31": ["current", "to come", "draft"], "2027-06-01": ["replaced", "current", "draft"]}


def test_who_shares_what_with_whom_under_which_power_is_told(infoshare: Run, agreed: Path) -> None:
    ran = infoshare("register", "list", "--on", "2027-02-01")
    for words in ("Repeat victims", "Eastmarch Police", "CDA 1998 s.115", "12 months from", "1 entry, 0 overdue"):
        assert words in ran.out
    assert (ran.status, ran.err) == (0, "")


def test_what_is_entered_twice_unknown_or_no_agreement_is_refused(infoshare: Run, agreed: Path, here: Path) -> None:
    assert "already, as entry 1" in infoshare("register", "add", agreed).err
    infoshare("protocol", "example", "caldicott-disclosure", "-o", here / "decision.yaml")
    assert "make a decision" in infoshare("register", "add", here / "decision.yaml").err
    stranger = written(here / "stranger.yaml", protocol_version="9")
    for who in (stranger, "0" * 12, "27e6"):
        ran = infoshare("register", "review", who, "--by", "A", "--outcome", "B")
        assert (ran.status, "no single protocol" in ran.err) == (2, True)
    assert infoshare("register", "verify").out.startswith("1 entry, the chain is whole")


def test_a_review_moves_the_day_and_a_withdrawal_ends_it(infoshare: Run, agreed: Path) -> None:
    digest = Protocol.load(agreed).digest
    late = infoshare("register", "due", "--on", "2027-11-02")
    assert "overdue" in late.out
    ran = infoshare("register", "review", digest[:10], "--by", "A. Example, DPO", "--outcome", "Goes on",
                    "--next", "2028-10-01", "--on", "2027-11-01")  # fmt: skip
    assert ran.status == 0
    assert "overdue" not in infoshare("register", "due", "--on", "2027-11-02").out
    ran = infoshare("register", "withdraw", agreed, "--by", "Chair", "--reason", "It ended", "--on", "2027-12-01")
    assert ran.status == 0
    assert [each["state"] for each in listed(infoshare, "2027-12-01")["protocols"]] == ["withdrawn"]
    ran = infoshare("register", "withdraw", agreed, "--by", "Chair", "--reason", "Again")
    assert (ran.status, "already, by entry 3" in ran.err) == (2, True)
    assert Register.open("register").known(digest).state(date(2100, 1, 1)) == "withdrawn"


def test_a_destruction_is_certified_and_its_certificate_can_be_written_again(
    infoshare: Run, agreed: Path, here: Path
) -> None:
    released()
    assert infoshare("register", "destroyed", SHA[:8], "-o", "a.docx").status == 2
    assert not (here / "a.docx").exists()
    ran = infoshare("register", "destroyed", SHA[:8], "--by", "A. Example", "--role", "Analyst", "--how",
                    "Overwritten", "--on", "2027-01-04", "-o", "a.docx")  # fmt: skip
    assert (ran.status, ran.out.splitlines()[0]) == (0, f"Entered as 3: a destruction of release {SHA[:12]}.")
    assert barriers((here / "a.docx").read_bytes()) == []
    for name in ("b.docx", "a.json", "a.html"):
        assert infoshare("register", "destroyed", SHA, "-o", name).status == 0
    assert (here / "b.docx").read_bytes() == (here / "a.docx").read_bytes()
    said = json.loads((here / "a.json").read_text(encoding="utf-8"))
    assert (said["by"], said["role"], said["how"], said["destroyed_on"]) == (
        "A. Example", "Analyst", "Overwritten", "4 January 2027",
    )  # fmt: skip
    assert said["release_sha256"] == SHA
    assert "Overwritten" in (here / "a.html").read_text(encoding="utf-8")
    again = infoshare("register", "destroyed", SHA, "--by", "B", "--role", "B", "--how", "B", "-o", "c.json")
    assert (again.status, "already, as entry 3" in again.err) == (2, True)
    assert infoshare("register", "verify").out.startswith("3 entries")


def test_nothing_is_entered_if_the_certificate_cannot_be_written(infoshare: Run, agreed: Path) -> None:
    released()
    words = ("--by", "A", "--role", "B", "--how", "C")
    for out in ("nowhere/a.docx", "a.txt"):
        assert infoshare("register", "destroyed", SHA, *words, "-o", out).status == 2
    assert infoshare("register", "verify").out.startswith("2 entries")


def test_a_beginning_that_two_releases_share_names_neither(infoshare: Run, agreed: Path) -> None:
    released()
    released(OTHER)
    ran = infoshare("register", "destroyed", SHA[:8], "-o", "a.json")
    assert (ran.status, "several begin so" in ran.err) == (2, True)
    register = Register.open("register")
    found = register.releases_of("repeat  victims", "HARROWMERE Borough Council",
                                 "Harrowmere Community Safety Partnership")  # fmt: skip
    assert [each.sha256 for each in found] == [SHA, OTHER]
    assert register.releases_of("Repeat victims", "Eastmarch Police", "Harrowmere Community Safety Partnership") == []


class Page(HTMLParser):
    """The text of a page, and its tags with what they say of themselves."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += "" if self.tags[-1:] and self.tags[-1][0] == "style" else data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_what_is_published_has_the_eighteen_fields_and_the_page_no_contacts(
    infoshare: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOSHARE_REGISTER", "elsewhere")
    path = written(here / "agreed.yaml", purpose_statement="=HYPERLINK(1) <b>bold</b>")
    infoshare("register", "add", path)
    for name in ("a.csv", "a.json", "a.html"):
        ran = infoshare("register", "export", "-o", name, "--on", "2027-02-01")
        assert ran.out == f"Written: {name}, 1 agreement.\n"
    with (here / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (fields,) = csv.DictReader(file)
    assert tuple(fields) == FIELDS
    assert fields["purpose"].startswith("'=HYPERLINK")
    (plain,) = json.loads((here / "a.json").read_text(encoding="utf-8"))
    assert {**fields, "purpose": ""} == {**plain, "purpose": ""}
    written_page = (here / "a.html").read_text(encoding="utf-8")
    page = Page(written_page)
    assert "<b>" not in written_page
    assert "Repeat victims" in page.text
    for party in answers_of("cda-s115")["parties"]:
        for private in ("officer", "officer_contact", "data_protection_officer"):
            assert party[private] not in page.text
    assert "@" not in page.text
    assert "01632" not in page.text
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert not [tag for tag, _ in page.tags if tag in {"script", "img", "link"}]
    ids = [said["id"] for _, said in page.tags if "id" in said]
    assert len(ids) == len(set(ids))
    assert all(said.get("scope") for tag, said in page.tags if tag == "th")


def test_a_calendar_is_the_same_from_the_same_register(infoshare: Run, agreed: Path, here: Path) -> None:
    released()
    for name in ("a.ics", "b.ics"):
        assert infoshare("register", "ics", "-o", name).out == f"Written: {name}, 3 events.\n"
    assert (here / "a.ics").read_bytes() == (here / "b.ics").read_bytes()
    assert infoshare("register", "ics", "-o", "a.txt").status == 2


def test_a_head_that_was_noted_is_sought(infoshare: Run, agreed: Path) -> None:
    head = infoshare("register", "verify").out.split()[-1]
    assert infoshare("register", "verify", "--head", head).status == 0
    ran = infoshare("register", "verify", "--head", "f" * 64)
    assert (ran.status, "cut off" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due", "--on", "soon"], "--on is not a date"), (["list"], "infoshare register add"),
        (["export", "-o", "a.pdf"], ".csv, .json or .html"),
        (["list", "--register", "postgresql://amy:Xk9secretQ@host/db"], "PGPASSWORD"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_what_to_do(infoshare: Run, here: Path, words: list[str], said: str) -> None:
    ran = infoshare("register", *words)
    assert ran.status in {2, 3}
    assert said in ran.err
    assert "Xk9secretQ" not in ran.err + ran.out
    assert list(here.iterdir()) == []
