"""What a learner is asked: a prediction, something from memory, an input, an order of lines, the stock-taking.

    predict("name")          before something is shown, with how sure one is
    remember("02")           three questions on earlier lessons
    own("name", function)    what the learner's own function does
    order("softmax")         the solution's lines, shuffled, with an impostor among them
    catch("softmax", z)      an input that gives wrong functions away
    expose(f, "softmax", z)  an input that gives away one wrong function f
    take_stock("before")     the same twelve questions before and after the course
"""

from helpers.questions.catching import catch
from helpers.questions.exposing import expose
from helpers.questions.ordering import order
from helpers.questions.owning import own
from helpers.questions.predicting import predict
from helpers.questions.remembering import remember
from helpers.questions.stock import take_stock
from helpers.questions.waiting import Prediction

__all__ = ["Prediction", "catch", "expose", "order", "own", "predict", "remember", "take_stock"]
