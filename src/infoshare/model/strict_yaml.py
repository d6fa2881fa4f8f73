"""Reads YAML as plain data and nothing more: no objects, no aliases, no repeated keys, dates left as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from infoshare.errors import UserError
from infoshare.safe_repr import listed

LARGEST = 5_000_000
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]  # the base is chosen at run time: C if it is there
    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """A mapping whose keys are the words that stand there: a column may be called `No` or `1`."""
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            raise yaml.MarkedYAMLError(problem="a key that is not one word", problem_mark=node.start_mark)
        keys = [str(key.value) for key, _ in node.value]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        if repeated:
            raise yaml.MarkedYAMLError(problem=f"written twice: {listed(repeated)}", problem_mark=node.start_mark)
        return {str(key.value): self.construct_object(value, deep=True) for key, value in node.value}


DEEPEST = 50


def read_yaml(path: Path, fault: type[UserError]) -> Any:
    """The plain data in a YAML file.

    Raises:
        UserError: of the kind given, if the file cannot be read or is not plain YAML.
    """
    return parse_yaml(read_text(path, fault), fault, path.name)


def read_text(path: Path, fault: type[UserError]) -> str:
    """The text of a small UTF-8 file, or `fault` with what to do about it."""
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "is not there"
        raise fault(f"{path} {what}", mend="Give the path of an existing file.")
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise fault(f"{path.name} is larger than {LARGEST:,} bytes; a file of this kind never is")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise fault(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise fault(f"{path.name} is not UTF-8 text", mend="Save it again as UTF-8.") from None


def parse_yaml(text: str, fault: type[UserError], where: str) -> Any:
    """The plain data in a YAML text; `where` names the text in messages."""
    try:
        _refuse_unplain(text, fault, where)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a SafeLoader, narrowed further
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise fault(f"{where}, line {line}: {error.problem}", mend="Mend the YAML there.") from None
    except (yaml.YAMLError, ValueError):
        raise fault(f"{where} is not plain YAML text", mend="Save it again as plain text.") from None


def _refuse_unplain(text: str, fault: type[UserError], where: str) -> None:
    """Aliases, tags and endless nesting are refused before anything is built from the text."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise fault(f"{where}, line {line}: aliases (*name) are not allowed", mend="Write the value out in full.")
        if getattr(event, "tag", None) is not None:
            raise fault(f"{where}, line {line}: tags (!name) are not allowed", mend="Write the plain value.")
        if depth > DEEPEST:
            raise fault(f"{where}, line {line}: nested too deeply", mend="Mend the brackets there.")


def write_yaml(data: Any) -> str:
    """Plain data as YAML text, in the order given, with no aliases."""
    return yaml.dump(data, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=100)


class _PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
