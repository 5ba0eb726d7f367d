"""Which of several places is meant, how sure we are, and why."""
