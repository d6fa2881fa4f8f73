"""The gate's checks, each of which watches the released rows go by and then gives its verdict."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from infoshare.gate.forms import lets_through, promised_expression, promised_form
from infoshare.gate.guesses import guessed
from infoshare.gate.permission import hidden_in_groups
from infoshare.gate.plain_form import plain
from infoshare.gate.sought import Sought
from infoshare.gate.traces import has_exact, has_form, has_name
from infoshare.identifiers import IDENTIFIERS
from infoshare.model.certificate import Check
from infoshare.model.column_rule import ColumnRule, Pseudonymise
from infoshare.model.policy import Policy
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from infoshare.gate.form_sieve import FormSieve
    from infoshare.gate.trace_sieve import TraceSieve

    Places = npt.NDArray[np.intp]

DISTINCTIVE = tuple(kind for kind in IDENTIFIERS if kind.distinctive)
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

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """The places of the texts that have to be judged; all others are certain to be faultless. None means all."""
        return None

    def see(self, batch: pa.RecordBatch) -> None:
        """Judge the cells; a text that many rows have in a column that repeats itself is judged once a batch."""
        from infoshare.gate.cells import cells_of

        for column in filter(self.looks_at, batch.schema.names):
            cells = cells_of(batch, column)
            self._cells += cells.filled
            self.judge(column, cells.at(self.suspects(column, cells.texts)))

    def judge(self, column: str, found: Iterable[tuple[str, int]]) -> None:
        """Count the rows of each text that is at fault."""
        self._faults[column] += sum(rows for cell, rows in found if self.is_faulty(column, cell))

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
        self._expressions = {column: promised_expression(rule) for column, rule in rules.items()}

    def looks_at(self, column: str) -> bool:
        """Only the columns whose action promises a form."""
        return column in self._forms

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """Texts that do not have the form, where that is an expression: RE2 and Python read these ones alike."""
        import numpy as np
        import pyarrow.compute as pc

        expression = self._expressions.get(column)
        if expression is None:
            return None
        formed = pc.match_substring_regex(texts, rf"\A(?:{expression})\z")
        return np.flatnonzero(~formed.to_numpy(zero_copy_only=False))

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

    @cached_property
    def _sieve(self) -> FormSieve:
        from infoshare.gate.form_sieve import FormSieve

        return FormSieve(DISTINCTIVE)

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """Texts with as many figures, or such signs, as an identifier has."""
        return self._sieve.suspects(texts)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether a valid identifier stands in the cell, of a kind that the policy has not called a look-alike."""
        rule = self._rules.get(column)
        spared = rule.look_alike if rule else ()
        return any(has_form(cell, kind) for kind in DISTINCTIVE if kind.kind not in spared)


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

    @cached_property
    def _sieve(self) -> TraceSieve:
        from infoshare.gate.trace_sieve import TraceSieve

        return TraceSieve(self._sought)

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """Texts in which something sought begins."""
        return self._sieve.suspects(texts)

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell holds a sought value for certain; a name in a category column waits for its count."""
        return has_exact(cell, self._sought) or (not self._is_category(column) and has_name(cell, self._sought))

    def judge(self, column: str, found: Iterable[tuple[str, int]]) -> None:
        """Count texts at fault, and those of a category column that hold a name."""
        suspected = list(found)
        super().judge(column, suspected)
        if self._is_category(column):
            for cell, rows in suspected:
                self._named[column][cell] += rows * has_name(cell, self._sought)

    def _is_category(self, column: str) -> bool:
        rule = self._rules.get(column)
        return not (rule and rule.role == "text")

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

    def __init__(self, rules: Rules, values: Iterable[str]) -> None:
        super().__init__(rules)
        self._values = values
        self._released: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def looks_at(self, column: str) -> bool:
        """Only pseudonymised columns."""
        return isinstance(self._rules.get(column), Pseudonymise)

    def judge(self, column: str, found: Iterable[tuple[str, int]]) -> None:
        """Keep the pseudonyms until all are there: the guesses are many more than they are."""
        released = self._released[column]
        for cell, rows in found:
            released[cell] += rows

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell is what a guesser would get."""
        return bool(guessed({cell}, self._values))

    def verdict(self) -> Check:
        """Fail on any pseudonym that a guesser would get."""
        found = guessed({cell for cells in self._released.values() for cell in cells}, self._values)
        for column, cells in self._released.items():
            self._faults[column] += sum(cells[cell] for cell in found)
        return super().verdict()


class RowsAccounted(Watcher):
    """The release has no row too many, and no more rows of the sample were suppressed than the policy allows.

    Rows that consent or opt-outs keep back are not in the sample, and those that leave with consent count for nothing
    in what may be suppressed.
    """

    check = "rows_accounted"

    def __init__(self, policy: Policy, source_rows: int, kept_back: int = 0) -> None:
        self._policy = policy
        self._source_rows, self._kept_back = source_rows, kept_back
        share, leaving = policy.privacy.sample, source_rows - kept_back
        self._drawn = leaving if share is None else int(Decimal(str(share)) * leaving)
        self._rows = self._in_groups = 0

    def see(self, batch: pa.RecordBatch) -> None:
        """Count rows."""
        self._rows += batch.num_rows
        self._in_groups += hidden_in_groups(self._policy, batch).num_rows

    def verdict(self) -> Check:
        """Fail on rows too many, and on too many taken out."""
        suppressed, undrawn = self._drawn - self._rows, self._source_rows - self._kept_back - self._drawn
        most = self._policy.privacy.max_suppressed * (self._in_groups + suppressed)
        passed = 0 <= suppressed <= most and self._rows > 0
        message = f"{self._rows:,} of {count_of(self._source_rows, 'row')} released, {suppressed:,} suppressed"
        message += f", {undrawn:,} not in the sample" if undrawn else ""
        message += f", {self._kept_back:,} kept back by consent or opt-outs" if self._kept_back else ""
        return self._said(passed, message, released=self._rows, source=self._source_rows)


class NoFormulas(CellsByColumn):
    """No cell would be run as a formula by a spreadsheet program."""

    check = "no_formulas"
    wrong = "cells that a spreadsheet would run as a formula"
    right = "no cell that a spreadsheet would run as a formula"
    _number = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)

    def suspects(self, column: str, texts: pa.Array) -> Places | None:
        """Texts that begin with such a sign, or with anything beyond ASCII, which may turn out to be one."""
        import numpy as np

        from infoshare.gate.cells import matching

        return np.flatnonzero(matching(texts, r"\A(?:[=+\-@\t\r]|[^\x00-\x7f])"))

    def is_faulty(self, column: str, cell: str) -> bool:
        """Whether the cell begins as a formula does and is not just a negative number."""
        begins = plain(cell)[:1] in {"=", "+", "-", "@", "\t", "\r"}
        return begins and not self._number.fullmatch(cell)
