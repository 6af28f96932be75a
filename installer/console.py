"""How the set-up speaks: one line per step, and one error that ends it with advice."""


class Stop(Exception):
    """The set-up cannot go on; the text says what to do."""


class LeftOut(Exception):
    """A check cannot run on this machine; the text says what it lacks."""


def say(text: str) -> None:
    """Print one progress line at once."""
    print(f"[zhipai] {text}", flush=True)
