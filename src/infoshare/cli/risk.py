"""The commands about people being known again: risk, and the rehearsal of a motivated intruder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infoshare.cli.data import Data, PolicyName, given
from infoshare.cli.show import Format, OutputFormat, as_json, table
from infoshare.errors import UserError
from infoshare.safe_repr import count_of, listed

if TYPE_CHECKING:
    from infoshare.model.risk import Attack, Linkage, PopulationUniques, Rehearsal, RiskReport, SpecialUniques

Names = Annotated[list[str], typer.Option(help="Columns that an intruder could know, parted by commas.")]
_BASES = {
    "data": "the data itself",
    "population_file": "the population file",
    "sampling_fraction": "the sampling fraction",
}
_GROUPS = (("1", 1, 1), ("2 to 4", 2, 4), ("5 to 9", 5, 9), ("10 or more", 10, None))


def risk(
    data: Data,
    quasi: Names,
    sensitive: Annotated[list[str] | None, typer.Option(help="Columns that nobody should learn.")] = None,
    population: Annotated[
        Path | None, typer.Option(help="A data file of everybody whom the data could be about, with the same columns.")
    ] = None,
    sampling_fraction: Annotated[
        float | None, typer.Option(help="Instead: the share of the population that is in the data, such as 0.05.")
    ] = None,
    attacker: Annotated[
        Path | None, typer.Option(help="A list of people with some of the quasi-identifiers, to link to the data.")
    ] = None,
    threshold: Annotated[float, typer.Option(help="A row is at risk above this chance; 0.2 is a group under 5.")] = 0.2,
    max_size: Annotated[int, typer.Option(help="The most columns taken together to find special uniques.")] = 3,
    output_format: Format = OutputFormat.text,
) -> None:
    """Measure the risk that people are known again in a data file. Counts and shares only, never a value.

    Example: infoshare risk release.csv --quasi age,postcode,arrival --sensitive weapon
    """
    from infoshare.workflows.risk import risk as measure

    report = measure(
        given(data), _split(quasi), _split(sensitive or []), population=population,
        sampling_fraction=sampling_fraction, attacker=attacker, threshold=threshold, max_size=max_size,
    )  # fmt: skip
    if output_format is OutputFormat.json:
        as_json(report.model_dump(mode="json"))
    else:
        _show_risk(report)


def _split(names: Iterable[str]) -> list[str]:
    return [name.strip() for part in names for name in part.split(",") if name.strip()]


def share(part: float, whole: float) -> str:
    """`11 of 1,430 (0.8%)`: a count with what it is a part of."""
    return f"{part:,.0f} of {whole:,.0f} ({_percent(part / whole if whole else 0)})"


def _percent(chance: float) -> str:
    return f"{chance:.1%}"


def _show_risk(report: RiskReport) -> None:
    typer.echo(f"{count_of(report.rows, 'row')}; quasi-identifiers: {listed(report.quasi)}")
    typer.echo(f"{share(report.sample_unique, report.rows)} rows stand alone: no other row shares their values.")
    typer.echo(f"{count_of(report.classes, 'group')} of rows that share them; the smallest has "
               f"{count_of(report.k, 'row')} (k = {report.k:,}).\n")  # fmt: skip
    _show_groups(report)
    _show_intruders(report)
    if report.l:
        table(["Sensitive column", "Fewest values in a group (l)", "Furthest group from the whole (t, 0 to 1)"],
              [(name, least, f"{report.t[name]:.2f}") for name, least in report.l.items()])  # fmt: skip
        typer.echo()
    _show_special(report.special_uniques, report.rows)
    if report.population:
        _show_population(report.population)
    if report.attack:
        typer.echo("\nThe attacker's list, linked to the data")
        _show_attacks([("Data", report.attack)])


def _show_groups(report: RiskReport) -> None:
    lines = []
    for words, low, high in _GROUPS:
        inside = {size: n for size, n in report.class_sizes.items() if size >= low and (high is None or size <= high)}
        rows = sum(size * number for size, number in inside.items())
        lines.append((words, sum(inside.values()), rows, _percent(rows / report.rows)))
    table(["Rows in the group", "Groups", "Rows", "Share of rows"], lines)
    typer.echo()


def _show_intruders(report: RiskReport) -> None:
    above = f"Rows at risk (above {report.threshold:.0%})"
    table(["Intruder", "Highest risk", "Average risk", above], [
        *((who, _percent(found.highest), _percent(found.average), share(found.rows_above, report.rows))
          for who, found in (("knows the person is in the data (prosecutor)", report.prosecutor),
                             ("knows only the population (journalist)", report.journalist))),
        ("links every row (marketer)", "", _percent(report.marketer.average),
         f"{report.marketer.expected_rows:,.0f} rows linked rightly"),
    ])  # fmt: skip
    typer.echo(f"Journalist and marketer: group sizes in the population from {_BASES[report.journalist.basis]}.\n")
    if report.journalist.short_classes:
        short = report.journalist.short_classes
        typer.echo(f"Warning: {count_of(short, 'group')} of the data {'is' if short == 1 else 'are'} larger than in "
                   "the population file, which so cannot be the whole population.\n")  # fmt: skip


def _show_special(found: SpecialUniques, rows: int) -> None:
    together = f"{count_of(found.max_size, 'column')}" + (" or fewer" if found.max_size > 1 else "")
    typer.echo(f"{share(found.rows, rows)} rows are singled out by {together} (special uniques).")
    if found.rows:
        smallest = (f"{number:,} by {count_of(size, 'column')}" for size, number in found.rows_by_smallest.items())
        typer.echo(f"Fewest columns that suffice: {', '.join(smallest)}\n")
        table(["Column", "Share of SUDA scores that it has a part in", "Sets of columns with it"],
              [(part.column, _percent(part.share), part.unique_sets) for part in found.columns])  # fmt: skip


def _show_population(found: PopulationUniques) -> None:
    typer.echo(f"\nOf an estimated population of {found.population:,}, unique people:")
    estimates = (("Pitman", found.pitman), ("Zayatz", found.zayatz))
    table(["Estimator", "Unique people", "Used at this sampling fraction"], (
        (name, f"{number:,.0f}", "yes" if name.casefold() == found.chosen else "") for name, number in estimates
    ))  # fmt: skip
    if found.right_if_unique is not None:
        typer.echo("Where one row and one person match, the match is right with a chance of about "
                   f"{_percent(found.right_if_unique)}.")  # fmt: skip


def intruder(
    released: Annotated[
        Path | None, typer.Argument(metavar="[RELEASE]", help="A release; else one is rehearsed.")
    ] = None,
    *,
    source: Annotated[Path, typer.Option(help="The data that the release is made from.")],
    policy: PolicyName,
    attacker: Annotated[
        Path | None,
        typer.Option(help="A list of named people; else one is made from the source, as a register has it."),
    ] = None,
    knows: Annotated[list[str] | None, typer.Option(help="More columns that the intruder knows, by commas.")] = None,
    on: Annotated[str | None, typer.Option(help="The day on which ages are reckoned from dates of birth.")] = None,
    output_format: Format = OutputFormat.text,
) -> None:
    """Rehearse a motivated intruder: link named people to the data as it is and to the release. No key is needed.

    Example: infoshare intruder release.csv --source attendances.csv --policy ae-violence
    """
    from infoshare.workflows.rehearse import rehearse

    found = rehearse(
        source, policy, release=released, attacker=attacker, knows=_split(knows or []), on=_day(on)
    )  # fmt: skip
    if output_format is OutputFormat.json:
        as_json(found.model_dump(mode="json"))
    else:
        _show_rehearsal(found)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise UserError("--on is not a day", mend="Write it as 2025-06-30.") from None


def _show_rehearsal(found: Rehearsal) -> None:
    origin = "made from the source" if found.list_from == "source" else "given"
    typer.echo(f"The intruder's list ({origin}): {count_of(found.people, 'person', 'people')}.")
    typer.echo(f"What it says of them: {', '.join(found.knows)}.")
    typer.echo(f"In the data: {found.in_source:,}. In the release under policy {found.policy} {found.policy_version}: "
               f"{found.in_release:,}.\n")  # fmt: skip
    _show_attacks([("Data as it is", found.before), ("Release", found.after)])
    typer.echo()
    for when, attack in (("Before", found.before), ("After", found.after)):
        typer.echo(f"{when}: {share(attack.exact.singled_out, found.people)} people stand alone, "
                   f"{attack.exact.rightly or 0:,} of them rightly.")  # fmt: skip


def _show_attacks(attacks: Sequence[tuple[str, Attack]]) -> None:
    """Each attacked table as a column: what it is linked by, and how people stand, exactly and with errors allowed."""
    names = [name for name, _ in attacks]
    table(["", *names], [
        ("Linked by", *(", ".join(attack.columns) or "nothing" for _, attack in attacks)),
        ("Rows", *(f"{attack.rows:,}" for _, attack in attacks)),
    ])  # fmt: skip
    for way, linkages in (
        ("Linked exactly: people who", [attack.exact for _, attack in attacks]),
        ("Errors allowed: people who", [attack.weighted for _, attack in attacks]),
    ):
        typer.echo()
        table([way, *names], _lines_of(linkages))
        tried = min(linkage.people for linkage in linkages)
        if tried < attacks[0][1].exact.people:
            typer.echo(f"To save time, errors were allowed for {share(tried, attacks[0][1].exact.people)} people only.")


def _lines_of(linkages: Sequence[Linkage]) -> Iterable[tuple[str, ...]]:
    yield ("stand alone (one candidate row)", *(_people(x, x.singled_out) for x in linkages))
    yield from _rightly("  rightly so", [x.rightly for x in linkages])
    yield from _rightly("have no candidate but their own rows", [x.only_own for x in linkages])
    yield ("have no candidate row", *(_people(x, x.candidates["none"]) for x in linkages))
    for words in ("2 to 4", "5 to 9", "10 or more"):
        yield (f"have {words} candidate rows", *(_people(x, x.candidates[words]) for x in linkages))
    for name in {name: None for x in linkages for name in x.learnt}:
        known = [x.learnt.get(name) for x in linkages]
        yield (
            f"would have '{name}' learnt",
            *(_people(x, y.people if y else 0) for x, y in zip(linkages, known, strict=True)),
        )
        yield from _rightly("  rightly so", [y.rightly if y else None for y in known])


def _people(linkage: Linkage, number: int) -> str:
    return f"{number:,} ({_percent(number / linkage.people)})"


def _rightly(words: str, numbers: Sequence[int | None]) -> Iterable[tuple[str, ...]]:
    """A line of counts of the truth, where it is known."""
    if None not in numbers:
        yield (words, *(f"{number:,}" for number in numbers))
