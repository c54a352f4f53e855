"""What came in by a form of an issue, as a file of content and the text of a pull request.

Everything that people typed is data here: it is read from a file, checked, and written anew.
None of it ever becomes a command, a path or a part of another text's syntax.
"""
