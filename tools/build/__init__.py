"""`python -m tools.build`: builds the site from what changed since the last build.

A build that fails leaves the last good output as it was.
"""
