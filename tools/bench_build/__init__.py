"""`make bench-build`: what the build costs beside its peers, at 100, 1,000 and 10,000 pages."""
