"""The data of the course as named arrays: `names = data.first_names()`; sources and licences stand in README.md beside this."""

import csv
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np

__all__ = ["digits", "first_names", "penguins"]

HERE = Path(__file__).parent
MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


class Columns(SimpleNamespace):
    """Arrays of one length, by name: `birds.species`, `len(birds)`, `birds[birds.year == 2007]`."""

    def __init__(self, **columns):
        lengths = {len(column) for column in columns.values()}
        if len(lengths) != 1:
            raise ValueError(f"columns must have one length, got {sorted(lengths)}")
        super().__init__(**columns)

    def __len__(self):
        return len(next(iter(vars(self).values())))

    def __getitem__(self, rows):
        """Return the same columns of these rows: a mask, a slice or places."""
        return type(self)(**{name: column[rows] for name, column in vars(self).items()})

    def __repr__(self):
        return f"{len(self)} rows of {', '.join(vars(self))}"


def first_names() -> Columns:
    """Return 5,163 first names of the 1990 U.S. census: name, women and men, in percent of all women and of all men.

    name: text of shape (N,). women, men: float64 of shape (N,); 0 where a name is not in that list.
    Source: U.S. Census Bureau, public domain.

    >>> names = first_names()
    >>> names[names.name == "Jamie"].women
    array([0.153])
    """
    rows = _rows("first_names_us_census_1990.csv")
    women, men = (np.array([float(row[column]) for row in rows]) for column in ("female_percent", "male_percent"))
    return Columns(name=np.array([row["name"] for row in rows]), women=women, men=men)


def penguins(complete: bool = True) -> Columns:
    """Return 333 penguins, or all 344 with `complete=False`: species, island, sex, year and four measures.

    bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g: float64 of shape (N,), nan where not measured.
    species, island, sex: text of shape (N,), sex "NA" where not known. year: integers.
    Source: Gorman, Williams and Fraser (2014), by palmerpenguins, CC0.

    >>> penguins()
    333 rows of species, island, sex, year, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g
    """
    rows = [row for row in _rows("penguins.csv") if not complete or "NA" not in row.values()]
    words = {name: np.array([row[name] for row in rows]) for name in ("species", "island", "sex")}
    measures = {name: np.array([float(row[name].replace("NA", "nan")) for row in rows]) for name in MEASURES}
    return Columns(**words, year=np.array([int(row["year"]) for row in rows]), **measures)


def digits() -> Columns:
    """Return 1,797 handwritten digits: images, float64 of shape (N, 8, 8) from 0 to 16, and labels, integers 0 to 9.

    Source: Alpaydin and Kaynak (1998), UCI Machine Learning Repository, CC BY 4.0.

    >>> digits()
    1797 rows of images, labels
    """
    with np.load(HERE / "digits.npz") as file:
        return Columns(images=file["images"].astype(np.float64), labels=file["labels"].astype(np.int64))


@cache
def _rows(file):
    with open(HERE / file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
