"""Tables that people write and programs export: CSV read whole; what is wrong with one is said with row and cure."""

import csv
import io

LONGEST = 2_000
SEPARATORS = (",", ";", "\t")


class BadTable(Exception):
    """A table that cannot be read; the message names file, row and cure."""


class Line(dict):
    """A line of a table, its cells by the names of their columns; `number` is where it stands in the file."""

    number = 0


def read_table(path, needed=(), longest=LONGEST):
    """The lines of a CSV file, cells stripped and empty lines left out; what is wrong is a BadTable.

    `needed` are the columns that must be there. Commas, semicolons and tabs may separate.
    """
    text = text_of(path)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise BadTable(f"{path}, row {reader.line_num}: {error}; mend that row") from None
    return lines_of(path, [(number, row) for number, row in rows if any(row)], needed, longest)


def append_row(path, columns, row):
    """Write one row at the end of a table, and the names of its columns first where there is none yet."""
    begins = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, row] if begins else [row])


def text_of(path):
    """The file's text, which must be UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadTable(f"{path} cannot be read: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        cure = "save it again as UTF-8 (in Excel: the file type 'CSV UTF-8')"
        raise BadTable(f"{path}, row {number}: this is not UTF-8 text; {cure}") from None


def lines_of(path, rows, needed, longest):
    """The rows as dicts, by the names in the first of them."""
    names = rows[0][1] if rows else []
    missing = [name for name in needed if name not in names]
    if missing:
        there = ", ".join(names)[:200] or "nothing"
        cure = f"the first row must name the columns, and names {there}"
        raise BadTable(f"{path}, row 1: no column {missing[0]!r}; {cure}")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise BadTable(f"{path}, row 1: two columns are called {twice!r}; rename one")
    return [line_of(path, names, number, row, longest) for number, row in rows[1:]]


def line_of(path, names, number, row, longest):
    """One row as a dict with its number."""
    if len(row) != len(names):
        cure = "put quotation marks around a cell that holds the separator" if len(row) > len(names) else "complete it"
        raise BadTable(f"{path}, row {number}: {len(row)} cells, but the first row has {len(names)}; {cure}")
    long = next((name for name, cell in zip(names, row) if len(cell) > longest), None)
    if long is not None:
        raise BadTable(f"{path}, row {number}: the cell {long!r} has over {longest} characters; shorten it")
    line = Line(zip(names, row))
    line.number = number
    return line


def number_in(path, line, column, least=0.0):
    """The number in a cell, with a point or a comma; None if the cell is empty."""
    text = line[column]
    try:
        value = float(text.replace(",", ".")) if text else None
    except ValueError:
        value = float("nan")
    if value is not None and not least <= value < 1e9:
        raise BadTable(f"{path}, row {line.number}: {column} is {text!r}; write a number such as 2.5")
    return value
