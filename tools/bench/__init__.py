"""Speed beside others, measured in one run: `python -m tools.bench.numerics` and its siblings."""
