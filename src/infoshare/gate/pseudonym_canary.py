"""An invented value that is pseudonymised as the data are, and for others too: everybody must get another token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from infoshare.gate.plain_form import squashed
from infoshare.model.certificate import Check
from infoshare.safe_repr import count_of, listed

NOBODY = "999 000 0018"
"""An NHS number of the range that is issued to nobody."""


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """What one column's pseudonymisation makes of `NOBODY`.

    `released` is made by the very job. `anew` is made again from what the certificate will say: the key given, this
    purpose and this recipient. Each of `others` differs in one of them: another recipient, another purpose, a wrong
    key.
    """

    released: str | None
    anew: str | None
    others: Mapping[str, str | None]


OTHERS = ("another recipient", "another purpose", "a wrong key")


def pseudonyms_differ(tokens: Mapping[str, Tokens]) -> Check:
    """Whether nobody but this recipient, for this purpose, under this key, has the tokens of this release.

    What remains is what a pseudonym is for: the same value has the same token within one release, so a token that
    stands in many rows is somebody with many rows.
    """
    faults = {column: listed(found) for column, each in tokens.items() if (found := _faults(each))}
    wrong = listed(f"'{column}' ({found})" for column, found in faults.items())
    return Check(
        check="pseudonyms_differ",
        verdict="fail" if faults else "pass",
        counts={"columns": len(tokens), "faulty": len(faults), "compared": sum(len(t.others) for t in tokens.values())},
        message=f"pseudonyms are the same, or not what the key makes: {wrong}"
        if faults
        else f"an invented value has other pseudonyms for {listed(OTHERS)}",
    )


def _faults(tokens: Tokens) -> list[str]:
    """What is wrong with a column's tokens, without a token."""
    made = [tokens.released, *tokens.others.values()]
    if any(token is None or squashed(NOBODY) in squashed(token) for token in (*made, tokens.anew)):
        return ["no pseudonym at all"]
    found = [f"the same for {other}" for other in OTHERS if tokens.others.get(other) in {tokens.released, None}]
    alike = len(tokens.others) - len(set(tokens.others.values()))
    found += [f"{count_of(alike, 'pair')} of others alike"] if alike else []
    return found + (["not those of this recipient, purpose and key"] if tokens.released != tokens.anew else [])
