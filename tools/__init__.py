"""Commands for working on the site; `make` runs them."""
