"""What runs inside a page's worker, beside `helpers`: cells without a kernel, widgets without Jupyter.

The build runs it too, with the Python at hand, to record what each demo and question looks like at first.
"""
