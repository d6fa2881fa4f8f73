"""The sections of the report of a release, each made from its certificate alone; one with nothing to say is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoshare.documents.release_report import CHECKS, DONE, METHODS, MODELS, ROLES, WHY
from infoshare.documents.report import Block, Compared, Pair, Points, Section, Table, Words
from infoshare.documents.report_front import about, points_of
from infoshare.identifiers import PLURALS
from infoshare.model.certificate import (
    Certificate,
    ColumnFacts,
    ConsentFacts,
    ModelFacts,
    OptOutFacts,
    RiskFacts,
    Standing,
)
from infoshare.model.inspection import GroupSize
from infoshare.safe_repr import count_of, listed

SIZE_WORDS: dict[GroupSize, str] = {
    "1": "Alone", "2": "In twos", "3-4": "In groups of 3 or 4", "5-9": "In groups of 5 to 9",
    "10+": "In groups of 10 or more",
}  # fmt: skip
SMALL: tuple[GroupSize, ...] = ("1", "2", "3-4")


def agreed_section(c: Certificate) -> Iterator[Block]:
    """The protocol that bears the release, with the digests by which both can be told."""
    if (agreed := c.agreed) is None:
        return
    rows = (
        ("Protocol", f"{agreed.protocol}, {agreed.partnership}, version {agreed.version}"),
        ("Sharing", f"{agreed.sharing}: from {agreed.giver} to {agreed.recipient}"),
        ("Purpose", agreed.purpose),
        ("Power or duty", agreed.power),
        ("Clause", agreed.clause),
        *([("Decision", agreed.decision)] if agreed.decision else []),
        ("Signed by", listed(agreed.signed)),
        *([("To be destroyed by", agreed.destroy_by)] if agreed.destroy_by else []),
        ("Protocol, SHA-256", agreed.sha256),
        ("Data schedule, SHA-256", agreed.schedule_sha256),
    )
    yield Words("What the partners signed is what left: the policy of this release was made from their data schedule.")
    yield Table("The protocol behind this release", ("What", "Says"), rows, "ww")


def columns_section(c: Certificate) -> Iterator[Block]:
    """What was done to each column, and why."""
    rows = tuple((column.column, _done(column), _why(column)) for column in c.columns)
    yield Table("The columns of the source", ("Column", "What was done", "Why"), rows, "www")
    if c.redactions:
        taken = tuple((_capital(PLURALS[kind]), f"{number:,}") for kind, number in c.redactions.items())
        yield Table("Taken out of free text", ("Kind", "How many"), taken, "wn")
    if c.neutralised_cells:
        yield Words(
            f"{count_of(c.neutralised_cells, 'cell')} would have run as a formula in a spreadsheet. A mark was put "
            "before each, so that it is read as text."
        )


def _done(column: ColumnFacts) -> str:
    done = _capital(DONE[column.action] + (f": {column.detail}" if column.detail else "")) + "."
    unread = f" {count_of(column.unread, 'cell')} could not be read and were left blank." if column.unread else ""
    return done + unread


def _why(column: ColumnFacts) -> str:
    return f"It {ROLES[column.role]}. {WHY[column.role, column.action == 'drop', column.action == 'keep']}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def risk_section(c: Certificate) -> Iterator[Block]:
    """How far people stood out before, and how far they do now."""
    if c.risk is None:
        yield Words("No column of the source could single a person out together with others.")
        return
    yield Words(
        f"Somebody may know a few things about a person: here, {listed(c.risk.columns)}. A row that shares them all "
        "with no other row stands alone. It can be found by whoever knows these things. The more rows share them, the "
        "safer each one is."
    )
    yield _picture(c.risk.before, c.risk.after)
    people = next((model.reached for model in c.privacy.models if model.model == "k_map"), None)
    headers = ("Who tries", "In the source", "In the release")
    yield Table("The chance that a row is known again", headers, tuple(_chances(c.risk, people)), "wnn")
    yield Words(
        "The first two are known as prosecutor risk, the third as marketer risk, the fourth as journalist risk. Counts "
        "of the source are rounded up to the next five.", quiet=True,
    )  # fmt: skip


def _picture(before: Standing, after: Standing | None) -> Compared:
    left = after.rows_by_size if after else {}
    pairs = tuple(Pair(words, before.rows_by_size.get(s, 0), left.get(s, 0)) for s, words in SIZE_WORDS.items())
    all_after = after.rows if after else 0
    told = "; ".join(f"{pair.label}: {pair.before:,} before, {pair.after:,} after" for pair in pairs)
    caption = "Rows by how many look the same, in the source and in the release"
    return Compared(caption, f"Rows by how many look the same. {told}.", pairs, before.rows, all_after)


def _chances(risk: RiskFacts, people: float | None) -> Iterator[tuple[str, str, str]]:
    """`people` are those of the population file in the smallest group, if one was used."""
    before, after = risk.before, risk.after
    rows: dict[str, Callable[[Standing], str]] = {
        "Somebody who knows that the person is in the data, at worst": lambda side: _one_in(side.smallest),
        "The same, on average": lambda side: _one_in(side.rows / side.groups),
        "Somebody who links every row: how many they get right": lambda side: _of_all(side, side.groups),
        "Somebody who does not know whether the person is in it, at worst": lambda side: (
            _one_in(people) if people and side is after else f"{_one_in(side.smallest)} or less"
        ),
        "Rows that share their details with fewer than four others": lambda side: _of_all(side, _in_small(side)),
    }
    for who, said in rows.items():
        yield who, said(before), said(after) if after else "no such column leaves"


def _one_in(number: float) -> str:
    return f"1 in {number:,.3g}" if number < 100 else f"1 in {number:,.0f}"


def _of_all(side: Standing, rows: int) -> str:
    return f"{about(rows)} of {side.rows:,}"


def _in_small(side: Standing) -> int:
    return min(side.rows, sum(side.rows_by_size.get(size, 0) for size in SMALL))


def permission_section(c: Certificate) -> Iterator[Block]:
    """Whose rows leave by consent, and who opted out."""
    if c.consent:
        yield from _consent(c.consent, c.source.rows)
    if c.opt_out:
        yield _opt_outs(c.opt_out)


def _consent(consent: ConsentFacts, rows: int) -> Iterator[Block]:
    others = "leave without it, in groups of their own" if consent.otherwise == "anonymise" else "do not leave"
    yield Words(
        f"{consent.named:,} of {count_of(rows, 'row')} may leave with what says who the person is "
        f"({listed(consent.needed_for)}), as the person consented. Rows without consent {others}. This consent is that "
        "of the law of confidence. It says nothing of the lawful basis in data protection law."
    )
    said = {
        "Consent given": consent.given, "Refused or withdrawn": consent.refused, "No answer: no consent": consent.empty,
        "An answer that the policy does not expect: no consent": consent.unforeseen,
        "Rows left out for want of consent": consent.left_out,
    }  # fmt: skip
    rows_said = tuple((what, f"{number:,}") for what, number in said.items())
    yield Table(f"What the column '{consent.column}' says", ("Answer", "Rows"), rows_said, "wn")


def _opt_outs(opt_out: OptOutFacts) -> Table:
    who = "who opted out" if opt_out.holds == "opted_out" else "who have not opted out"
    taken = "taken as opted out" if opt_out.unmatched_are == "opted_out" else "kept"
    rows = (
        ("Rows of people who opted out", f"{opt_out.opted_out:,}"),
        (f"Rows without a valid NHS number, {taken}", f"{opt_out.unmatched:,}"),
        (
            "Rows left out for that" + (", unless they consented" if opt_out.consent_prevails else ""),
            f"{opt_out.left_out:,}",
        ),
    )
    return Table(
        f"Opt-outs, by a list of {count_of(opt_out.numbers, 'NHS number')} of people {who}",
        ("Rows", "How many"),
        rows,
        "wn",
    )


def groups_section(c: Certificate) -> Iterator[Block]:
    """How groups were made large enough, and what was asked of them besides."""
    if not c.privacy.k_reached:
        return
    asked, reached = c.privacy.k_asked, c.privacy.k_reached
    yield Words(
        f"Rows that look the same form a group. The policy asks for groups of {asked:,} or more; the smallest has "
        f"{count_of(reached, 'row')}. To get there, {METHODS[c.privacy.method]}."
    )
    if c.privacy.loss is not None:
        yield Words(
            f"Of all that these columns said, {100 * c.privacy.loss:.1f}% was given up. No other choice of levels that "
            "meets the target gives up less."
        )
    if c.privacy.models:
        rows = tuple(_model(model) for model in c.privacy.models)
        headers = ("Column", "What was asked", "Asked", "Worst group")
        yield Table("What was asked of every group besides its size", headers, rows, "wwnn")


def _model(model: ModelFacts) -> tuple[str, str, str, str]:
    name, _, more = model.model.partition(" ")
    asked = f"{_capital(MODELS[name])}{f' {more}' if more else ''}"
    return model.column or "All groups", asked, f"{model.asked:g}", f"{model.reached:.3g}"


def gate_section(c: Certificate) -> Iterator[Block]:
    """Each check of the gate in a sentence."""
    yield Words(
        "The gate is a program of its own. It read the finished file again, with code that did not make it. A check "
        "that cannot be run counts as failed. If one fails, nothing leaves."
    )
    rows = tuple((CHECKS.get(check.check, _capital(check.check.replace("_", " "))), _capital(check.verdict),
                  _capital(check.message) + ".") for check in c.gate)  # fmt: skip
    yield Table("The checks", ("What must hold", "Result", "What was found"), rows, "wsw")


def remains_section(c: Certificate) -> Iterator[Block]:
    """What no check can rule out."""
    yield Words("No release is without risk. This is what the checks cannot rule out.")
    yield Points(tuple(points_of(c)))
    yield Words("Share this only with those who agreed the policy, and only for its purpose.")


def utility_section(c: Certificate) -> Iterator[Block]:
    """What the release is still good for."""
    utility = c.utility
    if utility is None or not utility.columns:
        return
    if utility.average_group:
        yield Words(
            f"{count_of(utility.groups, 'group')} {'leaves' if utility.groups == 1 else 'leave'}, of "
            f"{utility.average_group:.1f} rows on average (discernibility {utility.discernibility:,})."
        )
    rows = tuple((each.column, _share(each.loss), _share(each.entropy), _share(each.moved)) for each in utility.columns)
    headers = ("Column", "Detail given up", "Doubt about the value before", "Shift, as rows were left out")
    yield Table("What each column lost, from 0% (nothing) to 100% (everything)", headers, rows, "wnnn")
    yield Words(
        "Detail given up: of the values that could be told apart, the share that became one (normalised loss, Iyengar "
        "2002). Doubt: non-uniform entropy. Shift: total variation distance between all rows and those that leave. A "
        "dash stands for what was not worked out.", quiet=True,
    )  # fmt: skip


def _share(figure: float | None) -> str:
    return "–" if figure is None else f"{100 * figure:.1f}%"


def record_section(c: Certificate) -> Iterator[Block]:
    """Digests and versions, for whoever checks."""
    yield Words(
        "A digest (SHA-256) is the fingerprint of a file: it changes if one letter of the file does. With the command "
        "infoshare verify anybody can see whether file and certificate belong together.", quiet=True,
    )  # fmt: skip
    yield Table("Digests and versions", ("What", "Value"), tuple(_record(c)), "ww")


def _record(c: Certificate) -> Iterator[tuple[str, str]]:
    yield "Issued", c.issued
    yield "Source, SHA-256", c.source.sha256
    yield from (("How the source was read", note) for note in c.source.notes)
    yield "Release, SHA-256", c.release.sha256
    yield "Policy, SHA-256", c.policy.sha256
    if c.privacy.population_sha256:
        yield "Population file, SHA-256", c.privacy.population_sha256
    if c.language_model:
        yield "Language model", " ".join(c.language_model[each] for each in ("name", "version", "sha256"))
    yield "Software", ", ".join(f"{name} {number}" for name, number in c.versions.items())


SECTIONS: tuple[tuple[str, Callable[[Certificate], Iterator[Block]]], ...] = (
    ("What the partners agreed", agreed_section),
    ("Consent and opt-outs", permission_section),
    ("What was done to each column", columns_section),
    ("How far people stand out, before and after", risk_section),
    ("How people are kept in groups", groups_section),
    ("What the gate checked", gate_section),
    ("What remains", remains_section),
    ("What the release is still good for", utility_section),
    ("For the record", record_section),
)
"""Every section with its heading, in order; a section is left out where it has nothing to say."""


def sections_of(certificate: Certificate, prefix: str = "") -> Iterator[Section]:
    """The sections of the report of one table."""
    for title, make in SECTIONS:
        blocks = tuple(make(certificate))
        if blocks:
            yield Section(f"{prefix}{title}", blocks)
