import highspy
import numpy as np
import pytest

from infoshare.errors import TableUnprotected
from infoshare.tabulation.additivity import sums_of
from infoshare.tabulation.freedom import Freedom
from infoshare.tabulation.movement import Movements, Room
from infoshare.tabulation.witnesses import Target, Witnesses
from tests.unit.tabulation.tables import flat_cube

CUBE = flat_cube(2, 2)
SUMS = list(sums_of(CUBE))
CELL = 4  # the first of the four inner cells; 0 is the grand total
NOTHING = np.zeros(9)
ROOM = Room(np.full(9, 5.0), np.full(9, 50.0), NOTHING, NOTHING)


def adds_up(movement):
    return all(movement[total] == movement[parts].sum() for total, parts in SUMS)


def test_the_cheapest_movement_adds_up_and_moves_the_cells_that_cost_least():
    price = np.ones(9)
    price[[0, 1, 3]] = 100
    movement = Movements(SUMS, ROOM, price).cheapest(CELL, 3.0)
    assert adds_up(movement)
    assert np.flatnonzero(movement).tolist() == [4, 5, 7, 8]


def test_suppressed_cells_move_at_no_price():
    movements = Movements(SUMS, ROOM, np.ones(9))
    movements.suppress(np.array([0, 3, 1]))
    assert np.flatnonzero(movements.cheapest(CELL, 3.0)).tolist() == [0, 1, 3, 4]


def test_a_cell_that_must_keep_still_does():
    movement = Movements(SUMS, ROOM, np.ones(9)).cheapest(CELL, 3.0, still=8)
    assert movement[8] == 0
    assert adds_up(movement)


def test_farther_than_there_is_room_nothing_moves():
    assert Movements(SUMS, ROOM, np.ones(9)).cheapest(CELL, -6.0) is None


def test_the_widest_movement_goes_as_far_as_the_others_let_it():
    low, high = NOTHING.copy(), NOTHING.copy()
    inner = [4, 5, 7, 8]
    low[inner], high[inner] = -5.0, 50.0
    freedom = Freedom(SUMS, low, high)
    assert freedom.widest(CELL, 1)[CELL] == 5
    assert freedom.widest(CELL, -1)[CELL] == -5
    freedom.bound(8, 0.0, 0.0)
    assert freedom.widest(CELL, 1)[CELL] == 0


def test_a_movement_is_kept_at_its_longest_and_in_reverse():
    targets = [Target(4, 1, 5.0), Target(4, -1, 5.0), Target(4, 1, 5.0, still=8), Target(5, 1, 6.0)]
    witnesses = Witnesses(targets, ROOM, whole=True)
    movement = NOTHING.copy()
    movement[[4, 5, 7, 8]] = [1, -1, -1, 1]
    witnesses.add(movement, -ROOM.down, ROOM.up)
    assert [witnesses.shown(number) for number in range(4)] == [True, True, False, False]
    assert witnesses.missing_without(8).tolist() == [0, 1, 2, 3]
    assert witnesses.missing_without(0).tolist() == [2, 3]


def test_a_movement_of_fractions_shows_nothing_of_whole_numbers():
    witnesses = Witnesses([Target(4, 1, 0.5)], ROOM, whole=True)
    witnesses.add(np.full(9, 0.5), -ROOM.down, ROOM.up)
    assert not witnesses.shown(0)


def test_a_solver_at_a_loss_is_an_error_and_no_answer(monkeypatch):
    movements = Movements(SUMS, ROOM, np.ones(9))
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda self: highspy.HighsModelStatus.kIterationLimit)
    with pytest.raises(TableUnprotected):
        movements.cheapest(CELL, 3.0)
