"""What a process beside the window is asked in tests; it imports nothing, so that the process starts soon."""

import os
import time
from collections.abc import Callable


class OddError(Exception):
    """Cannot be made again from what it was made with."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(f"{first} {second}")


def adder(start: int) -> Callable[[object], object]:
    """Adds up what it is asked; some questions do something else."""
    total = start

    def answer(question: object) -> object:
        nonlocal total
        if question == "pid":
            return os.getpid()
        if question == "die":
            os._exit(7)
        if question == "sleep":
            time.sleep(60)
        if question == "odd":
            raise OddError(1, 2)
        if not isinstance(question, int):
            raise ValueError(question)
        total += question
        return total

    return answer
