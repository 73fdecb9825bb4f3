"""What makes a demo live: sliders, pictures, tables of pages, the browser's script.

A demo's file needs the names below and nothing else of this room:

    Demo     sliders, plots, a function that writes pages, and a caption
    Run      a demo of a Training: start, pause, step, and a last button that begins anew
    Plot     a picture, drawn with bar, line, point, region, arrow and label
    Slider   a number that the learner moves; logits makes one for each of z0, z1, ..., from starting_scores
    trace    a curve of the learner's function, drawn once; nan where it fails
    ghost    the right answer where the learner's differs, to stand behind it; seen says on which pages
    Classes  the names of the story, and one colour for each
    name_of  what to call the learner's function in a sentence
"""

from helpers.demos.engine.asking import name_of, trace
from helpers.demos.engine.classes import Classes
from helpers.demos.engine.columns import ghost, seen
from helpers.demos.engine.demo import Demo
from helpers.demos.engine.picture import Plot
from helpers.demos.engine.run import Run
from helpers.demos.engine.sliders import Slider, logits, starting_scores
from helpers.demos.engine.training import Training

__all__ = ["Classes", "Demo", "Plot", "Run", "Slider", "Training", "ghost", "logits", "name_of", "seen",
           "starting_scores", "trace"]
