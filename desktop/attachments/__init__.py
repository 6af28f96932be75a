"""Attached files in the window: the list of all, the strip beside one row, and how they come in."""
