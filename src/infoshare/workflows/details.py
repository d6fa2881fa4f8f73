"""Says for the certificate how an action treated a column: its settings, and the digest of a file that it used."""

from __future__ import annotations

from infoshare.anonymisation.hierarchy import hierarchy_of
from infoshare.model.column_rule import (
    AddNoise,
    AgeAt,
    Band,
    CoarsenDate,
    CoarsenPlace,
    ColumnRule,
    Generalise,
    LookUpPlace,
    Mask,
    Pseudonymise,
    RecodeRare,
    Redact,
    Round,
    ShiftDate,
    SnapPlace,
    Swap,
    TopBottomCode,
)
from infoshare.model.hierarchy_file import digest_of_hierarchy
from infoshare.model.place_file import FEWEST_ADDRESSES, digest_of_places
from infoshare.safe_repr import listed

PSEUDONYMS = {
    "token": "",
    "reversible": "which whoever has the key can undo",
    "open_pseudonymiser": "an OpenPseudonymiser digest with a secret salt",
}

COARSER = {
    "day": "to the day", "week": "to the week", "month": "to the month", "quarter": "to the quarter",
    "year": "to the year", "hour_of_week": "to the hour of the week",
    "part_of_week": "to weekday or weekend, day or night", "sector": "to the postcode sector",
    "outward": "to the first half of the postcode", "district": "to the first half of the postcode",
    "area": "to the postcode area", "grid_100m": "to the grid square of 100 m",
    "grid_1km": "to the grid square of 1 km", "grid_10km": "to the grid square of 10 km",
}  # fmt: skip


def detail_of(rule: ColumnRule) -> str:
    """What the certificate says of a rule beyond the name of its action; empty if there is nothing to say."""
    return _of_text(rule) or _of_number(rule) or _of_date(rule) or _of_place(rule) or _of_whole(rule)


def _of_text(rule: ColumnRule) -> str:
    match rule:
        case Pseudonymise():
            return PSEUDONYMS[rule.form]
        case Redact():
            return _how_redacted(rule)
        case Mask():
            return f"but for {rule.keep_first} at the start and {rule.keep_last} at the end"
        case Generalise():
            return _levels(rule)
    return ""


def _of_number(rule: ColumnRule) -> str:
    match rule:
        case Band():
            return f"beginning at {_numbers(rule.edges)}"
        case TopBottomCode():
            return _limits(rule)
        case Round():
            return f"to multiples of {rule.to:g}"
    return ""


def _of_date(rule: ColumnRule) -> str:
    match rule:
        case CoarsenDate():
            return COARSER[rule.to]
        case AgeAt():
            bands = f", in bands beginning at {_numbers(rule.edges)}" if rule.edges else ""
            return f"at the date in '{rule.event}'{bands}"
        case ShiftDate():
            return f"by an interval of the person in '{rule.person}'"
    return ""


def _how_redacted(rule: Redact) -> str:
    said = (
        "strictly" if rule.strength == "strict" else "",
        "numbered" if rule.placeholders == "numbered" else "",
        "dates moved" if rule.dates == "shift" else "",
        f"linked by {listed(rule.linked)}" if rule.linked else "",
        f"also by {listed(rule.recognisers)}" if rule.recognisers else "",
    )
    return ", ".join(filter(None, said))


def _of_place(rule: ColumnRule) -> str:
    match rule:
        case CoarsenPlace():
            return COARSER[rule.to]
        case LookUpPlace():
            return f"to '{rule.to}' of a file of places ({_digest(rule.file)})"
        case SnapPlace():
            return (
                f"within {rule.within:g} m, to points that {FEWEST_ADDRESSES} addresses or more share, of a file of "
                f"places ({_digest(rule.file)})"
            )
    return ""


def _of_whole(rule: ColumnRule) -> str:
    match rule:
        case RecodeRare():
            return f"those of fewer than {rule.below} rows"
        case AddNoise():
            return f"Laplace noise of scale {rule.scale:g}, rounded to {rule.decimals} decimals"
        case Swap():
            return f"with rows at most {rule.within:.1%} of all ranks away"
    return ""


def _levels(rule: Generalise) -> str:
    """The level, in words where the hierarchy has them; without one each class has a level of its own."""
    hierarchy = hierarchy_of(rule.hierarchy)
    worked_out = hierarchy.domain is None
    named = f"'{rule.hierarchy}'" if worked_out else f"a hierarchy (SHA-256 {digest_of_hierarchy(rule.hierarchy)})"
    if rule.level is None:
        return f"as coarse as each class needs, by {named}"
    words = f" ({hierarchy.levels[rule.level]})" if worked_out else ""
    return f"to level {rule.level} of 0 to {hierarchy.top} of {named}{words}"


def _limits(rule: TopBottomCode) -> str:
    below = f"below {rule.bottom:g}" if rule.bottom is not None else ""
    beyond = f"from {rule.top:g} on" if rule.top is not None else ""
    return " and ".join(filter(None, (below, beyond)))


def _numbers(edges: tuple[float, ...]) -> str:
    return ", ".join(f"{edge:g}" for edge in edges)


def _digest(file: str) -> str:
    return f"SHA-256 {digest_of_places(file)}"
