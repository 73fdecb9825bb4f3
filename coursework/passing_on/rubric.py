"""The rubric of what a person marks: a point for each criterion; a comment may begin with those met, as [1 3]."""

import csv
import re
from functools import cache
from pathlib import Path

MET = re.compile(r"\s*\[((?:\s*\d+\s*,?)*)\]\s*")


@cache
def rubric():
    """(assignment, problem) -> criteria, from the table beside this file."""
    found = {}
    with Path(__file__).with_name("rubric.csv").open(newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            found.setdefault((line["assignment"], line["problem"]), []).append(line["criterion"])
    return found


def criteria(assignment, problem):
    return rubric().get((assignment, problem), [])


def met(comment, known):
    """([(criterion, is it met or None)], the comment without its list of numbers)."""
    found = MET.match(comment)
    if not found or not known:
        return [(criterion, None) for criterion in known], comment
    numbers = {int(number) for number in re.findall(r"\d+", found[1])}
    return [(criterion, place in numbers) for place, criterion in enumerate(known, 1)], comment[found.end():]
