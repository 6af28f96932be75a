"""Schema revisions; they read no project code."""
