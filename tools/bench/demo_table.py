"""The bench of the demos as a table, with the targets that the demos are to reach."""

from tools.bench import demo_cells

COLUMNS = {"ms": "median ms", "p95": "p95 ms", "rate": "pictures/s", "kernel": "kernel ms", "bytes": "bytes",
           "fill": "fill ms", "faster": "x faster", "smoother": "x pictures"}
TARGETS = {"ms": 10, "p95": 20, "rate": 40, "fill": 10, "faster": 10, "smoother": 5}
OF_A_RUN = {"rate": 20, "smoother": 0}
AT_LEAST = ("rate", "faster", "smoother")


def show(rows, growth, rival):
    """Print the figures, and below them what misses its target."""
    print(f"{'':22}" + "".join(f"{title:>12}" for title in COLUMNS.values()))
    for name, row in rows.items():
        print(f"{name:22}" + "".join(f"{_number(row[key]):>12}" for key in COLUMNS))
    print(f"{'target of a demo':22}" + "".join(f"{_number(TARGETS.get(key)):>12}" for key in COLUMNS))
    print(f"kernel and fill are processor time; kernel and bytes are for one move; x is against {rival} in this run")
    for name in [name for name in rows if name in demo_cells.SLIDING + demo_cells.RUNS]:
        targets = TARGETS | OF_A_RUN if name in demo_cells.RUNS else TARGETS
        if missed := [f"{COLUMNS[key]} {_number(rows[name][key])}" for key in targets if _misses(rows[name], key, targets)]:
            print(f"{name} misses {', '.join(missed)}")
    for name, row in growth.items():
        held = f"the kernel holds {row['kernel kB']:+,.0f} kB, the page {row['page kB']:+,.0f} kB"
        print(f"{name}: after {row['moves']:,} moves {held}")


def _misses(row, key, targets):
    if row[key] is None:
        return False
    return row[key] < targets[key] if key in AT_LEAST else row[key] > targets[key]


def _number(value):
    return "" if value is None else f"{value:,.0f}" if value >= 1000 else f"{value:.1f}"
