"""Every slider goes to both ends, and every caption is right to the digits that it shows."""

import math

import numpy as np
import pytest
from tests.support.demo_shelf import SHELF, numbers, shares

from helpers import demos, numerics


# Marks that are there on some pages only: outlines behind a wrong answer, labels where there is room for them.
HIDDEN = ("target", "ghost", "crossto", "none", "dot", "exp", "middle", "left")


def ends(demo):
    for slider in demo.sliders.values():
        start = slider.value
        for value in (slider.min, slider.max):
            slider.value = value
            assert slider.value == value
            yield slider.name
        slider.value = start


def extremes(demo):
    """Every slider at its lowest, every slider at its highest, and both mixed."""
    sliders = list(demo.sliders.values())
    for pattern in range(4):
        for k, slider in enumerate(sliders):
            slider.value = slider.max if (pattern + k * (pattern > 1)) % 2 else slider.min
        yield pattern


@pytest.mark.parametrize("name", SHELF)
def test_both_ends_of_every_slider_have_a_caption_and_a_whole_picture(name):
    demo = SHELF[name]()
    for _ in (*ends(demo), *extremes(demo)):
        assert demo.caption.endswith(".") and "nan" not in demo.caption and "{" not in demo.caption
        hidden = {key for key in demo.values if "_" in key or key.startswith(HIDDEN)}
        whole = all(value == value for key, value in demo.values.items() if key not in hidden)
        assert name == "training_run" or whole
        assert repr(demo) == demo.caption


def naive(z):
    return np.exp(z) / np.exp(z).sum()


def said(demo, **settings):
    for name, value in settings.items():
        demo.sliders[name].value = value
    return numbers(demo.caption)


@pytest.mark.parametrize("z", [(2, 1, 0, -1, 0.5), (-5, 5, 5, 0, 1.3)])
@pytest.mark.parametrize("T", [0.1, 0.15, 1, 2.7, 10, 1000, 1e6])
def test_temperature(z, T):
    got = said(SHELF["temperature"](), **{f"z{k}": v for k, v in enumerate(z)}, T=T)
    p = numerics.softmax(np.array(z, float) / T)
    assert got[:-1] == [T, *shares(p), *shares([p.max()]), p.argmax()]
    assert got[-1] == pytest.approx(p @ z, abs=0.0051)


SEVEN = (1, 5, 6, 4, 2, 2.6, 6)


@pytest.mark.parametrize("T", [0.5, 1, 2.3, 2.4, 16, 17, 1000])
def test_what_lies_below_the_mean_score_gains_with_the_temperature(T):
    demo = demos.temperature(numerics.softmax, scores=SEVEN).set(T=T)
    step = numerics.softmax(np.array(SEVEN) / (T * 1.000001)) - numerics.softmax(np.array(SEVEN) / T)
    turns = [demo.values[f"turn{k}"] for k in range(7)]
    assert turns == np.where(step > 0, 1, 2).tolist()
    assert turns == [1 if z < demo.values["mean"] else 2 for z in SEVEN]


def test_seven_scores_with_their_published_shares_and_their_tie():
    demo = demos.temperature(numerics.softmax, scores=SEVEN)
    assert demo.values["p0"] == pytest.approx(0.00263032, abs=1e-8) and demo.values["p6"] == demo.values["p2"]
    assert "largest 0.39 for class 2 and one other. The mean score Σ p z is 5.66:" in demo.caption
    assert "for class 2. The" in demo.set(z6=5).caption and "class 1 and others." in demo.set(z2=5).caption


@pytest.mark.parametrize("shift", [0, -3, 1.5])
def test_shares(shift):
    z = np.array([2, -0.5, 1]) + shift
    e, factor = np.exp(z), np.exp(shift)
    got = said(SHELF["shares"](), z0=2, z1=-0.5, z2=1, all=shift)
    assert got[:3] == z.tolist() and got[7:11] == [*shares(e / e.sum()), shift]
    assert got[3:7] == pytest.approx([*e, e.sum()], abs=0.006)
    assert got[-2:] == [shift, pytest.approx(factor, abs=0.006)]


