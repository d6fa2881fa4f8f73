"""The gate's checks that every row and every name in a release is one that consent and opt-outs let leave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from infoshare.gate.checks import SourceValuesAbsent, Watcher
from infoshare.gate.permission import Kept, WhoMayLeave, kept_forms, names_of, one_form
from infoshare.gate.plain_form import squashed
from infoshare.gate.sought import Sought
from infoshare.gate.traces import has_exact, has_name
from infoshare.model.certificate import Check
from infoshare.model.policy import Policy
from infoshare.model.table import texts
from infoshare.safe_repr import count_of

if TYPE_CHECKING:
    import pyarrow as pa

    from infoshare.gate.checks import Places

WITHOUT_LETTERS = frozenset({"phone", "nhs"})
"""Kinds in whose cells a word is a remark. Elsewhere families and neighbours share words, and codes look like names."""


class RowsPermitted(Watcher):
    """No more rows leave, with a name or without, than may, and each is one of those that may, as far as it shows."""

    check = "rows_permitted"

    def __init__(self, policy: Policy, who: WhoMayLeave) -> None:
        self._policy, self._who = policy, who
        self._pseudonyms = [
            name for name, rule in policy.columns.items()
            if rule.action == "pseudonymise" and name not in policy.needs_consent
        ]  # fmt: skip
        self._kept: Counter[Kept] = Counter()
        self._rows: Counter[bool] = Counter()
        self._tokens: defaultdict[str, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})

    def see(self, batch: pa.RecordBatch) -> None:
        """Count the rows by what is kept of them, and note whose pseudonyms stand beside a name."""
        columns, there = self._who.columns, set(batch.schema.names)
        cells = {name: texts(batch, name) for name in columns if name in there}
        named = names_of(self._policy, batch)
        self._rows.update(named)
        self._kept.update(kept_forms(self._policy, cells, columns, named))
        for name in there.intersection(self._pseudonyms):
            for token, is_named in zip(texts(batch, name), named, strict=True):
                if token is not None:
                    self._tokens[name][is_named].add(token)

    def verdict(self) -> Check:
        """Fail on a row or a name too many, on one that is nobody's who may leave, and on a pseudonym of both kinds."""
        named, unnamed = self._rows[True], self._rows[False]
        strays = (self._kept - self._who.kept).total()
        linked = sum(len(found[True] & found[False]) for found in self._tokens.values())
        too_many = max(0, named - self._who.named) + max(0, unnamed - self._who.unnamed)
        counts = {
            "named": named, "may_be_named": self._who.named, "unnamed": unnamed, "may_be_unnamed": self._who.unnamed,
            "strays": strays, "linked": linked,
        }  # fmt: skip
        faults = {
            f"{count_of(too_many, 'row')} more than may leave so": too_many,
            f"{count_of(strays, 'row')} of nobody whose row may leave so": strays,
            f"{count_of(linked, 'pseudonym')} on rows with a name and on rows without one": linked,
        }
        wrong = ", ".join(fault for fault, number in faults.items() if number)
        return self._said(not wrong, wrong or self._right(named, unnamed), **counts)

    def _right(self, named: int, unnamed: int) -> str:
        if self._policy.consent is None:
            return f"{count_of(named, 'row')} of people who have not opted out"
        return f"{count_of(named, 'row')} with a name, all with consent; {unnamed:,} without"


class NamesInPlace(SourceValuesAbsent):
    """What may leave by consent stands in its own column alone, and nothing of anybody else stands there with it.

    Whatever somebody without consent shares with somebody who consented (a surname, a household's telephone) is the
    latter's to give.
    """

    check = "names_in_place"
    wrong = "identifiers of people without consent, of people who opted out, or outside their own column"
    right = "no identifier of anybody without consent, or who opted out; those with consent in their own columns alone"

    def __init__(self, policy: Policy, who: WhoMayLeave, shared_by: int) -> None:
        self._policy = policy
        waiting = {(name, value) for name, value in who.own if name in policy.needs_consent}
        own = {_number_of(value) for _, value in who.own}
        withheld = {(name, value) for name, value in who.withheld if _number_of(value) not in own}
        kept = {each for each in withheld if policy.columns[each[0]].action == "keep"}
        super().__init__(policy.columns, _sought(policy, waiting | kept), shared_by)
        self._own = {(name, one_form(value)) for name, value in who.own}
        self._withheld = withheld
        self._beside: dict[str | None, Sought] = {}

    def looks_at(self, column: str) -> bool:
        """Every column but those held to a form, and those that wait for consent besides."""
        return self._holds_names(column) or super().looks_at(column)

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """Every text of a column of names; elsewhere those in which something sought begins."""
        return None if self._holds_names(column) else super().suspects(column, texts)

    def is_faulty(self, column: str, cell: str) -> bool:
        """In a column of names: whether a cell is nobody's who may be named, or another's identifier stands in it too.

        Elsewhere: whether any such identifier stands there.
        """
        if not self._holds_names(column):
            return super().is_faulty(column, cell)
        if (column, one_form(cell)) not in self._own:
            return True
        others = self._others(self._policy.columns[column].known)
        return has_exact(cell, others) or has_name(cell, others)

    def _others(self, kind: str | None) -> Sought:
        """What of people who may not be named must not stand beside a value of this kind.

        Families and neighbours share names, addresses and birthdays, so that those are sought only where they cannot
        be a part of the value itself.
        """
        if kind not in self._beside:
            shared = {"address", "postcode"} | ({kind} & {"date_of_birth"})
            shared |= set() if kind in WITHOUT_LETTERS else {"name"}
            sought = ((name, value) for name, value in self._withheld if self._policy.columns[name].known not in shared)
            self._beside[kind] = _sought(self._policy, sought)
        return self._beside[kind]

    def _holds_names(self, column: str) -> bool:
        rule = self._policy.columns.get(column)
        return rule is not None and rule.role == "direct" and rule.action == "keep"

    def _is_category(self, column: str) -> bool:
        return not self._holds_names(column) and super()._is_category(column)


def _number_of(value: str) -> str:
    """A value as it is compared with others'; a telephone number in the form for abroad is the same number."""
    form = squashed(value)
    return form.removeprefix("00").removeprefix("44").lstrip("0") if form.isdigit() else form


def _sought(policy: Policy, values: Iterable[tuple[str, str]]) -> Sought:
    sought = Sought()
    for name, value in sorted(values):
        sought.add(policy.columns[name].known or "reference", value)
    return sought
