"""What a policy says of whose rows may leave: by consent that the data hold, and opt-outs that a list holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from infoshare.model.noun import Noun
from infoshare.safe_repr import listed

if TYPE_CHECKING:
    from infoshare.model.policy import Policy

Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
FILLED_STAYS_FILLED = ("keep", "pseudonymise", "mask", "redact")
"""The actions that leave no filled cell blank, so that a row's cells show whether it left with consent."""
NAMEABLE = ("direct", "text", "plain")
"""The roles of columns that may wait for consent; groups are formed of the others, on every row alike."""


def same_words(answer: str) -> str:
    """An answer as it is compared: case and spaces do not matter."""
    return "".join(answer.casefold().split())


class Consent(Noun):
    """Consent, row by row, to share what says who somebody is: consent in the law of confidence.

    `column` holds the answers. Only those of `given` are consent; `not_given` are the other answers that are expected,
    and any that is in neither is no consent and is counted. The columns of `needed_for` leave only on rows with
    consent. The other rows leave without those cells, in groups among themselves (`anonymise`), or stay (`leave_out`).
    """

    column: str
    given: Words
    not_given: Words = ("no", "n", "refused", "withdrawn")
    needed_for: Words
    otherwise: Literal["anonymise", "leave_out"] = "anonymise"

    @field_validator("given", "not_given", mode="before")
    @classmethod
    def _no_yes_without_quotes(cls, words: Any) -> Any:
        if isinstance(words, list) and any(isinstance(word, bool) for word in words):
            raise ValueError('YAML reads yes, no, true and false without quotes as something else: write "yes"')
        return tuple(words) if isinstance(words, list) else words

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        given, refused = ({same_words(word) for word in words} for words in (self.given, self.not_given))
        if given & refused:
            raise ValueError(f"{listed(map(repr, sorted(given & refused)))} stands in 'given' and in 'not_given'")
        if "" in given | refused:
            raise ValueError("an empty cell is never consent, and needs no mention")
        return self


class OptOut(Noun):
    """People whose rows may not leave, or not by name: NHS numbers in a file, with the column that holds each row's.

    `list` is the file, if none is given when the policy is run; without either, nothing is released. It `holds` those
    who opted out, or those who are `cleared`, as the Check for National Data Opt-outs service returns them: then
    whoever is not on it has opted out. Opted-out rows stay (`then: leave_out`) or leave without the cells that consent
    is needed for (`anonymise`). With `consent_prevails` an opt-out does not reach a row with consent. A row whose
    number is missing or wrong cannot be matched, and is taken as `opted_out` unless the policy says `keep`.
    """

    column: str
    # `list_file` in Python, `list` in the file.
    list_file: str | None = Field(default=None, alias="list")
    holds: Literal["opted_out", "cleared"] = "opted_out"
    then: Literal["leave_out", "anonymise"] = "leave_out"
    consent_prevails: bool = False
    unmatched: Literal["opted_out", "keep"] = "opted_out"
    may_be_empty: bool = False


def faults_of_consent(policy: Policy) -> Iterator[str]:
    """What is wrong with a policy's `consent` and `opt_out` beside the rest of it."""
    if policy.consent is not None:
        yield from _about_columns(policy, policy.consent)
        yield from _about_the_rest(policy, policy.consent)
    if policy.opt_out is not None:
        yield from _about_opt_outs(policy, policy.opt_out)


def _about_columns(policy: Policy, consent: Consent) -> Iterator[str]:
    answers = policy.columns.get(consent.column)
    if answers is None or answers.action != "drop":
        yield f"consent > column: '{consent.column}' must be a column that the policy drops: a refusal is not shared"
    for name in consent.needed_for:
        rule = policy.columns.get(name)
        if rule is None:
            yield f"consent > needed_for names the column '{name}', which is not in the policy"
        elif rule.action not in FILLED_STAYS_FILLED or rule.role not in NAMEABLE:
            yield (
                f"consent > needed_for names '{name}', which must be direct, text or plain, and kept, pseudonymised, "
                "masked or redacted"
            )


def _about_the_rest(policy: Policy, consent: Consent) -> Iterator[str]:
    if policy.release != "identifiable":
        yield "a policy with 'consent' says 'release: identifiable', as that is what leaves of the rows with consent"
    swapped = [repr(name) for name, rule in policy.columns.items() if rule.action == "swap"]
    if swapped:
        yield f"{listed(swapped)} would give people who are named the values of others: 'swap' and 'consent' exclude"
    if policy.privacy.method == "mondrian":
        yield "'consent' goes with the methods 'suppress' and 'generalise' only"
    privacy = policy.privacy
    asked = privacy.k > 1 or privacy.sensitive or privacy.needs_population or privacy.chooses_levels
    if consent.otherwise == "leave_out" and asked:
        yield "'privacy' asks for groups of rows without consent, and with 'otherwise: leave_out' none of them leave"


def _about_opt_outs(policy: Policy, opt_out: OptOut) -> Iterator[str]:
    if opt_out.column not in policy.columns:
        yield f"opt_out > column names '{opt_out.column}', which is not in the policy"
    if opt_out.consent_prevails and policy.consent is None:
        yield "opt_out > consent_prevails, and the policy names no consent"
    if opt_out.then == "anonymise" and (policy.consent is None or policy.consent.otherwise != "anonymise"):
        yield (
            "opt_out > then is 'anonymise', and there is no 'consent' with 'otherwise: anonymise', which says what "
            "such rows leave without"
        )
