"""What was deleted, kept in a backup or damaged, and how it comes back."""