def test_the_shift_leaves_the_shares_where_they_are_and_the_caption_says_so():
    demo = SHELF["shares"]()
    assert demo.caption.endswith("by exp(0.0) = 1.00.")
    before = [demo.values[f"p{k}"] for k in range(3)]
    assert demo.set(all=1).caption.endswith("by exp(1.0) = 2.72, and the shares stay.")
    assert [demo.values[f"p{k}"] for k in range(3)] == pytest.approx(before)
    assert demos.shares(lambda z: z / z.sum()).set(all=1).caption.count("stay") == 0


@pytest.mark.parametrize("softmax, shift, words", [
    (naive, 705, "and the shares stay."),
    (naive, 750, "= inf. The exponentials overflow to inf, and your softmax returns nan."),
    (naive, -1000, "= 0. All exponentials are rounded to 0, and your softmax returns nan."),
    (numerics.softmax, 750, "to inf, and your softmax gives the shares all the same."),
    (numerics.softmax, -1000, "to 0, and your softmax gives the shares all the same."),
    (lambda z: z * np.nan, 0, "Your softmax returns something else than finite numbers."),
])
def test_shares_tell_honestly_what_becomes_of_a_far_shift(softmax, shift, words):
    assert demos.shares(softmax).set(all=shift).caption.endswith(words)


@pytest.mark.parametrize("z", [(1, 0, -1), (-4, 4, 3.9), (4, 4, 4)])
def test_simplex_and_its_geometry(z):
    demo = SHELF["simplex"]()
    p = numerics.softmax(np.array(z, float))
    assert said(demo, z0=z[0], z1=z[1], z2=z[2]) == [*z, *shares(p)]
    x, y = demo.values["x"], demo.values["y"]
    for k in range(3):
        distance = np.hypot(demo.values[f"footx{k}"] - x, demo.values[f"footy{k}"] - y)
        assert distance == pytest.approx(p[k] * 3**0.5 / 2)


@pytest.mark.parametrize("dtype, z, exp, state", [
    ("float32", 88.5, "2.7 × 10³⁸", "the probability of z is exactly 0"),
    ("float32", 89, "inf", "above 0"),
    ("float32", 104, "inf", "the probability of 0 is exactly 0"),
    ("float32", -104, "0", "the probability of z is exactly 0"),
    ("float16", 11, "6.0 × 10⁴", "above 0"),
    ("float16", 11.2, "inf", "above 0"),
    ("float16", 17.4, "inf", "the probability of 0 is exactly 0"),
    ("float64", 746, "inf", "the probability of 0 is exactly 0"),
    ("float64", -746, "0", "the probability of z is exactly 0"),
])
def test_number_line(dtype, z, exp, state):
    demo = demos.number_line(numerics.softmax, dtype)
    demo.sliders["z"].value = z
    if z != 88.5:
        assert state in demo.caption
    assert f"exp(z) = {exp};" in demo.caption


@pytest.mark.parametrize("dtype, over, gap", [
    ("float16", 11.09, 17.34), ("float32", 88.72, 103.97), ("float64", 709.78, 745.13),
])
def test_number_line_thresholds(dtype, over, gap):
    said = f"overflows above {over:.2f}, and a share is rounded to 0 at a gap of {gap:.2f}."
    assert said in demos.number_line(numerics.softmax, dtype).caption


def test_number_line_shows_the_nan_of_a_naive_softmax():
    demo = demos.number_line(naive)
    demo.sliders["z"].value = 100
    assert "(nan, 0), so the result is nan" in demo.caption


@pytest.mark.parametrize("a, b", [((6, 3, 1), (3, 3, 4)), ((10, 0, 0), (1, 1, 2)), ((1, 1, 1), (0.25, 0, 10))])
def test_distributions(a, b):
    demo = SHELF["distributions"]()
    for k in range(3):
        demo.sliders[f"a{k}"].value, demo.sliders[f"b{k}"].value = a[k], b[k]
    y, p = np.array(a) / sum(a), np.array(b) / sum(b)
    with np.errstate(divide="ignore", invalid="ignore"):
        h = -np.where(y > 0, y * np.log(y), 0).sum()
        terms = -np.where(y > 0, y * np.log(p), 0)
    words = [f"{v:z.3f}" for v in (h, terms.sum(), terms.sum() - h, *terms)]
    assert f"H(y) = {words[0]}, H(y, p) = {words[1]}, KL(y‖p) = {words[2]} nats. The terms" in demo.caption
    assert demo.caption.endswith(f"−y ln p are {words[3]}, {words[4]} and {words[5]}.")


