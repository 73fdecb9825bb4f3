"""Hand out, collect and mark: an nbgrader course made from lessons, a grader out of students' reach."""
