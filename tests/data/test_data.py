"""The data files are those of their sources, and the numbers that the lessons build on come out of them."""

import hashlib
import re

import numpy as np
import pytest
from sklearn.datasets import load_digits

from helpers import data

README = (data.HERE / "README.md").read_text(encoding="utf-8")
DIGESTS = dict(reversed(line) for line in re.findall(r"^([0-9a-f]{64})  (\S+)$", README, flags=re.MULTILINE))


def test_every_data_file_is_listed_with_its_source_and_digest():
    files = {path.name for path in data.HERE.iterdir() if path.suffix in (".csv", ".npz")}
    assert files == set(DIGESTS)
    assert all(f"| `{name}` |" in README for name in files)


@pytest.mark.parametrize("name", DIGESTS)
def test_a_data_file_is_as_it_came(name):
    assert hashlib.sha256((data.HERE / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_names_in_both_lists_and_the_share_of_people():
    names = data.first_names()
    both = (names.women > 0) & (names.men > 0)
    assert len(names) == 5163 and both.sum() == 331
    assert ((names.women > 0) | (names.men > 0)).all()
    jamie = names[names.name == "Jamie"]
    assert (jamie.women / (jamie.women + jamie.men)).round(2) == [0.70]
    assert np.mean(names.women >= names.men).round(2) == 0.78
    last_a = np.char.endswith(names.name, "a")
    assert (names.women[last_a].sum() / (names.women + names.men)[last_a].sum()).round(3) == 0.982


def test_penguins_complete_and_all():
    birds = data.penguins()
    assert len(birds) == 333 and not np.isnan(birds.body_mass_g).any() and set(birds.sex) == {"female", "male"}
    assert {kind: int((birds.species == kind).sum()) for kind in np.unique(birds.species)} == {"Adelie": 146, "Chinstrap": 68, "Gentoo": 119}
    everyone = data.penguins(complete=False)
    assert len(everyone) == 344 and "NA" in everyone.sex and np.isnan(everyone.body_mass_g).sum() == 2


def test_digits_are_those_of_scikit_learn():
    ours, theirs = data.digits(), load_digits()
    assert np.array_equal(ours.images, theirs.images) and np.array_equal(ours.labels, theirs.target)


def test_columns_stay_together_and_what_is_loaded_twice_is_not_shared():
    birds = data.penguins()
    gentoo = birds[birds.species == "Gentoo"]
    assert len(gentoo) == 119 and gentoo.body_mass_g.mean() > birds.body_mass_g.mean()
    data.first_names().women[:] = 0
    assert data.first_names().women.max() > 2
    with pytest.raises(ValueError, match=r"one length, got \[1, 2\]"):
        data.Columns(a=np.zeros(1), b=np.zeros(2))
