"""The window's frame: navigation, title, errors."""
