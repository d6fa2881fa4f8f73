"""Places out of a file of the user's: looked up by postcode, or the nearest map point that enough addresses share."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoshare.anonymisation.place_look_up import look_up_place
from infoshare.anonymisation.snapping import snap_place
from infoshare.errors import PolicyError
from tests.conftest import Refused


def written(folder: Path, text: str) -> str:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_postcode_is_found_in_a_file_in_any_order_and_spelling(tmp_path: Path) -> None:
    rows = [f"HM{number} 7NG,E{number:03d}" for number in (3, 1, 2)]
    place_of = look_up_place(written(tmp_path, "\n".join(["pcd,area", *rows, ",E999"])), "pcd", "area")
    assert [place_of(text) for text in ("hm17ng", "HM2-7NG", "HM3 7NG")] == ["E001", "E002", "E003"]
    assert [place_of(text) for text in ("HM4 7NG", "", "none", "AA", "ZZ99 3WZ")] == [None] * 5


def test_a_row_that_is_there_twice_is_no_fault_but_two_places_are(tmp_path: Path, refused: Refused) -> None:
    assert look_up_place(written(tmp_path, "pcd,a\nHM1 7NG,X\nHM17NG,X\n"), "pcd", "a")("HM1 7NG") == "X"
    with refused(PolicyError, never=["HM17NG", "HM1 7NG", "Yonder"]) as caught:
        look_up_place(written(tmp_path, "pcd,a\nHM1 7NG,Yonder\nHM17NG,There\n"), "pcd", "a")
    assert "more than one 'a' for 1 postcode" in str(caught.value)


def test_a_file_that_was_changed_is_read_again(tmp_path: Path) -> None:
    assert look_up_place(written(tmp_path, "pcd,a\nHM1 7NG,X\n"), "pcd", "a")("HM1 7NG") == "X"
    assert look_up_place(written(tmp_path, "pcd,a\nHM1 7NG,Other\n"), "pcd", "a")("HM1 7NG") == "Other"


POINTS = "easting,northing,addresses\n1000,1000,8\n1010,1000,7\n3000,1000,900\n"


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ("1011, 1000", "1000 1000"),
        ("2000, 1000", "1000 1000"),
        ("2001, 1000", "3000 1000"),
        ("4000, 1000", "3000 1000"),
        ("4001, 1000", None),
        ("3000, 2001", None),
        ("Mill Lane", None),
        ("SV 010 010", "1000 1000"),
    ],
)
def test_the_nearest_point_that_enough_addresses_share(tmp_path: Path, place: str, point: str | None) -> None:
    assert snap_place(written(tmp_path, POINTS), 1000)(place) == point


def test_the_nearest_point_is_the_one_that_a_search_through_all_would_find(tmp_path: Path) -> None:
    points = [(37 * step % 5_000, 91 * step % 5_000) for step in range(60)]
    file = written(tmp_path, "easting,northing,addresses\n" + "\n".join(f"{e},{n},20" for e, n in points))
    snap = snap_place(file, 700)
    for place in [(13 * step % 5_200, 29 * step % 5_200) for step in range(200)]:
        near = min(points, key=lambda point: ((point[0] - place[0]) ** 2 + (point[1] - place[1]) ** 2, point))
        far = (near[0] - place[0]) ** 2 + (near[1] - place[1]) ** 2 > 700**2
        assert snap(f"{place[0]},{place[1]}") == (None if far else f"{near[0]} {near[1]}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("easting,northing,addresses\n1,1,7\n", "none that 8 addresses"),
        ("easting,northing,addresses\n1,Yonder,9\n", "1 row without a number"),
        ("easting,northing\n1,1\n", "no column 'addresses'"),
        ("", "no CSV file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, refused: Refused, text: str, said: str) -> None:
    with refused(PolicyError, never=["Yonder"]) as caught:
        snap_place(written(tmp_path, text), 1000)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(refused: Refused) -> None:
    with refused(PolicyError) as caught:
        look_up_place("nowhere.csv", "pcds", "lsoa")
    assert "'nowhere.csv'" in str(caught.value)
