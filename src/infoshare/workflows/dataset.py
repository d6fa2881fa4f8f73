"""Anonymises the tables of a data set together: one key, everybody sought in every linked text, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infoshare.certificates.signing import SigningKey
from infoshare.errors import DataFileError
from infoshare.gate.hidden_data import Finished
from infoshare.gate.linked import keys_agree
from infoshare.model.certificate import Certificate, DatasetCertificate, PolicyFacts
from infoshare.model.dataset import Agreed, Dataset
from infoshare.model.table import texts
from infoshare.safe_repr import count_of, listed
from infoshare.workflows.anonymise import Job, OnRows, prepare, stamped
from infoshare.workflows.beside import Beside, Known, people_of
from infoshare.workflows.certify import certify
from infoshare.workflows.date_orders import with_dates_read
from infoshare.workflows.opt_out_list import OptOutList, opt_outs_for
from infoshare.workflows.signing_keys import as_signing_key
from infoshare.workflows.sources import Source, as_secret, opened

CERTIFICATE = "certificate.json"


@dataclass(frozen=True, slots=True, repr=False)
class DatasetRelease:
    """What may leave: each table by name (a frame of the kind given, or the path written), and one certificate."""

    tables: dict[str, Any]
    certificate: DatasetCertificate

    def __repr__(self) -> str:
        return f"<DatasetRelease of {count_of(len(self.tables), 'table')}>"


def anonymise_dataset(
    data: str | Path | Mapping[str, Any],
    dataset: str | Path | Agreed,
    *,
    key: bytes | str | None = None,
    recipient: str | None = None,
    out: str | Path | None = None,
    report: str | Path | None = None,
    engine: str = "polars",
    issued: str | None = None,
    opt_out: str | Path | None = None,
    signing_key: SigningKey | bytes | str | None = None,
    on_rows: OnRows = lambda rows: None,
) -> DatasetRelease:
    """Anonymise tables that share a key, each by its policy, so that they fit together as before.

    A row that is left out of the main table takes its rows in the other tables with it. What is known of a person in
    any table is sought in the texts of all rows with the same key, and the gate seeks it in every table.

    Args:
        data: a folder with one file for each table, by its name, or a mapping from names to paths or frames.
        dataset: the path of a data set file, which names the tables, their policies, and the key.
        key: at least 32 bytes; needed if the policies make pseudonyms. It is derived for the data set, not the policy.
        recipient: who receives the release.
        out: a folder to write to. Each table gets the format of its source, a frame CSV. Without it the tables come
            back as frames.
        report: a folder for `report.html`, `report.docx` and the certificate; without it, that stands in `out`.
        engine: `polars`, or `reference`, which is slow and obvious.
        issued: the time to put on the certificate, ISO 8601; now, if none is given.
        opt_out: the opt-out list, a text file of NHS numbers, in place of the one that the main table's policy names.
        signing_key: signs the certificate: a `SigningKey`, or the text of a private key file (Ed25519, PEM).
        on_rows: called with the number of rows done, for a progress bar.

    Raises:
        UserError: if something given cannot be used.
        ReleaseRefused: if any table must not leave; nothing was written.
    """
    signing = as_signing_key(signing_key)
    agreed = dataset if isinstance(dataset, Agreed) else Agreed.load(Path(dataset))
    given, stamp = _given(data, agreed.dataset), stamped(issued)
    opt_outs = opt_outs_for(agreed.policies[agreed.dataset.main], opt_out)
    folder, papers = (Path(path) if path else None for path in (out, report))
    try:
        with ExitStack() as stack:
            sources = {
                name: with_dates_read(agreed.policies[name], stack.enter_context(opened(each)))
                for name, each in given.items()
            }
            work = _Work(agreed, sources, as_secret(key), recipient, engine, stamp, opt_outs)
            made = stack.enter_context(_made(work, given, folder, on_rows))
            certificate = _certify(agreed, made, recipient, stamp)
            certificate = signing.sign(certificate) if signing else certificate
            _publish(made, certificate, folder, papers)
            return DatasetRelease({name: made[name].data for name in agreed.dataset.tables}, certificate)
    except OSError as error:
        raise DataFileError(
            f"the release cannot be written: {error.strerror}", mend="Make room, and try again."
        ) from None


def _certify(agreed: Agreed, made: dict[str, _Made], recipient: str | None, issued: str) -> DatasetCertificate:
    dataset = agreed.dataset
    return DatasetCertificate(
        issued=issued,
        dataset=PolicyFacts(name=dataset.dataset, version=dataset.version, sha256=agreed.digest, title=dataset.title),
        key=dataset.key,
        main=dataset.main,
        recipient=recipient,
        tables={name: made[name].certificate for name in dataset.tables},
    )


def _given(data: Any, dataset: Dataset) -> dict[str, Any]:
    """What was given for each table, the main one first."""
    order = (dataset.main, *dataset.others)
    if isinstance(data, Mapping):
        wrong = [f"'{name}' was not given" for name in order if name not in data]
        wrong += [f"'{name}' is not one of the tables" for name in data if name not in order]
        if wrong:
            raise DataFileError(*wrong, mend=f"The data set '{dataset.dataset}' has {listed(dataset.tables)}.")
        return {name: data[name] for name in order}
    folder = Path(data)
    if not folder.is_dir():
        raise DataFileError(
            f"{folder} is no folder, and '{dataset.dataset}' is a data set",
            mend=f"Give the folder with a file for each of {listed(dataset.tables)}.",
        )
    return _in_folder(folder, order)


def _in_folder(folder: Path, names: tuple[str, ...]) -> dict[str, Any]:
    from infoshare.files.formats import FORMATS

    found = {
        name: [path for suffix in FORMATS if (path := folder / f"{name}{suffix}").is_file()] for name in names
    }  # fmt: skip
    wrong = [
        f"{folder} has {'no file' if not paths else count_of(len(paths), 'file')} for the table '{name}'"
        for name, paths in found.items()
        if len(paths) != 1
    ]
    if wrong:
        raise DataFileError(*wrong, mend=f"Put one file for each table there, such as {names[0]}.csv.")
    return {name: paths[0] for name, paths in found.items()}


@dataclass(slots=True)
class _Work:
    """The release of a data set on its way."""

    agreed: Agreed
    sources: dict[str, Source]
    secret: bytes | None
    recipient: str | None
    engine: str
    issued: str
    opt_outs: OptOutList | None
    people: dict[str, dict[Known, None]] = field(init=False)

    def __post_init__(self) -> None:
        each = {name: (self.agreed.policies[name], source) for name, source in self.sources.items()}
        self.people = people_of(each, self.agreed.dataset.key)

    def job(self, name: str, released: frozenset[str] | None) -> Job:
        """The job of one table; `released` are the keys of the released main table, if this is another."""
        dataset = self.agreed.dataset
        others = tuple((self.agreed.policies[other], self.sources[other]) for other in self.sources if other != name)
        beside = Beside(dataset.dataset, dataset.key, others, self.people, released)
        policy = self.agreed.policies[name]
        opt_outs = self.opt_outs if name == dataset.main else None
        return prepare(
            self.sources[name], policy, self.secret, self.recipient, self.engine, self.issued, beside, opt_outs
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """A table that passed the gate: as it goes back to whoever asked, as the gate read it, and its file if any."""

    data: Any
    released: Source
    certificate: Certificate
    target: Any = None


@contextmanager
def _made(work: _Work, given: dict[str, Any], out: Path | None, on_rows: OnRows) -> Iterator[dict[str, _Made]]:
    """Every table, through the gate; files come to nothing unless they are published."""
    places = _places(given, out) if out else {}
    with ExitStack() as stack:
        if out:
            stack.enter_context(_folder(out))
        made: dict[str, _Made] = {}
        keys: frozenset[str] | None = None
        for name in given:
            job = work.job(name, keys)
            main = next(iter(made.values()), None)
            made[name] = _one(stack, job, given[name], places.get(name), main, on_rows)
            if keys is None:
                keys = _keys_of(made[name].released, work.agreed.dataset.key)
        yield made


def _one(stack: ExitStack, job: Job, given: Any, place: Path | None, main: _Made | None, on_rows: OnRows) -> _Made:
    from infoshare.files.formats import format_of, reader_of
    from infoshare.files.frames import FrameTable, like
    from infoshare.files.target import written_whole
    from infoshare.workflows.publish import through_the_gate, write

    target, neutralised = None, 0
    if place:
        target, file_format = stack.enter_context(written_whole(place)), format_of(place)
        neutralised = write(job, target, file_format, on_rows)
        released: Source = reader_of(target.stream, file_format, place.name)
        data: Any = place
        finished: object = Finished(target.stream, file_format)
    else:
        data = like(given, job.frame(on_rows))
        released, finished = FrameTable(data, "the release"), data
    key = job.beside.key or ""
    more = [keys_agree(main.released, released, key)] if main else []
    outcome = through_the_gate(job, released, finished, neutralised, more)
    return _Made(data, released, certify(job, outcome), target)


def _keys_of(released: Source, key: str) -> frozenset[str]:
    return frozenset(value for batch in released.batches() for value in texts(batch, key) if value is not None)


def _places(given: dict[str, Any], out: Path) -> dict[str, Path]:
    """Where each table goes; a file that is there already would leave a mixture if the last step failed."""
    places = {name: out / f"{name}{_suffix(each)}" for name, each in given.items()}
    there = [path.name for path in (*places.values(), out / CERTIFICATE) if path.exists()]
    if there:
        raise DataFileError(f"{out} has {listed(there)} already", mend="Give an empty folder, or one to be made.")
    return places


def _suffix(given: Any) -> str:
    from infoshare.files.formats import FORMATS

    if not isinstance(given, str | Path):
        return ".csv"
    name = Path(given).name.lower()
    return max((suffix for suffix in FORMATS if name.endswith(suffix)), key=len, default=".csv")


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The folder to write to, made if need be, and taken away again if it was made and nothing came of it."""
    from infoshare.files.target import make_folder

    was_there = out.exists()
    make_folder(out)
    try:
        yield
    finally:
        if not was_there:
            with suppress(OSError):
                out.rmdir()


def _publish(made: dict[str, _Made], certificate: DatasetCertificate, out: Path | None, report: Path | None) -> None:
    """The papers first and the tables last; whatever stops that, everything is taken back."""
    from infoshare.files.target import write_whole

    written: list[Path] = []
    try:
        for path, data in _papers(certificate, out, report).items():
            written.append(path)
            write_whole(path, data)
        for each in made.values():
            if each.target:
                written.append(each.target.path)
                each.target.publish()
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _papers(certificate: DatasetCertificate, out: Path | None, report: Path | None) -> dict[Path, bytes]:
    from infoshare.workflows.report import papers_of

    papers = papers_of(certificate, report) if report else {}
    if report or out:
        papers[certificate_path(out, report)] = certificate.to_json().encode()
    return papers


def certificate_path(out: Path | None, report: Path | None) -> Path:
    """Where the certificate goes: into the report's folder, or the release's."""
    return (report or out or Path()) / CERTIFICATE
