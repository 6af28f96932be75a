"""How the set-up speaks: one line per step, and one error that ends it with advice."""


class Stop(Exception):
    """The set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """Print one progress line at once."""
    print(f"[zhipai] {text}", flush=True)
