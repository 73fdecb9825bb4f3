"""One safe call of a learner's function, for checks and demos.

`safe_call.call(function, arguments)` tells a check what one call did; `safe_call.protected(work, seconds)`
lets a demo call a function many times in one go. Under both: `clock` stops what does not end, `guards`
puts back what was changed, `plain_values` reads what came back.
"""
