"""Pictures are drawn to scale, told in words, and safe whatever a header holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from infoshare.documents.pictures import HEIGHT, Bar, compared, in_parts, lying, said, upright

HOSTILE = "<script>\"'&</svg>"


def heights(picture: str) -> list[float]:
    return [float(found) for found in re.findall(r'<rect[^>]* height="([0-9.]+)"', picture)]


def test_bars_are_drawn_to_scale_and_a_single_row_can_be_seen() -> None:
    assert heights(upright([Bar(1000), Bar(500), Bar(1), Bar(0)], "")) == [HEIGHT, HEIGHT / 2, 1.5, 0.0]


def test_labels_are_left_out_where_they_would_run_into_each_other() -> None:
    few = upright([Bar(1, f"{year}") for year in range(2000, 2005)], "")
    many = upright([Bar(1, f"{year} and later") for year in range(2000, 2040)], "")
    assert few.count("<text") == 5
    assert 0 < many.count("<text") < 10


def test_no_bars_make_an_empty_picture() -> None:
    assert "<rect" not in upright([], "nothing")


def test_whatever_a_label_holds_the_picture_is_sound_and_runs_nothing() -> None:
    bars = [Bar(1, HOSTILE)] * 5
    for picture in (upright(bars, HOSTILE), lying(bars, 5, HOSTILE), in_parts(bars, HOSTILE)):
        found = ElementTree.fromstring(picture)
        assert found.get("role") == "img"
        assert HOSTILE in str(found.get("aria-label"))
        assert "<script" not in picture


def test_a_few_rows_are_not_told_apart() -> None:
    assert [said(rows) for rows in (0, 1, 4, 5, 1200)] == ["0", "1 to 4", "1 to 4", "5", "1,200"]


def test_before_and_after_are_shares_of_their_own_side_and_told_without_colour() -> None:
    picture = compared([("Alone", 100, 0), ("In tens", 0, 50)], (100, 50), HOSTILE)
    widths = [float(found) for found in re.findall(r'<rect[^>]* width="([0-9.]+)"', picture)]
    assert widths[0] == widths[3] > 0
    assert widths[1] == widths[2] == 0
    assert [picture.count(f">{said}<") for said in ("before: 100", "after: 50", "before: 0", "after: 0")] == [1] * 4
    assert ElementTree.fromstring(picture).get("aria-label") == HOSTILE
