"""What makes and measures the course; nothing here is imported by a learner."""