@pytest.mark.parametrize("lengths, words", [
    ((1, 2, 3, 3), "1/2 + 1/4 + 1/8 + 1/8 = 1.000 of the space, which is all of it. The words: 0, 10, 110, 111. "
                   "The mean length Σ p ℓ is 1.750 bits, and the entropy is 1.750 bits."),
    ((3, 1, 3, 3), "= 0.875 of the space, which leaves room. The words: 100, 0, 101, 110. "
                   "The mean length Σ p ℓ is 2.500"),
    ((1, 1, 6, 6), "= 1.031 of the space, more than there is: some word would begin with another word. "
                   "The words: 0, 1, no word, no word. The mean length Σ p ℓ is 2.250 bits"),
])
def test_code_areas(lengths, words):
    assert words in SHELF["code_areas"]().set(**{f"l{k}": length for k, length in enumerate(lengths)}).caption


def test_no_word_begins_with_another_and_all_have_their_lengths():
    from helpers.demos.code_areas import WORDS, _words

    lengths = np.stack(np.meshgrid(*[np.arange(1.0, 7)] * 4), axis=-1).reshape(-1, 4)
    for row, indices in zip(lengths, _words(lengths)[2]):
        words = [WORDS.split("|")[1:][int(index)] for index in indices]
        assert ("no word" in words) == ((0.5 ** row).sum() > 1)
        there = [(word, length) for word, length in zip(words, row) if word != "no word"]
        assert all(len(word) == length for word, length in there)
        assert not any(a != b and b.startswith(a) for a, _ in there for b, _ in there)
        assert len({word for word, _ in there}) == len(there)


@pytest.mark.parametrize("z", [-6, -0.3, 0, 2.5, 6])
def test_odds(z):
    p = 1 / (1 + np.exp(-z))
    got = said(SHELF["odds"](), z=z)
    assert got[:4] == [z, round(p, 3), 1, round(1 - p, 3)]
    assert got[-2:] == [round(np.exp(z), 3), round(float(z), 2)]


@pytest.mark.parametrize("z", [-5, -0.2, 0, 4.8])
def test_bce_curves(z):
    p = 1 / (1 + np.exp(-z))
    caption = [f"{v:.3f}" for v in (p, -np.log(p), -np.log(1 - p))]
    demo = SHELF["bce_curves"]()
    demo.sliders["z"].value = z
    assert f"= {caption[0]}: the loss is {caption[1]} if y = 1 and {caption[2]} if y = 0." in demo.caption


@pytest.mark.parametrize("z0, z1", [(0, 1), (-6, 6), (6, -6), (2.5, 2.5)])
def test_softmax_or_sigmoid(z0, z1):
    demo = SHELF["softmax_or_sigmoid"]()
    demo.sliders["z0"].value, demo.sliders["z1"].value = z0, z1
    p = numerics.softmax(np.array([z0, z1], float))[1]
    (said,) = shares([p], 4)
    said = f"{'> ' if said < p < 1 and p > 0.9999 else '< ' if p < 0.00005 else ''}{said:.4f}"
    assert f"class 1 {said}; sigmoid({z1 - z0:.1f}) = {said}".replace("-", "−") in demo.caption
    assert demo.caption.endswith("they differ by 0.000000.")


@pytest.mark.parametrize("z", [-8, -5, 0, 8])
def test_confident_mistake(z):
    s = 1 / (1 + np.exp(-z))
    got = said(SHELF["confident_mistake"](), z=z)
    expected = [z, 1, (s - 1) ** 2, 2 * (s - 1) * s * (1 - s), np.log1p(np.exp(-z)), s - 1]
    assert got == pytest.approx(expected, abs=6e-4)
    assert got[3] == pytest.approx(expected[3], abs=6e-5) and got[5] == pytest.approx(expected[5], abs=6e-5)


