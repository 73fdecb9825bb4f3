"""The mean length of the best code: join the two rarest words, again and again, as Huffman does."""

from itertools import product

import numpy as np

from helpers.checks import Case, Exercise, Mistake
from helpers.checks.compare import nothing_negative

from .._parts import exact
from .._parts.inputs import array

TASK = (
    "Return the smallest mean length, in bits, that a code can have for words with the probabilities p, shape (K,), "
    "K at least 2. Each word has a whole number of bits, 1 or more, and the shares 2 ** -length sum to at most 1."
)


def spec(p):
    return exact.by_row(_shortest, p)


def _shortest(row):
    """Return the least mean length over all the lengths that fit into the space."""
    longest = len(row) - 1
    codes = product(range(1, longest + 1), repeat=len(row))
    fitting = (lengths for lengths in codes if sum(2 ** (longest - length) for length in lengths) <= 2 ** longest)
    return min(sum(share * length for share, length in zip(row, lengths)) for lengths in fitting)


PROBES = (
    Case("a fair coin", (array(0.5, 0.5),)),
    Case("a loaded coin", (array(0.9, 0.1),)),
    Case("a half and two quarters", (array(0.5, 0.25, 0.25),)),
    Case("the rarest first", (array(0.1, 0.3, 0.6),)),
    Case("three alike", (array(1 / 3, 1 / 3, 1 / 3),)),
    Case("four, two of them rare", (array(0.4, 0.35, 0.15, 0.1),)),
    Case("four, one of them rare", (array(0.3, 0.3, 0.3, 0.1),)),
    Case("five that a split from above gets wrong", (array(0.35, 0.17, 0.17, 0.16, 0.15),)),
    Case("four, one of them frequent", (array(0.85, 0.05, 0.05, 0.05),)),
    Case("float32 shares", (array(0.5, 0.125, 0.125, 0.25, dtype=np.float32),)),
)


def _joining(p, pick, again=True):
    """Return the sum of all joined shares; `pick` says which two places of the sorted shares are joined."""
    shares, bits = sorted(np.asarray(p, float).tolist()), 0.0
    while len(shares) > 1:
        first, second = pick(shares)
        joined = shares[first] + shares[second]
        rest = [share for k, share in enumerate(shares) if k not in (first, second)]
        shares, bits = sorted([joined, *rest]) if again else [joined, *rest], bits + joined
    return bits


def _rarest(shares):
    return 0, 1


def _split(p, depth=0):
    """Return the mean length when the sorted words are cut, again and again, into halves as equal as can be."""
    p = np.sort(np.asarray(p, float))[::-1]
    if len(p) == 1:
        return p[0] * depth
    cut = 1 + int(np.abs(2 * np.cumsum(p)[:-1] - p.sum()).argmin())
    return _split(p[:cut], depth + 1) + _split(p[cut:], depth + 1)


def _surprise(p):
    return -np.log2(np.asarray(p, float))


JOIN = "Join the two smallest, add what they sum to, sort again, and go on until one is left."

MISTAKES = (
    Mistake("entropy", "You return the entropy in bits. It is the limit; whole numbers of bits cannot always reach it.",
            JOIN, lambda p: p @ _surprise(p)),
    Mistake("entropy-in-nats", "You return the entropy in nats. Bits were asked for, and whole ones.", JOIN,
            lambda p: p @ _surprise(p) * np.log(2)),
    Mistake("rounded-up", "You round each surprise up to a whole number. Such a code fits, and often leaves room for "
            "a shorter one.", JOIN, lambda p: p @ np.maximum(np.ceil(_surprise(p) - 1e-9), 1)),
    Mistake("rounded", "You round each surprise to the nearest whole number. Such words may need more space than "
            "there is.", JOIN, lambda p: p @ np.maximum(np.round(_surprise(p)), 1), lambda p: p @ np.round(_surprise(p))),
    Mistake("all-alike", "You give all words the same length. A frequent word deserves a shorter one.", JOIN,
            lambda p: np.ceil(np.log2(len(p))), lambda p: np.log2(len(p))),
    Mistake("split-from-above", "You cut the words into halves as equal as possible, from above. It is often best, and "
            "not always.", "Go from below instead. " + JOIN, _split),
    Mistake("one-more-each-time", "You give the words 1, 2, 3, ... bits by rank. That is best only if one word has as "
            "much as all the rarer ones together.", JOIN,
            lambda p: _joining(p, _rarest, again=False),
            lambda p: np.sort(p)[::-1] @ np.minimum(np.arange(1, len(p) + 1), len(p) - 1)),
    Mistake("joins-the-largest", "You join the two largest. They get one more bit with every joining.", JOIN,
            lambda p: _joining(p, lambda shares: (len(shares) - 2, len(shares) - 1))),
    Mistake("last-joining-left-out", "You stop too early: the last two groups are told apart by one more bit.",
            "Add the last joining too.", lambda p: _joining(p, _rarest) - np.sum(p)),
    Mistake("first-joining-only", "You join once. Go on, until one group is left.", JOIN,
            lambda p: np.sort(p)[:2].sum()),
    Mistake("longest-word", "You return the length of the longest word, not the mean.", "Weight lengths by p.",
            lambda p: len(p) - 1.0),
    Mistake("mean-unweighted", "You take the plain mean of the lengths. A frequent word counts more often.",
            "Weight each length by its probability.", lambda p: np.mean(np.maximum(np.ceil(_surprise(p) - 1e-9), 1))),
)


def by_trying(p):
    return spec(p)


def with_lengths(p):
    groups = [(float(share), [k]) for k, share in enumerate(p)]
    lengths = np.zeros(len(p), dtype=int)
    while len(groups) > 1:
        groups.sort(key=lambda group: group[0])
        (first, some), (second, others) = groups[:2]
        lengths[some + others] += 1
        groups = [(first + second, some + others), *groups[2:]]
    return p @ lengths


RIGHT = (
    by_trying,
    with_lengths,
    lambda p: float(_joining(p, _rarest)),
)

HINTS = (
    "Which two words will have the longest code, and in how many bits do these two differ?",
    "The two rarest words differ in their last bit alone, so before that bit they are one word, with the sum of their "
    "probabilities. That leaves K - 1 words, and the same question.",
    "The answer has this shape:\n"
    "def best_mean_length(p):\n"
    "    if len(p) == 1:\n"
    "        return ...                       # one word alone needs no bit\n"
    "    first, second, *rest = ...           # the two rarest, and the others\n"
    "    joined = ...\n"
    "    return ... + best_mean_length([...])",
)


def best_mean_length(p):
    """Mean length of the best code, in bits. p: shape (K,)."""
    if len(p) == 1:
        return 0
    first, second, *rest = sorted(p)
    joined = first + second
    return joined + best_mean_length([joined, *rest])


def draw(rng):
    return [Case(f"{size} random shares", (rng.dirichlet(np.full(size, 2.0)).round(3) + 0.0,)) for size in (2, 3, 4, 5)]


EXERCISE = Exercise(
    task=TASK, spec=spec, probes=PROBES, mistakes=MISTAKES, right=RIGHT, hints=HINTS,
    solution=best_mean_length, random=draw, properties=(nothing_negative,),
)
