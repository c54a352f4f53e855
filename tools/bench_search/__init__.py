"""`make bench-search`: how well and how cheaply our search finds, beside Lunr and Pagefind."""
