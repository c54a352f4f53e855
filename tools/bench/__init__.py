"""`make bench`: what the build costs, and what the linking of terms adds to it, as ratios."""
