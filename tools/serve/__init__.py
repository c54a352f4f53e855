"""`make serve`: the site as it is written, in a browser that follows every save.

`saves` notices a save, `worker` hands it to the process that builds (`work`), `news` tells
the browsers what that process answered, `answering` serves the pages, `telling` says it all
in the terminal.
"""
