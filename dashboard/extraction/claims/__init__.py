"""Who says so, who denies it, who blames whom."""
