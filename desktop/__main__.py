"""``python -m desktop`` is the command ``zhipai``."""

import sys

from desktop.cli.main import main

sys.exit(main())
