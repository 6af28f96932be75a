"""``python -m desktop`` is the command ``zhipai``."""

import sys

from desktop.cli.main import main

if __name__ == "__main__":  # worker processes import this module too
    sys.exit(main())
