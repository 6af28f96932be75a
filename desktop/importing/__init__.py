"""Bringing deliveries in: files read, staged, promoted, refusals written out."""
