"""Says where a policy of somebody's own lets more out than the policy that was compiled from the signed schedule."""

from __future__ import annotations

from collections.abc import Iterator

from infoshare.model.column_rule import AnyRule, Band, CoarsenDate, CoarsenPlace, Drop, Keep, RecodeRare, Role, Round
from infoshare.model.policy import Policy, header_key

DATE_STEPS = (("date", "day", "month", "quarter", "year"), ("date", "day", "week"),
              ("date", "hour_of_week", "part_of_week"))  # fmt: skip
PLACE_STEPS = (
    ("sector", "outward", "district", "area"),
    ("district", "outward"),
    ("grid_100m", "grid_1km", "grid_10km"),
)
"""Each date or place lies in one of the next: a later one says no more than an earlier one. A district is the outward
code by another name."""
MEANS_THE_SAME = {"role", "known", "aliases", "look_alike"}


def beyond(policy: Policy, agreed: Policy) -> Iterator[str]:
    """Every way in which `policy` releases what `agreed` does not, in words.

    What cannot be shown to be as coarse counts as finer. A rule may not read another column under an alias, nor take a
    quasi-identifier for less, nor know less of what its values are than was agreed: the gate would look less closely.
    """
    rules = {header_key(name): rule for name, rule in agreed.columns.items()}
    for name, rule in policy.columns.items():
        yield from _beyond_the_column(name, rule, rules.get(header_key(name)))
    if policy.unlisted_columns != agreed.unlisted_columns:
        yield "columns that nobody listed are dropped in place of being refused"
    yield from _weaker(policy, agreed)


def _beyond_the_column(name: str, rule: AnyRule, signed: AnyRule | None) -> Iterator[str]:
    if signed is not None and (rule.known != signed.known or {*rule.look_alike} - {*signed.look_alike}):
        yield f"the column '{name}' is not known for what it was agreed to be"
    elif isinstance(rule, Drop):
        return
    elif signed is None or isinstance(signed, Drop):
        yield f"the column '{name}' is not among the items that this sharing releases"
    elif not is_as_coarse(rule, signed):
        yield f"the column '{name}' would leave in finer detail than agreed"
    elif rule.role not in AS_CAREFUL[signed.role]:
        yield f"the column '{name}' is taken for {rule.role}, and was agreed as {signed.role}"
    if {*map(header_key, rule.aliases)} - {header_key(name)}:
        yield f"the column '{name}' would be read under another header too"


AS_CAREFUL: dict[Role, set[Role]] = {
    "direct": {"direct"}, "text": {"text"}, "quasi": {"quasi"}, "sensitive": {"sensitive", "quasi"},
    "plain": {"plain", "sensitive", "quasi"},
}  # fmt: skip
"""As what a column may be taken, by what it was agreed as, so that the gate is no less careful."""


def _weaker(policy: Policy, agreed: Policy) -> Iterator[str]:
    if RELEASES.index(policy.release) < RELEASES.index(agreed.release):
        yield f"the release is {policy.release}, and {agreed.release} was agreed"
    if policy.privacy.k < agreed.privacy.k:
        yield f"groups may be as small as {policy.privacy.k}, and {agreed.privacy.k} was agreed"


RELEASES = ("identifiable", "pseudonymised", "anonymised", "aggregate")


def is_as_coarse(rule: AnyRule, signed: AnyRule) -> bool:
    """Whether a rule lets out no more than the one that was signed: the same, or a step that lies above it."""
    if _meaning(rule) == _meaning(signed):
        return True
    if isinstance(signed, Keep):
        return not isinstance(rule, Keep)
    return type(rule) is type(signed) and _is_further(rule, signed)


def _is_further(rule: AnyRule, signed: AnyRule) -> bool:
    """Whether a rule of the same kind goes further than the one that was signed."""
    match signed, rule:
        case CoarsenDate(), CoarsenDate():
            return _is_later(DATE_STEPS, signed.to, rule.to)
        case CoarsenPlace(), CoarsenPlace():
            return _is_later(PLACE_STEPS, signed.to, rule.to)
        case Band(), Band():
            return set(rule.edges) <= set(signed.edges)
        case Round(), Round():
            return (rule.to / signed.to).is_integer()
        case RecodeRare(), RecodeRare():
            return rule.below >= signed.below and rule.into == signed.into
    return _meaning(rule) == _meaning(signed) | {"strength": "strict"}


def _meaning(rule: AnyRule) -> dict[str, object]:
    return rule.model_dump(exclude=MEANS_THE_SAME)


def _is_later(ladders: tuple[tuple[str, ...], ...], signed: str, asked: str) -> bool:
    return any(
        signed in ladder and asked in ladder and ladder.index(asked) > ladder.index(signed) for ladder in ladders
    )
