"""What makes a page live: demos and questions that answer, exercises in an editor, Python in a worker."""
