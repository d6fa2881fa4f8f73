"""The gate's checks, each of which watches the released rows go by and then gives its verdict."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from infoshare.gate.forms import lets_through, promised_form
from infoshare.gate.plain_form import plain
from infoshare.gate.sought import Sought
from infoshare.gate.traces import has_exact, has_form, has_name
from infoshare.identifiers import IDENTIFIERS
from infoshare.model.certificate import Check
from infoshare.model.column_rule import ColumnRule, Pseudonymise
from infoshare.model.policy import Policy
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import pyarrow as pa

Rules = Mapping[str, ColumnRule]


class Watcher(ABC):
    """One check: it sees every released batch, and then gives a verdict with counts and no value."""

    check: str

    @abstractmethod
    def see(self, batch: pa.RecordBatch) -> None:
        """Look at a batch."""

    @abstractmethod
    def verdict(self) -> Check:
        """What was found."""

    def _said(self, passed: bool, message: str, **counts: int) -> Check:
        return Check(check=self.check, verdict="pass" if passed else "fail", counts=counts, message=message)


class ColumnsAgreed(Watcher):
    """Every released column is one that the policy releases."""

    check = "columns_agreed"

    def __init__(self, policy: Policy) -> None:
        self._agreed = {name for name, rule in policy.columns.items() if rule.action != "drop"}
        self._columns: tuple[str, ...] = ()

    def see(self, batch: pa.RecordBatch) -> None:
        """Note the columns."""
        self._columns = tuple(batch.schema.names)

    def verdict(self) -> Check:
        """Fail on a column the policy drops or does not name, and on no columns at all."""
        beyond = [name for name in self._columns if name not in self._agreed]
        message = f"not agreed: {listed(map(repr, beyond))}" if beyond else "every released column is in the policy"
        counts = {"columns": len(self._columns), "not_agreed": len(beyond)}
        return self._said(bool(self._columns) and not beyond, message, **counts)


class CellsByColumn(Watcher):
    """A check that looks at cells one by one and counts the faulty ones of each column."""

    wrong: str
    right: str

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._faults: Counter[str] = Counter()
        self._cells = 0

    @abstractmethod
    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether a cell is at fault."""

    def looks_at(self, column: str) -> bool:
        """Whether this check looks at a column at all."""
        return True

    def see(self, batch: pa.RecordBatch) -> None:
        """Count the faulty cells; a cell's text is judged once a batch."""
        for column in filter(self.looks_at, batch.schema.names):
            cells = Counter(cell for cell in texts(batch, column) if cell is not None)
            self._cells += cells.total()
            self._faults[column] += sum(number for cell, number in cells.items() if self.is_faulty(column, cell))

    def verdict(self) -> Check:
        """Fail on any faulty cell."""
        faulty = {column: number for column, number in self._faults.items() if number}
        found = (f"'{column}' ({count_of(number, 'cell')})" for column, number in faulty.items())
        message = f"{self.wrong} in {listed(found)}" if faulty else self.right
        return self._said(not faulty, message, cells=self._cells, faulty=sum(faulty.values()))


class FormsKept(CellsByColumn):
    """Every pseudonym, band, date and place has the form that the policy promises."""

    check = "forms_kept"
    wrong = "cells without the promised form"
    right = "every pseudonym, band, date and place has the form promised"

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._forms = {column: form for column, rule in rules.items() if (form := promised_form(rule))}

    def looks_at(self, column: str) -> bool:
        """Only the columns whose action promises a form."""
        return column in self._forms

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell is of another form."""
        return not self._forms[column](cell)


def _is_open(rules: Rules, column: str) -> bool:
    """Whether a column's cells are not held to a promised form, and are not identifiers released on purpose."""
    rule = rules.get(column)
    if rule is None:
        return True
    held = not lets_through(rule) and promised_form(rule) is not None
    return not held and not (rule.role == "direct" and rule.action == "keep")


