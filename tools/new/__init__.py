"""First versions of a lesson, an exercise or a demo: `python -m tools.new lesson 07_train_a_classifier`."""
