"""What the launchers run inside their own process, installed as ``zhipai_start``: the program, started right.

The interpreter believes that the launcher is its executable. A worker process or ``python -m`` started from it would
be the program once more, with a second window; so before anything else is imported the true interpreter is named, the
one without a console when the window was started.
"""

import runpy
import sys
from pathlib import Path


def _name_the_interpreter() -> bool:
    """Set what ``multiprocessing`` reads when first imported; True for the window.

    Both names, for where they differ it thinks of a virtual environment and starts the base executable after all.
    """
    launcher = Path(sys.executable)
    windowed = launcher.stem.lower() == "zhipaiw"
    interpreter = str(launcher.parent / "python" / ("pythonw.exe" if windowed else "python.exe"))
    vars(sys).update(executable=interpreter, _base_executable=interpreter)
    return windowed


def _tell(error: BaseException) -> None:
    """Say in a box of Windows' own why there is no window; a program without a console has no other way."""
    import ctypes
    import traceback

    text = "址牌无法启动 Zhipai cannot start\n\n" + "".join(traceback.format_exception(error)[-6:])
    if sys.platform == "win32":
        ctypes.WinDLL("user32").MessageBoxW(None, text, "址牌 Zhipai", 0x10)


if __name__ == "__main__":
    windowed = _name_the_interpreter()
    try:
        runpy.run_module("desktop", run_name="__main__", alter_sys=True)
    except Exception as error:
        if windowed:
            _tell(error)
        raise
