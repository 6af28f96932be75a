"""What the office sees: window, command line, files."""
