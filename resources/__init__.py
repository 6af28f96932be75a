"""Shipped data: fonts, divisions, rules, templates, sample, manual."""
