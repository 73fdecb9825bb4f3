"""What to say to an error, or to an answer that is no answer."""

import re

# (type of the error, what its text matches, what to say)
ERRORS = (
    ("NameError", r"name '(\w+)' is not defined",
     "Nothing is called {0}: give it a value in a line above, run the cell that defines it, or mend the spelling."),
    ("UnboundLocalError", r"variable '(\w+)'", "{0} is used before it has a value inside the function."),
    ("TypeError", r"[Cc]annot interpret '.*' as a data type",
     "A shape is one argument: a second pair of brackets holds its numbers, as in np.zeros((3, 2))."),
    ("TypeError|UFuncTypeError", r"unsupported operand.*(?:_ArrayFunctionDispatcher|builtin_function|'function'"
     r"|ufunc|'method')", "A function stands where its result should: call it, with brackets and what it works on, "
     "as in np.sum(e)."),
    ("TypeError", r"positional argument|unexpected keyword|missing \d",
     "The function is called as {signature}: give it exactly these arguments."),
    ("TypeError", r"only .*(?:size-1|length-1|0-dimensional).* arrays",
     "float(), math.exp and math.log take one number; np.exp and np.log take a whole array."),
    ("_UFuncOutputCastingError|UFuncTypeError", r"Cannot cast",
     "An in-place step such as -= or /= cannot put decimals into whole numbers, "
     "and it changes the caller's array: compute a new array instead."),
    ("ValueError", r"matmul|not aligned",
     "@ and np.dot multiply matrices, and the lengths that meet must agree. For a batch of rows, multiply entry by "
     "entry, then sum over axis=-1."),
    ("ValueError", r"could not be broadcast",
     "Two shapes do not line up: keepdims=True in the sum or maximum keeps the axis, "
     "so that each row meets its own number."),
    ("ValueError", r"truth value of an array",
     "`if` wants one answer, and an array holds many: use np.where or a mask."),
    ("AxisError", r"out of bounds",
     "The input has fewer axes than that number asks for: axis=-1 is the last axis of any array."),
    ("IndexError", r"too many indices",
     "The input has fewer axes than the index asks for: axis=-1 and [...] work for any array."),
    ("IndexError", r"out of bounds|out of range",
     "An index runs past the end: places and labels alike are counted from 0, so labels are 0 to K - 1."),
    ("TypeError", r"'(?:int|float|numpy\.\w+)' object is not callable",
     "Round brackets after a value call it: write * to multiply, as in 2 * (a - b), and [...] to pick entries."),
    ("AttributeError|TypeError", r"'(?:float|int|bool)' object|of type '(?:float|int)'",
     "A plain number is no array: it has no shape, no entries and no methods. np.asarray(x) makes an array of it."),
    ("IndexError", r"must be of integer",
     "Labels are whole numbers and come second: have the two arguments changed places inside the function?"),
    ("RuntimeError", r"no keyboard", "Use the arguments instead of input(), leave out exit(), and return the result."),
    ("RecursionError", r"", "The function calls itself without end: give the inner step another name."),
    ("MemoryError|_ArrayMemoryError", r"",
     "The answer asked for more memory than the task needs: look at the shapes of what you build."),
    ("ZeroDivisionError", r"", "A number was divided by zero: print the denominator for this input."),
    ("SystemExit|KeyboardInterrupt", r"",
     "The function ended the program instead of returning: leave out exit(), or run the cell again."),
)

# The same, where the labels y are an argument; tried first.
WITH_LABELS = (
    ("IndexError", r"axis 0",
     "The first place counts samples, 0 to N - 1. Where a label picks a column, it comes second: "
     "[np.arange(len(y)), y]."),
    ("IndexError", r"could not be broadcast",
     "The two lists of places differ in length: each row number needs its label beside it, [np.arange(len(y)), y]."),
)


def on_error(error: str, detail: str, signature: str, arguments=()) -> str:
    """Return the next step after an error, from its type's name, its text and the names of the arguments."""
    missing = re.search(r"name '(\w+)' is not defined", detail)
    twin = [name for name in arguments if missing and name.lower() == missing[1].lower()]
    if twin:
        return f"The argument is called {twin[0]}, not {missing[1]}: capital letters count."
    labelled = re.search(r"\by\b", signature)
    for kind, pattern, advice in (*WITH_LABELS, *ERRORS) if labelled else ERRORS:
        found = re.search(pattern, detail)
        if re.fullmatch(kind, error) and found:
            return advice.format(*found.groups(), signature=signature)
    return "Call your function on this input in a new cell and read the last line of the error."


def on_type(detail: str) -> str:
    """Return the next step after a value that is not numbers."""
    if "generator" in detail:
        return "Write return instead of yield, and return one array."
    if "function" in detail or "method" in detail:
        return "The function returns a function: call it, with its parentheses."
    if "coroutine" in detail:
        return "Write def instead of async def."
    if "complex" in detail:
        return "Stay with real numbers: look for a root or a power of a negative number."
    if "tuple" in detail or "differ in length" in detail:
        return "Return one array whose rows all have the same length."
    return "Return a NumPy array, a list of numbers or one number."
