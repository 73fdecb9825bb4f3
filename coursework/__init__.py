"""Hand out, collect and mark: an nbgrader course made from the lessons, and a grader that students' code cannot reach."""
