"""Many articles at once, in processes; sample articles."""
