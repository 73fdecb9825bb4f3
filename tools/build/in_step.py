"""Are notebooks and README what the lessons say? Told by reading alone, without starting a kernel."""

import re

import nbformat

TABLE = re.compile(r"(<!-- lessons -->\n).*?(<!-- end of lessons -->)", re.DOTALL)


def footer(lesson, course):
    """Links to the lessons before and after, for the end of a notebook."""
    at = [other.name for other in course].index(lesson.name)
    before, after = course[:at][-1:], course[at + 1 :][:1]
    links = [f"← Before: [{one.title}]({one.name}.ipynb)" for one in before]
    links += [f"Next: [{one.title}]({one.name}.ipynb) →" for one in after]
    return "---\n\n" + " · ".join(links) if links else ""


def relink(course, folder):
    """Pairs (path, text) of the notebooks whose last links are wrong since a lesson has come or gone beside them."""
    for lesson in course:
        path = folder / f"{lesson.name}.ipynb"
        if path.exists():
            saved = nbformat.read(path, as_version=4)
            fresh = lesson.notebook(footer=footer(lesson, course))
            own = len(lesson.cells)
            if [cell.id for cell in saved.cells[:own]] == [cell.id for cell in fresh.cells[:own]]:
                before, saved.cells = saved.cells, saved.cells[:own] + fresh.cells[own:]
                if before != saved.cells:
                    yield path, nbformat.writes(saved) + "\n"


def out_of_step(lesson, course, folder):
    """What is wrong with a lesson's committed notebook, as a sentence; None if nothing."""
    path = folder / f"{lesson.name}.ipynb"
    if not path.exists():
        return f"{lesson.name} has no notebook"
    saved = nbformat.read(path, as_version=4)
    fresh = lesson.notebook(footer=footer(lesson, course))
    keep = ("id", "cell_type", "metadata", "source")
    if saved.metadata != fresh.metadata:
        return f"{lesson.name}: the notebook's metadata is not what a build writes"
    for number, (old, new) in enumerate(zip(saved.cells, fresh.cells), 1):
        if any(old[key] != new[key] for key in keep):
            return f"{lesson.name}: cell {number} is not what the lesson says"
    if len(saved.cells) != len(fresh.cells):
        return f"{lesson.name}: the notebook has {len(saved.cells)} cells, the lesson {len(fresh.cells)}"
    return unrun(saved, lesson.name)


def unrun(notebook, name):
    """Say so if the notebook's code cells have not been run in order, once each."""
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        return f"{name}: its code cells were not run in order from 1: {counts}"


def table(course):
    """The README's table of lessons, from the lessons' own headings."""
    rows = [f"| [{one.name[:2]} {one.title}](notebooks/{one.name}.ipynb) | {one.promise} |" for one in course]
    return "\n".join(["| lesson | what you do |", "|---|---|", *rows]) + "\n"


def readme_with(course, text):
    return TABLE.sub(lambda found: found[1] + table(course) + found[2], text)


def check(course, root):
    """All that is out of step between lessons, notebooks and README, without starting a kernel."""
    folder = root / "notebooks"
    faults = [out_of_step(lesson, course, folder) for lesson in course]
    known = {lesson.name for lesson in course}
    faults += [f"notebooks/{path.name} has no lesson" for path in folder.glob("*.ipynb") if path.stem not in known]
    readme = (root / "README.md").read_text(encoding="utf-8")
    faults += ["README.md: its table of lessons is out of date"] if readme_with(course, readme) != readme else []
    return [fault for fault in faults if fault]
