"""`make bench-embeds`: what a card costs the pages that show it, beside what is asked of it."""
