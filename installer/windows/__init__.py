"""What becomes ``setup.exe``: where its parts come from, what is left out, how they are laid together."""
