"""The plain words in which the report of a release says what was done, why, and what was checked."""

from __future__ import annotations

DONE = {
    "keep": "left as it is",
    "drop": "taken out",
    "pseudonymise": "replaced by a keyed pseudonym",
    "band": "put into bands",
    "coarsen_date": "made coarser",
    "coarsen_place": "made coarser",
    "redact": "names and identifiers taken out of the text",
    "generalise": "made coarser by a hierarchy",
    "mask": "letters and digits replaced by stars",
    "top_bottom_code": "numbers beyond a limit put together",
    "round": "rounded",
    "age_at": "replaced by the age",
    "shift_date": "moved in time, in order and with the same gaps",
    "look_up_place": "replaced by a larger place",
    "snap_place": "moved to the nearest shared point on the map",
    "recode_rare": "rare values put together",
    "add_noise": "changed by a random amount",
    "swap": "exchanged between similar rows",
}
ROLES = {
    "direct": "says who the person is",
    "quasi": "could help to single a person out",
    "sensitive": "says something private",
    "text": "is free text",
    "plain": "says nothing about who it is",
}
CHECKS = {
    "columns_agreed": "Only agreed columns leave",
    "forms_kept": "Tokens, bands, dates and places have the agreed form",
    "no_identifier_forms": "No cell looks like a person's number, address or code",
    "source_values_absent": "No name or identifier of the source stands anywhere",
    "pseudonyms_keyed": "No token can be worked out without the key",
    "groups_large_enough": "Nobody stands alone in a small group",
    "one_level": "Every value of a column is as coarse as the next",
    "rare_recoded": "No rare value stands in a column whose rare values were put together",
    "values_moved": "What was to be changed or exchanged is no longer as it was",
    "order_says_nothing": "The rows lie in an order of their own, and not in that of the source",
    "rows_permitted": "Every row and every name that leaves is one that consent and opt-outs let leave",
    "names_in_place": "What leaves by consent stands in its own column, and nobody else's beside it",
    "rows_accounted": "No row too many, and not too many left out",
    "no_hidden_data": "Nothing is hidden in the file: no row, sheet, comment, author or earlier value",
    "pseudonyms_differ": "An invented value has another token for every other recipient, purpose and key",
    "table_as_agreed": "The columns that were agreed, and every cell of the table once",
    "table_recounted": "Every number counted again from the rows; no small number is shown",
    "suppression_holds": "No hidden number can be worked out by adding and subtracting the others",
    "redaction_works": "An invented text went through the redaction and came out clean",
    "keys_agree": "Every row belongs to a row of the released main table",
    "no_differencing": "Nobody stands alone when this is laid over an earlier release of the same source",
    "no_formulas": "No cell would run in a spreadsheet",
}


METHODS = {
    "suppress": "rows of groups that fell short were left out",
    "generalise": "the columns were made as little coarser as the target allowed, and rows of groups that still fell "
    "short were left out",
    "mondrian": "each group was made as little coarser as the target allowed",
}
MODELS = {
    "l": "different values in each group, at least",
    "entropy_l": "values as uncertain as so many equally common ones, at least (entropy l)",
    "recursive_l": "the commonest value's rows for each row of the rarer ones, below",
    "t": "how far a group's values are from those of all rows, at most (t-closeness)",
    "t_ordered": "the same with ordered values, at most (t-closeness)",
    "alpha": "share of the commonest value in a group, at most",
    "beta": "how much likelier a group makes a value than it is among all rows, at most (beta-likeness)",
    "k_map": "people of the population in each group, at least",
    "delta_least": "share of a group's people who are in the release, at least",
    "delta_most": "share of a group's people who are in the release, at most",
}


WHY: dict[tuple[str, bool, bool], str] = {
    ("direct", True, False): "So it stays behind.",
    ("direct", False, False): "What stands in its place does not.",
    ("direct", False, True): "The policy lets it leave.",
    ("quasi", True, False): "Without it, fewer people stand out.",
    ("quasi", False, False): "Made coarser, it fits more people.",
    ("quasi", False, True): "The policy lets it leave.",
    ("sensitive", True, False): "So it stays behind.",
    ("sensitive", False, False): "It leaves with less detail.",
    ("sensitive", False, True): "The policy lets it leave.",
    ("text", True, False): "It may hold names, so it stays behind.",
    ("text", False, False): "It may hold names and numbers.",
    ("text", False, True): "The policy lets it leave.",
    ("plain", True, False): "The policy does not ask for it.",
    ("plain", False, False): "It leaves with less detail.",
    ("plain", False, True): "The policy lets it leave.",
}
"""Why a column was treated as it was, by its role, whether it was taken out, and whether it leaves as it is."""
