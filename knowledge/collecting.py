"""Collecting: when Python looks for objects that only refer to each other, in a ring."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Python does not look for rings while this is open.

    What a build makes is many small objects with few rings among them, and Python would look
    through all of them again and again: a quarter of the time of an edit.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
