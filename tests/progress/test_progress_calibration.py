"""What confidence cost, beside what always saying the overall share would have cost."""

import math

import pytest

from helpers.progress import calibration, cost, record


def predict(pairs):
    for i, (confidence, right) in enumerate(pairs):
        record.predicted(f"q{i}", lesson="01_softmax", answer=i, right=right, confidence=confidence)


def test_costs_are_those_worked_out_by_hand(file):
    predict([(0.9, True), (0.8, False), (0.5, True), (0.9, True)])
    found = calibration()
    assert found.pairs == [(0.9, True), (0.8, False), (0.5, True), (0.9, True)]
    assert found.cost == pytest.approx(-math.log(0.9 * 0.2 * 0.5 * 0.9) / 4)
    assert found.share == 0.75 and found.cost_of_share == pytest.approx(
        -0.75 * math.log(0.75) - 0.25 * math.log(0.25)
    )
    assert cost(0.8, False) == pytest.approx(-math.log(0.2)) and cost(0.8, True) == pytest.approx(-math.log(0.8))


def test_bins_hold_each_prediction_once(file):
    predict([(0.3, False), (0.5, True), (0.55, False), (0.6, True), (0.99, True)])
    assert [(each.low, each.share, each.number) for each in calibration().bins] == [
        (0.0, 0.0, 1),
        (0.5, 0.5, 2),
        (0.6, 1.0, 1),
        (0.9, 1.0, 1),
    ]
    assert calibration().bins[1].said == pytest.approx(0.525)


@pytest.mark.parametrize("right", [True, False])
def test_all_alike_the_overall_share_costs_nothing(file, right):
    predict([(0.7, right)] * 3)
    assert calibration().cost_of_share == 0


def test_the_first_prediction_counts_and_one_without_confidence_does_not(file):
    predict([(0.9, False)])
    predict([(0.6, True), (None, True)])
    assert calibration().pairs == [(0.9, False)]


def test_without_predictions_there_is_nothing(file):
    assert calibration() == ([], [], None, None, None)
