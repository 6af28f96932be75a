"""The verbs of the address tree in the window: their menus, their dialogs, taking back, and what is half typed."""
