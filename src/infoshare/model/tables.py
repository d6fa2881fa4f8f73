"""How statistics made from the data are protected before they are published, and which tables may be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, model_validator

from infoshare.model.noun import Noun

Preset = Literal["nhs_hes_ecds", "legacy_1_5", "ons_research_10"]
Measure = Literal["count", "sum", "mean", "rate"]


@dataclass(frozen=True, slots=True)
class CountRule:
    """Counts from 1 to below `threshold` are suppressed and others rounded to a multiple of `base`.

    `secondary`: further cells are suppressed until no small one can be worked out. `tells_range`: the marker says that
    a count is from 1 to below the threshold, as in publications that suppress nothing else.
    """

    threshold: int
    base: int
    secondary: bool
    tells_range: bool = False


PRESETS: dict[Preset, CountRule] = {
    "nhs_hes_ecds": CountRule(threshold=8, base=5, secondary=False, tells_range=True),
    "legacy_1_5": CountRule(threshold=6, base=1, secondary=True),
    "ons_research_10": CountRule(threshold=10, base=1, secondary=True),
}
"""Rules in use. `nhs_hes_ecds`: NHS hospital and emergency care statistics below national level since September 2018
(0 as 0, 1 to 7 hidden, every other count to the nearest 5, totals rounded from the true total); seen in the publisher's
description, its arithmetic well known. `legacy_1_5`: the rule before it. `ons_research_10`: research outputs of the
Office for National Statistics, fewer than 10 contributors; seen as quoted by a research centre."""


class Dominance(Noun):
    """The (n, k) rule: a sum of which the `n` largest contributors make up more than `percent` is suppressed."""

    n: Annotated[int, Field(ge=1, le=5)] = 1
    percent: Annotated[FiniteFloat, Field(gt=0, lt=100)]


class CellKey(Noun):
    """Counts are moved by noise that is the same for the same people, at most `most` either way, of this `variance`.

    The method of cell keys: Fraser and Wooton (2005); Marley and Leaver (2011). A count of 0 stays 0, and no count
    becomes negative. Totals are moved by themselves, so that rows and columns need not add up.
    """

    most: Annotated[int, Field(ge=1, le=20)] = 5
    variance: Annotated[FiniteFloat, Field(ge=0.1)] = 2.0


class TableRule(Noun):
    """One table that may be published.

    `by` are its columns; `area > ward` says that each ward lies in one area, and asks for the areas' subtotals.
    `measure` is of the column `of`; a rate is per `per` of a column `people` in the file `population`. `weight` is a
    column of weights.
    """

    title: str = ""
    by: Annotated[tuple[str, ...], Field(min_length=1)]
    measure: Measure = "count"
    of: str | None = None
    weight: str | None = None
    population: str | None = None
    per: Annotated[int, Field(ge=1)] = 1000

    @property
    def nested(self) -> tuple[tuple[str, ...], ...]:
        """For each dimension its columns, the coarsest first."""
        return tuple(tuple(name.strip() for name in each.split(">")) for each in self.by)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that divides the table."""
        return tuple(name for names in self.nested for name in names)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        faults = []
        if (self.measure in {"sum", "mean"}) != (self.of is not None):
            faults.append("a sum or a mean, and nothing else, is 'of' a column")
        if (self.measure == "rate") != (self.population is not None):
            faults.append("a rate, and nothing else, needs a 'population'")
        if self.weight and self.measure in {"mean", "rate"}:
            faults.append("weights are for counts and sums")
        if len(set(self.columns)) < len(self.columns):
            faults.append("a column stands twice in 'by'")
        if faults:
            raise ValueError("; ".join(faults))
        return self


class Tables(Noun):
    """How counts, sums, means and rates are protected.

    A `preset` says it all about counts; otherwise counts from 1 to below `suppress_below` (5) are suppressed, the
    others rounded to a multiple of `round_to` (5; 1 rounds nothing), and with `secondary` further cells suppressed.
    Sums are suppressed by `dominance` and by `p_percent` as well. `cell_key` moves counts, and then nothing is
    suppressed or rounded. With `rounding: controlled` counts are rounded so that margins add up, and nothing is
    suppressed. `published`, where given, are the only tables that may be made.
    """

    preset: Preset | None = None
    suppress_below: Annotated[int, Field(ge=1)] | None = None
    round_to: Annotated[int, Field(ge=1)] | None = None
    secondary: bool | None = None
    rounding: Literal["nearest", "controlled"] = "nearest"
    dominance: Dominance | None = None
    p_percent: Annotated[FiniteFloat, Field(gt=0)] | None = None
    cell_key: CellKey | None = None
    published: dict[str, TableRule] | None = None

    @property
    def counts(self) -> CountRule:
        """The rule for counts."""
        if self.preset:
            return PRESETS[self.preset]
        return CountRule(self.suppress_below or 5, self.round_to or 5, self.secondary is not False)

    def counts_behind(self, measure: Measure) -> CountRule:
        """The rule for the counts behind what is measured.

        Means are exact, and times their counts they give sums that can be subtracted: so whatever the preset, further
        means are suppressed until no suppressed one can be worked out.
        """
        if measure != "mean":
            return self.counts
        return replace(self.counts, base=1, secondary=True, tells_range=False)

    @property
    def is_controlled(self) -> bool:
        """Whether counts are rounded so that margins add up, in place of suppressing any."""
        return self.rounding == "controlled"

    def cannot_protect(self, rule: TableRule) -> str | None:
        """Why these rules protect no such table; None if they do. Cell keys move counts, and leave sums as they are."""
        if self.is_controlled and (rule.weight or rule.measure != "count"):
            return "'rounding: controlled' is for counts alone"
        if self.cell_key and (rule.weight or rule.measure in {"sum", "mean"}):
            kind = "weighted counts" if rule.measure == "count" else f"{rule.measure}s"
            return f"'cell_key' moves counts, and protects no {kind}"
        return None

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        said = [key for key in ("suppress_below", "round_to", "secondary") if getattr(self, key) is not None]
        faults = [f"'{self.preset}' says what '{key}' is: leave it out" for key in said] if self.preset else []
        if self.cell_key and (self.preset or said):
            faults.append("'cell_key' moves counts in place of suppressing and rounding them: say one of the two")
        if self.is_controlled and (self.preset or self.cell_key or self.counts.base < self.counts.threshold):
            faults.append("'rounding: controlled' needs a 'round_to' of 'suppress_below' or more, and no other rule")
        faults += [
            f"'{name}': {why}" for name, rule in (self.published or {}).items() if (why := self.cannot_protect(rule))
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self
