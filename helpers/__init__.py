"""What the lessons of Logits to Loss import: mathematics, pictures, demos and checks."""
