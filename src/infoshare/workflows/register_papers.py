"""Makes what is written of a register: the public list, the page, the calendar, and certificates of destruction."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

from infoshare.errors import DataFileError, UserError
from infoshare.model.law import Law
from infoshare.model.register_entry import Entry, RegisteredDestruction, RegisteredRelease
from infoshare.model.worded_date import worded_date
from infoshare.protocols.register.meant import only_one
from infoshare.protocols.register.public_fields import FIELDS, public_rows, without_contacts
from infoshare.protocols.register.sharings import protocol_states, sharings_of
from infoshare.protocols.register.states import bodies, known_protocols
from infoshare.workflows.register import Register, today


def export(register: Register, path: Path, on: date | None = None) -> int:
    """Write the agreements that bind or will: .csv, .json, or a page (.html) without contacts; how many there are.

    Raises:
        DataFileError: if it is not written in that format, or not there.
    """
    from infoshare.files.target import write_whole

    writers = {".csv": _csv, ".json": _json}
    if path.suffix.lower() not in {*writers, ".html"}:
        raise DataFileError(
            f"a register is not written as '{path.suffix}'", mend="End the name in .csv, .json or .html."
        )
    entries, day = register.entries(), on or today()
    rows = public_rows(entries, Law.load(), day)
    write = writers.get(path.suffix.lower())
    write_whole(path, write(rows) if write else _page(entries, rows, day))
    return len(rows)


def _csv(rows: Sequence[dict[str, str]]) -> bytes:
    from infoshare.files.spreadsheet import harmless

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FIELDS)
    writer.writerows([harmless(row[name]) for name in FIELDS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _json(rows: Sequence[dict[str, str]]) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _page(entries: Sequence[Entry], rows: Sequence[dict[str, str]], on: date) -> bytes:
    from infoshare.documents.register_page import register_page

    states = {str(each.number): each for each in protocol_states(entries, on)}
    known = {str(each.entry.number): each.body for each in known_protocols(entries).values()}
    agreements = []
    for row in rows:
        number = row["information-sharing-agreement"]
        fields = {name: without_contacts(value) for name, value in row.items() if not name.endswith("-date")}
        days = {name: _in_words(value) for name, value in row.items() if name.endswith("-date")}
        flows = tuple(sharings_of(known[number], states[number].state))
        agreements.append(({**fields, **days}, states[number], flows))
    powers = {each.id: each.short for each in Law.load().provisions}
    return register_page(agreements, worded_date(on), powers).encode()


def _in_words(day: str) -> str:
    try:
        return worded_date(date.fromisoformat(day))
    except ValueError:
        return day


def write_calendar(register: Register, path: Path) -> int:
    """Write reviews, ends and destructions as a calendar (.ics); how many there are.

    Raises:
        DataFileError: if it cannot be written there.
    """
    from infoshare.documents.register_calendar import calendar
    from infoshare.files.target import write_whole
    from infoshare.protocols.register.due import calendar_days

    if path.suffix.lower() != ".ics":
        raise DataFileError(f"a calendar is not written as '{path.suffix}'", mend="End the name in .ics.")
    days = calendar_days(register.entries())
    write_whole(path, calendar(days))
    return len(days)


# Destruction


def destroy(
    register: Register, prefix: str, path: Path, *, by: str | None = None, role: str | None = None,
    how: str | None = None, on: date | None = None,
) -> Entry:  # fmt: skip
    """Enter that a release was destroyed, and write the certificate; of one that is entered, write it again.

    Args:
        register: the register that the release is entered in.
        prefix: the beginning of the release's SHA-256, at least eight digits.
        path: where to write the certificate: .docx, .html or .json.
        by: who destroyed it, by name; with `role` and `how` needed unless the destruction is entered already.
        role: in which role.
        how: by which means.
        on: the day on which it was done; today, if not given.

    Raises:
        UserError: if there is no such release, or it is not said who destroyed it and how.
        DataFileError: if the certificate cannot be written, or the register is damaged.
    """
    from infoshare.files.target import written_whole

    if path.suffix.lower() not in CERTIFICATES:
        raise DataFileError(
            f"a certificate is not written as '{path.suffix}'", mend="End the name in .docx, .html or .json."
        )
    with written_whole(path) as target:  # the place is seen to be good before anything is entered
        entry, release = _entered(register, prefix, by, role, how, on)
        target.stream.write(_certificate(entry, release, path.suffix.lower()))
        target.publish()
    return entry


CERTIFICATES = (".docx", ".html", ".json")


def _entered(
    register: Register, prefix: str, by: str | None, role: str | None, how: str | None, on: date | None
) -> tuple[Entry, RegisteredRelease]:
    """The entry of the destruction, made if there is none yet, and the release."""
    entries = register.entries()
    release = only_one(prefix, {body.sha256: body for _, body in bodies(entries, RegisteredRelease)}, "release")
    for entry, body in bodies(entries, RegisteredDestruction):
        if body.release == release.sha256:
            if by or role or how:
                raise UserError(
                    f"its destruction is entered already, as entry {entry.number}",
                    mend="Leave --by, --role and --how out to write its certificate again.",
                )
            return entry, release
    if not (by and role and how):
        raise UserError("it is not said who destroyed it, and how", mend="Give --by, --role and --how.")
    said = RegisteredDestruction(
        release=release.sha256, on=on or today(), by=by, role=role, how=how,
        what=f"{release.sharing}, released to {release.recipient}",
    )  # fmt: skip
    return register.add(said, head=entries[-1].hash), release


def _certificate(entry: Entry, release: RegisteredRelease, suffix: str) -> bytes:
    from infoshare.documents.destruction_certificate import TITLE, destruction_certificate
    from infoshare.documents.web_page import web_page

    facts = _facts(entry, release)
    if suffix == ".json":
        data = {"destruction_certificate": 1, **{name: value for name, _, value in facts}}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    word = destruction_certificate([(told, value) for _, told, value in facts if value], entry.at)
    return web_page(word, TITLE).encode() if suffix == ".html" else word


def _facts(entry: Entry, release: RegisteredRelease) -> list[tuple[str, str, str]]:
    """Each fact by its name for programs, what it is called, and the words."""
    body = cast("RegisteredDestruction", entry.body)
    return [
        ("what", "What was destroyed", body.what),
        ("partnership", "Under the protocol of", f"{release.partnership}, version {release.protocol_version}"),
        ("giver", "Given by", release.giver),
        ("issued", "Issued", release.issued),
        ("rows", "Rows", "" if release.rows is None else f"{release.rows:,}"),
        ("destroy_by", "To be destroyed by", worded_date(release.destroy_by) if release.destroy_by else ""),
        ("destroyed_on", "Destroyed on", worded_date(body.on)),
        ("by", "By", body.by),
        ("role", "In the role of", body.role),
        ("how", "How", body.how),
        ("release_sha256", "Release, SHA-256", release.sha256),
        ("certificate_sha256", "Certificate of the release, SHA-256", release.certificate_sha256 or ""),
        ("entry", "Entry of the register", f"{entry.number}, made {entry.at}"),
        ("entry_hash", "Hash of that entry", entry.hash),
    ]
