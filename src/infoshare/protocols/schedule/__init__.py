"""Reads the data schedule out of a draft: the same object prints as the annex and compiles to policies."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.schedule import Schedule, ScheduleItem, Sharing
from infoshare.protocols.draft import Draft, Row, name_key


def schedule_of(draft: Draft) -> Schedule:
    """The schedule of a draft: its sharings and items whose rows say all that is asked of them.

    Parties and sharings are called as their own rows call them, however another row spells them.
    """
    return Schedule(
        sharings=tuple(_sharings(draft)),
        items=tuple(_item(draft, row) for row in draft.whole_rows("data_items")),
        smallest_group=draft.answers.get("smallest_group"),
    )


def _sharings(draft: Draft) -> Iterator[Sharing]:
    for row in draft.whole_rows("flows"):
        yield Sharing(
            name=row["name"], giver=_called(draft, "parties", row["giver"]),
            recipients=tuple(_called(draft, "parties", each) for each in row["recipients"]), purpose=row["purpose"],
            gateway=row["gateway"], form=row["data_form"], frequency=row["frequency"], retention=row["retention"],
        )  # fmt: skip


def _item(draft: Draft, row: Row) -> ScheduleItem:
    holder = row.get("holder")
    return ScheduleItem(
        item=row["item"], column=row.get("column"), form=row["form"], precision=row.get("precision"),
        note=row.get("coarseness") or "", retention=row.get("retention"),
        sharings=tuple(_called(draft, "flows", each) for each in row.get("flows") or ()),
        holder=_called(draft, "parties", holder) if holder else None,
    )  # fmt: skip


def _called(draft: Draft, table: str, name: str) -> str:
    """What a row of a table calls itself, by any spelling of its name."""
    names = (str(row.get("name")) for row in draft.rows(table))
    return next((each for each in names if name_key(each) == name_key(name)), name)