class NoIdentifierForms(CellsByColumn):
    """No cell holds a number or code whose form alone shows that it is a person's."""

    check = "no_identifier_forms"
    wrong = "numbers or codes that look like a person's (NHS, National Insurance, telephone, e-mail, postcode)"
    right = "no NHS, National Insurance or telephone number, e-mail address or full postcode in any cell"

    def looks_at(self, column: str) -> bool:
        """Every column but those held to a form."""
        return _is_open(self._rules, column)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether a valid identifier stands in the cell, of a kind that the policy has not called a look-alike."""
        rule = self._rules.get(column)
        spared = rule.look_alike if rule else ()
        return any(has_form(cell, kind) for kind in IDENTIFIERS if kind.distinctive and kind.kind not in spared)


class SourceValuesAbsent(CellsByColumn):
    """None of the source's direct identifiers stands in any released cell, whole or inside a text.

    In a column that is not free text, a value that many rows share (`White`, `Lincoln`) is a category
    and not somebody's name, so a name there counts only where fewer than `shared_by` rows have that cell.
    """

    check = "source_values_absent"
    wrong = "direct identifiers of the source"
    right = "no direct identifier of the source in any released cell, whole or inside a text"

    def __init__(self, rules: Rules, sought: Sought, shared_by: int) -> None:
        super().__init__(rules)
        self._sought = sought
        self._shared_by = shared_by
        self._named: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def looks_at(self, column: str) -> bool:
        """Every column but those held to a form."""
        return _is_open(self._rules, column)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell holds a sought value for certain; a name in a category column waits for its count."""
        if has_exact(cell, self._sought):
            return True
        rule = self._rules.get(column)
        return bool(rule and rule.role == "text") and has_name(cell, self._sought)

    def see(self, batch: pa.RecordBatch) -> None:
        """Judge cells, and count those of the other columns that hold a name."""
        super().see(batch)
        for column in filter(self._is_category, batch.schema.names):
            cells = Counter(cell for cell in texts(batch, column) if cell is not None)
            self._named[column].update({c: n for c, n in cells.items() if has_name(c, self._sought)})

    def _is_category(self, column: str) -> bool:
        rule = self._rules.get(column)
        return self.looks_at(column) and not (rule and rule.role == "text")

    def verdict(self) -> Check:
        """Fail on any sought value."""
        for column, cells in self._named.items():
            self._faults[column] += sum(number for number in cells.values() if number < self._shared_by)
        check = super().verdict()
        return check.model_copy(
            update={"counts": check.counts | {"sought": self._sought.values, "too_short": self._sought.too_short}}
        )


class PseudonymsKeyed(CellsByColumn):
    """No pseudonym is a hash of a source value that anybody could work out without the key."""

    check = "pseudonyms_keyed"
    wrong = "pseudonyms that can be worked out without a key"
    right = "no pseudonym can be worked out without the key"

    def __init__(self, rules: Rules, guesses: frozenset[str]) -> None:
        super().__init__(rules)
        self._guesses = guesses

    def looks_at(self, column: str) -> bool:
        """Only pseudonymised columns."""
        return isinstance(self._rules.get(column), Pseudonymise)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell is what a guesser would get."""
        return cell in self._guesses


class RowsAccounted(Watcher):
    """The release has no row too many, and no more rows of the sample were suppressed than the policy allows."""

    check = "rows_accounted"

    def __init__(self, policy: Policy, source_rows: int) -> None:
        self._most = policy.privacy.max_suppressed
        self._source_rows = source_rows
        share = policy.privacy.sample
        self._drawn = source_rows if share is None else int(Decimal(str(share)) * source_rows)
        self._rows = 0

    def see(self, batch: pa.RecordBatch) -> None:
        """Count rows."""
        self._rows += batch.num_rows

    def verdict(self) -> Check:
        """Fail on rows too many, and on too many taken out."""
        suppressed, undrawn = self._drawn - self._rows, self._source_rows - self._drawn
        passed = 0 <= suppressed <= self._most * self._drawn and self._rows > 0
        message = f"{self._rows:,} of {count_of(self._source_rows, 'row')} released, {suppressed:,} suppressed"
        message += f", {undrawn:,} not in the sample" if undrawn else ""
        return self._said(passed, message, released=self._rows, source=self._source_rows)


class NoFormulas(CellsByColumn):
    """No cell would be run as a formula by a spreadsheet program."""

    check = "no_formulas"
    wrong = "cells that a spreadsheet would run as a formula"
    right = "no cell that a spreadsheet would run as a formula"
    _number = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell begins as a formula does and is not just a negative number."""
        begins = plain(cell)[:1] in {"=", "+", "-", "@", "\t", "\r"}
        return begins and not self._number.fullmatch(cell)
