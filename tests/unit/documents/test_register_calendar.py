"""A register's calendar is read alike by icalendar and by a small reader of RFC 5545, and moves its events."""

from __future__ import annotations

import re
from datetime import date, timedelta

from icalendar import Calendar

from infoshare.documents.register_calendar import calendar, uid_of
from infoshare.model.register_view import Due, DueKind

TITLE = "Protocol, of “Wörds”; with \\ and a very long name that must be folded over lines, for it has many octets"


def due(what: DueKind = "review", on: date = date(2027, 12, 1), changes: int = 0) -> Due:
    return Due(
        what=what, on=on, digest="a" * 64, partnership="Harrowmere", protocol_version="1.0", about=TITLE,
        entered="2026-12-01T09:00:00+00:00", changes=changes, overdue=False,
    )  # fmt: skip


def read(data: bytes) -> list[dict[str, str]]:
    """The events by the rules of RFC 5545: CRLF, at most 75 octets a line, `\\` before , ; and \\."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    whole = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in filter(None, whole):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            inside.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] in {"VEVENT", "VALARM"}:
            key = name if inside[-1] == "VEVENT" else f"ALARM {name}"
            assert key not in events[-1]
            events[-1][key] = re.sub(r"\\(.)", lambda found: found[1], value)
    assert inside == []
    return events


def test_two_readers_see_the_same_whole_day_events() -> None:
    days = [due(), due("expiry", date(2028, 1, 1)), due("destruction", date(2028, 2, 29))]
    data = calendar(days)
    opened = Calendar.from_ical(data)
    for day, event, mine in zip(days, opened.walk("VEVENT"), read(data), strict=True):
        assert event.decoded("dtstart") == day.on
        assert event.decoded("dtend") == day.on + timedelta(days=1)
        assert str(event["uid"]) == mine["UID"] == uid_of(day)
        assert mine["DTSTART;VALUE=DATE"] == day.on.strftime("%Y%m%d")
        assert mine["DTSTAMP"] == "20261201T090000Z"
        assert TITLE in str(event["summary"])
        assert str(event["summary"]) == mine["SUMMARY"]
        assert ("ALARM TRIGGER" in mine) == (day.what == "review")
    (alarm,) = opened.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(weeks=-4)


def test_equal_days_have_equal_bytes_and_a_day_that_moved_keeps_its_name() -> None:
    assert calendar([due()]) == calendar([due()])
    ((before,), (after,)) = read(calendar([due()])), read(calendar([due(on=date(2028, 12, 1), changes=1)]))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    names = {uid_of(due(what)) for what in ("review", "expiry", "destruction")}
    assert len(names) == 3
