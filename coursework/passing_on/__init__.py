"""Pass on: feedback for students, exports for learning-management systems, nbgrader's gradebook."""
