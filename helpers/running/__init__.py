"""One safe call of a learner's function, for checks and demos: `safe_call.call(function, arguments)`."""
