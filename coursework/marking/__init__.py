"""Mark: a submission is found, read, planned and run in the box; a verdict is given; the file of marks is kept."""
