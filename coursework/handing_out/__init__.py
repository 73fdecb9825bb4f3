"""Hand out: an assignment made from a lesson, its hidden cases, the course folder, the list of students."""