@pytest.mark.parametrize("start, step, passed", [(-8, 100, (1507, 18)), (-4, 16, (36, 10)), (0, 10, (1, 1))])
def test_the_stall_lasts_as_long_as_in_a_plain_loop(start, step, passed):
    ends = []
    for rate, slope in ((1, lambda p: 2 * (p - 1) * p * (1 - p)), (0.5, lambda p: p - 1)):
        z = start
        for _ in range(step):
            z -= rate * slope(1 / (1 + np.exp(-z)))
        ends.append(z)
    losses = numerics.sigmoid(-ends[0]) ** 2, np.log1p(np.exp(-ends[1]))
    got = said(SHELF["stall"](), start=start, step=step)
    assert got == pytest.approx([start, 1, step, *losses, *passed], abs=6e-4)


def test_a_mistake_that_outlasts_the_picture_has_no_step():
    demo = demos.stall(lambda z, y: 0 * z, lambda z, y: np.log1p(np.exp(-z)))
    assert demo.caption.endswith("step – with squared error and at step 18 with cross-entropy (–: not within 2,000 steps).")


def test_the_stall_is_the_same_for_losses_of_one_sample_at_a_time():
    def squared_error(z, y):
        return (numerics.sigmoid(z) - y) ** 2 if y == 1 else 0.0

    def cross_entropy(z, y):
        return float(np.log1p(np.exp(-z)))

    assert demos.stall(squared_error, cross_entropy).caption == SHELF["stall"]().caption


def test_loss_surfaces_descend_as_a_plain_loop_does():
    from helpers.demos.loss_surfaces import STARTS, X, Y

    (w, b), rate = STARTS[0], 2.0
    for _ in range(20):
        error = numerics.sigmoid(w * X + b) - Y
        w, b = w - rate * (error * X).mean(), b - rate * error.mean()
    got = said(SHELF["loss_surfaces"](), step=20, rate=rate, start=0)
    assert got[-3:] == pytest.approx([cross_entropy_at(w, b), w, b], abs=6e-3)


@pytest.mark.parametrize("start, says", [(0, "step 85, cross-entropy from step 5."), (1, "(–: lost"), (2, "(–: lost")])
def test_on_the_surface_the_slow_and_the_lost_are_told_apart(start, says):
    demo = SHELF["loss_surfaces"]().set(start=start, rate=8)
    assert says in demo.caption


def test_losses_of_one_sample_at_a_time_and_means_descend_as_losses_of_many_do():
    def squared_error(z, y):
        return (1 / (1 + math.exp(-z)) - y) ** 2 if y in (0, 1) else 0.0

    def cross_entropy(z, y):
        return numerics.binary_cross_entropy_with_logits(z, y)

    settings = dict(step=5, start=3, rate=8)
    assert demos.loss_surfaces(squared_error, cross_entropy).set(**settings).caption == \
        SHELF["loss_surfaces"]().set(**settings).caption


def cross_entropy_at(w, b):
    from helpers.demos.loss_surfaces import X, Y

    return numerics.binary_cross_entropy_with_logits(w * X + b, Y)


@pytest.mark.parametrize("far, label", [(2, 1), (8, 1), (12, 1), (8, 0)])
def test_the_moved_border_is_the_one_of_least_squares(far, label):
    from helpers.demos.moved_border import FAR, NEAR, Y

    X = np.hstack([np.vstack([NEAR, np.array(FAR) + [far, 0]]), np.ones((27, 1))])
    w = np.linalg.lstsq(X, np.r_[2 * Y - 1, [2 * label - 1] * 3], rcond=None)[0]
    demo = SHELF["moved_border"]().set(far=far, label=label)
    assert demo.values["seright"] == ((X[:24] @ w > 0) == Y).sum()
    ends = [demo.values[f"se{axis}_{i}"] for axis in "xy" for i in (0, 1)]
    assert np.array([ends[:2], ends[2:]]).T @ w[:2] + w[2] == pytest.approx([0, 0], abs=1e-3)


def test_right_points_move_the_border_of_squared_scores_and_wrong_ones_that_of_cross_entropy():
    def of_probabilities(z, y):
        return (numerics.sigmoid(z) - y) ** 2

    def cross_entropy(z, y):
        return numerics.binary_cross_entropy_with_logits(z, y, reduction="none")

    right, wrong = SHELF["moved_border"](), demos.moved_border(of_probabilities, cross_entropy).set(label=0)
    assert right.set(far=12).caption.endswith("squared error's border has 19 right, and cross-entropy's has 23.")
    assert wrong.set(far=4).caption.endswith("squared error's border has 23 right, and cross-entropy's has 18.")


