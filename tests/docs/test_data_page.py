"""What docs/data.md shows is so: its data set file loads, and its list of suffixes is the code's."""

from __future__ import annotations

import re
from pathlib import Path

from infoshare.files.formats import FORMATS
from infoshare.model.dataset import Dataset

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def test_the_data_set_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "dataset.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", PAGE, re.S)[0], encoding="utf-8")
    assert Dataset.load(path).others == ("diagnoses",)


def test_every_suffix_is_listed() -> None:
    table = PAGE.partition("\n## ")[0]
    assert set(re.findall(r"`(\.[a-z.]+)`", table)) == set(FORMATS)
