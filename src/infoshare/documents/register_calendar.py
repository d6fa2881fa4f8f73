"""Writes what is due in a register as a calendar (RFC 5545) that any calendar program takes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from infoshare.digests import sha256_of_bytes
from infoshare.model.register_view import Due

if TYPE_CHECKING:
    from icalendar import Event

BEFORE_A_REVIEW = timedelta(weeks=4)
"""How long before a review its alarm sounds."""
WHAT = {"review": "Review", "expiry": "Ends", "destruction": "Destroy"}


def calendar(days: Sequence[Due]) -> bytes:
    """The calendar: one event for each day, all day long. Equal days give equal bytes."""
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//infoshare//register//EN")
    made.add("method", "PUBLISH")
    for each in days:
        made.add_component(_event(each))
    return bytes(made.to_ical())


def uid_of(day: Due) -> str:
    """The name by which a calendar knows an event again, so that a second import moves it and makes no other."""
    return sha256_of_bytes(f"{day.digest} {day.what}".encode())


def _event(day: Due) -> Event:
    from icalendar import Alarm, Event

    title = f"{WHAT[day.what]}: {day.about} ({day.partnership}, version {day.protocol_version})"
    event = Event()
    event.add("uid", uid_of(day))
    event.add("dtstamp", datetime.fromisoformat(day.entered))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("sequence", day.changes)
    event.add("summary", title)
    event.add("description", f"{'Release' if day.what == 'destruction' else 'Protocol'}, SHA-256 {day.digest}")
    event.add("transp", "TRANSPARENT")
    if day.what == "review":
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -BEFORE_A_REVIEW)
        event.add_component(alarm)
    return event