def test_a_loss_of_one_sample_at_a_time_moves_the_border_alike():
    def squared(z, y):
        return (z - (1 if y == 1 else -1)) ** 2

    def surprise(z, y):
        return math.log1p(math.exp(-z if y else z))

    settings = dict(far=12, label=1)
    assert demos.moved_border(squared, surprise).set(**settings).caption == \
        SHELF["moved_border"]().set(**settings).caption


@pytest.mark.parametrize("y", [0, 1, 2])
def test_gradient_arrows(y):
    z = np.array([4, -4, 1.5])
    demo = SHELF["gradient_arrows"]()
    got = said(demo, z0=z[0], z1=z[1], z2=z[2], y=y)
    p = numerics.softmax(z)
    assert got[:7] == [y, *shares(p), *(np.round(p - np.eye(3)[y], 2) + 0.0)]
    assert demo.caption.endswith(f"sums to 0.00. A step against it raises z{y}.")


@pytest.mark.parametrize("y", [0, 2])
def test_the_graph_carried_back_gives_what_difference_quotients_give(y):
    z = np.array([3, -1.5, 0.5])
    demo = SHELF["graph"]()
    got = said(demo, step=5, y=y, z0=z[0], z1=z[1], z2=z[2])
    loss = numerics.cross_entropy_with_logits(z, y)
    slopes = numerics.numerical_gradient(lambda z: numerics.cross_entropy_with_logits(z, y), z)
    assert got[:1] + got[1:2] == [y, round(np.exp(z).sum(), 2)] and got[3] == round(loss, 3)
    assert got[-6:-3] == pytest.approx(slopes, abs=6e-3) and demo.caption.endswith("which the way back confirms.")
    total, right = np.exp(z).sum(), np.exp(z[y])
    assert [demo.values[name] for name in ("dp", "dright", "dsum")] == pytest.approx([-total / right, -1 / right, 1 / total])


def test_each_step_of_the_graph_shows_one_number_more_and_only_the_last_the_slopes():
    demo = SHELF["graph"]()
    for step in range(6):
        demo.set(step=step)
        shown = [demo.values[f"at_{i}"] == demo.values[f"at_{i}"] for i in range(6)]
        assert sum(shown) == (0, 1, 3, 4, 5, 6)[step] and ("(–, –, –)" in demo.caption) == (step < 5)


def test_the_graph_without_a_function_tells_the_story_and_no_answer_of_anybody():
    demo = demos.graph(classes=("rain", "sun", "snow")).set(step=5)
    assert demo.caption.endswith("dL/dz = (0.67, −0.76, 0.09).") and "yours0" not in demo.values
    assert "rain: {z0:.1f}" in [mark.get("text") for mark in demo.plots[0].marks]


def test_a_gradient_without_the_label_differs_from_what_the_graph_hands_back():
    demo = demos.graph(lambda z, y: numerics.softmax(z))
    assert demo.caption.endswith("Your function gives (0.67, 0.24, 0.09), and the way back something else.")


def test_training_run_counts_steps_and_starts_again():
    def descent(w):
        return w - 0.1 * (w - 3), float(((w - 3) ** 2).sum())

    demo = demos.training_run(descent, np.zeros(2), steps=20)
    assert numbers(demo.caption) == [0, 20]
    first = demo.step().losses[0]
    assert first == 18 and numbers(demo.caption) == [1, 20, 18, 18]
    demo.step(1000)
    last = 18 * 0.9**38
    assert numbers(demo.caption) == [20, 20, round(last, 4), round(last, 4)]
    assert demo.reset().losses == [] and np.array_equal(demo.state, np.zeros(2))


def test_a_slider_refuses_what_is_outside_it_and_says_so():
    T = SHELF["temperature"]().sliders["T"]
    with pytest.raises(ValueError, match=r"T must be in \[0.1, 1e\+06\], got 1e\+07"):
        T.value = 1e7
    with pytest.raises(TypeError, match="T must be a number, got 'hot'"):
        T.value = "hot"
    with pytest.raises(ValueError, match="got nan"):
        T.value = float("nan")
    assert T.value == 1.0
