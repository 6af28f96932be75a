"""Benchmarks: each module is a list of measured jobs with budgets, run by ``bootstrap.py bench``."""
