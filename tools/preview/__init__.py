"""Previews of pull requests: built where nothing is trusted, checked where something is.

`build` runs the code of a pull request, so it runs without any secret.
`receive` runs the code of the main branch, and takes the result for a stranger's files.
"""
