"""Write the first version of a lesson, an exercise or a demo: a file that runs, with the questions to answer in it.

    python -m tools.new lesson 07_train_a_classifier
    python -m tools.new exercise double 01_softmax
    python -m tools.new demo three_bars
"""

import argparse
import keyword
import re
import sys
from pathlib import Path

from helpers.exercises import MARKED
from tools.build.notebooks import ROOT

HERE = Path(__file__).parent
NEXT = {
    "lesson": "make lessons LESSON={name}; make look LESSON={name}; make test ARGS='tests/lessons -k {name}'",
    "exercise": "ask it in lessons/{lesson}.md, as CONTRIBUTING.md shows; make lessons LESSON={lesson}; "
                "make test ARGS='tests/exercises tests/checks -k {name}'",
    "demo": "show it in a lesson: demos.{name}(softmax); make lessons; make test ARGS='tests/demos -k {name}'",
}


class Refused(Exception):
    """A name that cannot be used; the message says what was given and what to do."""


def lesson(name, root):
    """The path and the text of a new lesson."""
    if not re.fullmatch(r"\d\d_[a-z0-9_]+", name):
        raise Refused(f"a lesson is called NN_name in small letters, such as 07_train_a_classifier; got {name!r}")
    taken = sorted(path.stem for path in (root / "lessons").glob(f"{name[:2]}_*.md"))
    if taken:
        raise Refused(f"the place {name[:2]} is taken by {taken[0]}: choose another number")
    return root / f"lessons/{name}.md", template("lesson.md.txt", topic=name[3:].replace("_", " "))


def exercise(name, root, of=None):
    """The path and the text of a new exercise of the lesson `of`."""
    lessons = sorted(path.stem for path in (root / "lessons").glob("*.md"))
    if of not in lessons:
        raise Refused(f"say which lesson it belongs to, LESSON=one of {', '.join(lessons)}; got {of!r}")
    if of in MARKED:
        raise Refused(f"{of} is marked, and students have helpers: copy a file of that folder, which has no answers in it")
    taken = sorted((root / "helpers/exercises").glob(f"*/{name}.py"))
    if taken:
        raise Refused(f"an exercise called {name} exists: {taken[0].relative_to(root)}")
    return root / f"helpers/exercises/{of}/{name}.py", template("exercise.py.txt", name=identifier(name), lesson=of)


def demo(name, root):
    """The path and the text of a new demo."""
    return root / f"helpers/demos/{identifier(name)}.py", template("demo.py.txt", name=name)


def identifier(name):
    """The name, if Python and the course can use it as one."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise Refused(f"a name has small letters, digits and underscores, such as double; got {name!r}")
    return name


def template(file, **words):
    """The text of a template with its words filled in."""
    text = (HERE / file).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text


def create(path, text):
    """Write a file that must not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"{path.name} is there already, and is left as it is") from None


def main(arguments=None, root=ROOT):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=sorted(NEXT))
    parser.add_argument("name")
    parser.add_argument("lesson", nargs="?", help="the lesson that a new exercise belongs to")
    options = parser.parse_args(arguments)
    of = {"of": options.lesson} if options.kind == "exercise" else {}
    try:
        path, text = {"lesson": lesson, "exercise": exercise, "demo": demo}[options.kind](options.name, root, **of)
        create(path, text)
    except Refused as refused:
        sys.exit(f"nothing was written: {refused}")
    print(f"{path.relative_to(root)} is written. Next: {NEXT[options.kind].format(name=options.name, lesson=options.lesson)}")


if __name__ == "__main__":
    main()
