"""setup.exe: its parts on Linux, and its days on Windows as Wine plays it."""
