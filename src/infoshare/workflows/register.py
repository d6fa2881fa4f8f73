"""The register of a partnership: everything it did, entry by entry, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import TypeAdapter

from infoshare.errors import DataFileError, MissingSecretError, UserError
from infoshare.model.law import Law
from infoshare.model.register_entry import (
    NONE_BEFORE,
    Body,
    Entry,
    RegisteredProtocol,
    RegisteredRelease,
    RegisteredWithdrawal,
)
from infoshare.model.register_view import Due, ProtocolState, RegisterFinding, Sharing
from infoshare.protocols.draft import name_key
from infoshare.protocols.register import due as due_view
from infoshare.protocols.register import findings as findings_view
from infoshare.protocols.register import sharings as sharings_view
from infoshare.protocols.register.meant import only_one
from infoshare.protocols.register.states import Known, bodies, earlier_version, known_protocols, standing

if TYPE_CHECKING:
    from infoshare.register.store import Store
    from infoshare.workflows.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Verified:
    """A register whose chain is whole: how many entries, the hash of the last, and those dated before the one ahead."""

    entries: int
    head: str
    backward: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class Register:
    """The register at a place. Every reading checks the whole chain; what is damaged is neither read nor added to."""

    store: Store

    @classmethod
    def open(cls, place: str | Path, *, migrate: bool = False) -> Self:
        """The register in a folder, or in a PostgreSQL database; nothing is made until something is added.

        Args:
            place: a folder, or an address `postgresql://USER@HOST/DATABASE`; the password comes from PGPASSWORD or
                ~/.pgpass.
            migrate: whether a PostgreSQL database of an older version may be brought up.

        Raises:
            MissingSecretError: if a password stands in the address.
            UserError: if it is the address of another kind of database.
        """
        from infoshare.register.place import Place, is_address
        from infoshare.register.store import Store

        if is_address(place):
            _refuse_password(str(place))
        return cls(Store(Place.of(place), migrate))

    def __repr__(self) -> str:
        return f"<Register: {self.store.place.name}>"

    def is_there(self) -> bool:
        """Whether anything was entered yet."""
        return self.store.is_there()

    def entries(self, kind: str | None = None) -> tuple[Entry, ...]:
        """Every entry in order, or those of one kind.

        Raises:
            DataFileError: if there is no register, or its chain is damaged.
        """
        return tuple(each for each in self._read() if kind in {None, each.kind})

    def _read(self) -> list[Entry]:
        from infoshare.register.store import refuse_damaged

        rows = self.store.rows()
        refuse_damaged(rows, self.store.place.name)
        where = self.store.place.name
        return [
            Entry(number=row.number, at=row.at, previous=row.previous, hash=row.hash,
                  body=_body(row.data, f"{where}, entry {row.number}"))
            for row in rows
        ]  # fmt: skip

    @property
    def head(self) -> str:
        """The hash of the last entry; 64 zeros while there is none.

        Raises:
            DataFileError: if there is no register, or its chain is damaged.
        """
        return self.verify().head

    def verify(self, head: str | None = None) -> Verified:
        """Check the chain from end to end; `head` is a hash that was noted elsewhere, which must be in it.

        Raises:
            DataFileError: naming every entry that was edited, deleted or moved, or that the end was cut off.
        """
        from infoshare.register.chain import backward_clocks, head_of
        from infoshare.register.store import refuse_damaged

        rows = self.store.rows()
        refuse_damaged(rows, self.store.place.name, head)
        return Verified(len(rows), head_of(rows), tuple(backward_clocks(rows)))

    def add(self, body: Body, at: str | datetime | None = None, *, head: str | None = None) -> Entry:
        """Enter something, after whatever stands last; the register is made with its first entry.

        Args:
            body: what was done, such as a `RegisteredRelease`.
            at: when it was entered, with a time zone; now, if not given. It need not be later than the entry before.
            head: `head` as it was when the caller looked, if what is entered rests on that.

        Raises:
            UserError: if somebody else added in the meantime to what the caller looked at, `at` has no zone, or a
                protocol is withdrawn that is not in the register.
            DataFileError: if the register is damaged, or cannot be written.
        """
        if isinstance(body, RegisteredWithdrawal) and self.known(body.protocol) is None:
            raise UserError(
                "the protocol that is withdrawn is not in the register",
                mend="Enter it first: `infoshare register add FILE`.",
            )
        return self.store.append(body, _as_time(at), head)

    def add_protocol(self, protocol: Protocol, *, beside: bool = False, at: str | datetime | None = None) -> Entry:
        """Enter a version of a protocol. It follows the one of its partnership and question set that was entered last.

        Args:
            protocol: an agreement; with open gaps it is entered as a draft, on which nothing may rest.
            beside: whether it stands beside the earlier ones and takes the place of none.
            at: as for `add`.

        Raises:
            UserError: if it makes a decision and is no agreement, or is entered already.
            DataFileError: if the register is damaged, or cannot be written.
        """
        from infoshare.protocols.register.registering import registered

        draft = protocol.draft
        if draft.questionnaire.kind == "decision":
            raise UserError("these answers make a decision and no agreement", mend="Give the answers of an agreement.")
        entries, head = self._seen()
        known = known_protocols(entries)
        if protocol.digest in known:
            number = known[protocol.digest].entry.number
            raise UserError(f"these answers are entered already, as entry {number}", mend="Nothing needs to be done.")
        body = registered(draft, protocol.findings)
        follows = None if beside else earlier_version(known, body)
        return self.add(body.model_copy(update={"follows": follows}), at, head=head)

    def _seen(self) -> tuple[list[Entry], str]:
        """The entries and the head of a register that need not be there yet."""
        if not self.store.is_there():
            return [], NONE_BEFORE
        entries = self._read()
        return entries, entries[-1].hash if entries else NONE_BEFORE

    # What follows from the entries

    def releases_of(self, sharing: str, recipient: str, partnership: str) -> list[RegisteredRelease]:
        """What left for a recipient by a flow of a partnership, the first first; case and spaces do not matter."""
        asked = tuple(map(name_key, (sharing, recipient, partnership)))
        return [
            body for _, body in bodies(self._seen()[0], RegisteredRelease)
            if (name_key(body.sharing), name_key(body.recipient), name_key(body.partnership)) == asked
        ]  # fmt: skip

    def known(self, digest: str) -> Known | None:
        """A protocol with what was entered of it since, by its whole digest; None if it is not entered."""
        return known_protocols(self._seen()[0]).get(digest)

    def standing(self, on: date | None = None) -> tuple[RegisteredProtocol, ...]:
        """The protocols that bind on a day, or today: begun, and not withdrawn, replaced, ended or a draft."""
        return tuple(each.body for each in standing(self._seen()[0], on or today()))

    def protocols(self, on: date | None = None) -> list[ProtocolState]:
        """Every registered protocol and its state on a day, or today."""
        return sharings_view.protocol_states(self._read(), on or today())

    def sharings(self, on: date | None = None) -> list[Sharing]:
        """Who shares what with whom, under which power, on a day or today."""
        return sharings_view.sharings(self._read(), on or today())

    def due(self, on: date | None = None) -> list[Due]:
        """Reviews, ends and destructions that are due, the earliest first."""
        return due_view.due(self._read(), on or today())

    def findings(self, on: date | None = None) -> list[RegisterFinding]:
        """What somebody should look at."""
        return findings_view.findings(self._read(), Law.load(), on or today())

    def protocol(self, digest: str) -> Known:
        """A registered protocol by its digest, or the beginning of it.

        Raises:
            UserError: if there is none, or the beginning is that of several.
        """
        return only_one(digest, known_protocols(self._read()), "protocol")


def today() -> date:
    """The day that views are for, if none is said."""
    return datetime.now(UTC).date()


_BODY: TypeAdapter[Body] = TypeAdapter(Body)


def _body(data: Any, where: str) -> Body:
    from infoshare.digests import canonical_json

    try:
        return _BODY.validate_json(canonical_json(data))
    except ValueError:
        raise DataFileError(f"{where} is of a form that is not known here", mend="Install a newer infoshare.") from None


def _as_time(at: str | datetime | None) -> str | None:
    if at is None:
        return None
    try:
        found = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    except ValueError:
        found = datetime.min
    if found.tzinfo is None:
        raise UserError("the time of an entry has no zone", mend="Write it as 2026-12-01T09:30:00+00:00.")
    return found.astimezone(UTC).isoformat(timespec="seconds")


def _refuse_password(address: str) -> None:
    from infoshare.files.database import has_password

    if has_password(address):
        raise MissingSecretError(
            "a password stands in the address of the register, where others can see it",
            mend="Leave it out of the address, and put it into PGPASSWORD or ~/.pgpass.",
        )
