"""The box: the sandbox in which students' code runs, seen from outside."""
