"""Frozen revisions."""
