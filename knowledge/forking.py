"""Forking: work that is shared out among copies of this process, where that pays."""

import gc
import logging
import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from logging.handlers import QueueHandler
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")


def forked(items: Sequence[T], work: Callable[[Sequence[T]], bytes]) -> Iterator[bytes]:
    """What `work` makes of all items, in as many parts as there are processors.

    A copy of the process does each part and hands back bytes; nothing else that it changes
    reaches this process. Where copies cannot be made, or threads run that a copy would lack, all
    is done here. Whatever a copy raises is raised here.
    """
    count = min(len(items), _processors())
    if count < 2:
        yield work(items)
        return
    gc.freeze()
    # Every processor gets some of each sort, as neighbours often cost alike.
    pipes = [_start(items[number::count], work) for number in range(count)]
    gc.unfreeze()
    answers = [_answer(child, pipe) for child, pipe in pipes]
    for records, _is_good, _answered in answers:
        for record in records:
            logging.getLogger(record.name).handle(record)
    for _records, is_good, answer in answers:
        if not is_good:
            raise pickle.loads(answer)
        yield answer


def _processors() -> int:
    """How many processes are of use here."""
    # A copy has only the thread that made it, and what others held locked stays locked in it.
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _start(items: Sequence[T], work: Callable[[Sequence[T]], bytes]) -> tuple[int, int]:
    """A copy at work, and the pipe on which it will answer."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(_worked(items, work)))
        status = 0
    finally:
        # Nothing that belongs to the parent is tidied up here: no buffers, no temporary files.
        os._exit(status)


Answer = tuple[list[logging.LogRecord], bool, bytes]
"""What a copy logged, whether its work went well, and what it made, or the fault, as bytes."""


def _worked(items: Sequence[T], work: Callable[[Sequence[T]], bytes]) -> Answer:
    log = logging.getLogger()
    # The parent's own handlers hear of it from the parent.
    log.handlers = [heard := _Records()]
    try:
        return heard.records, True, work(items)
    except BaseException as fault:
        fault.add_note(traceback.format_exc())
        return heard.records, False, _pickled(fault)


class _Records(QueueHandler):
    """Keeps what is logged, in a form that can be handed to another process."""

    def __init__(self) -> None:
        super().__init__(SimpleQueue())
        self.records: list[logging.LogRecord] = []

    def enqueue(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _pickled(fault: BaseException) -> bytes:
    try:
        data = pickle.dumps(fault)
        pickle.loads(data)
    except Exception:
        data = pickle.dumps(RuntimeError(f"{type(fault).__name__}: {fault}"))
    return data


def _answer(child: int, reading: int) -> Answer:
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _child, status = os.waitpid(child, 0)
    if status or not answer:
        return [], False, pickle.dumps(RuntimeError("A process that made pages ended too early."))
    told: Answer = pickle.loads(answer)
    return told
