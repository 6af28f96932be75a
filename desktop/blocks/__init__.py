"""Generating a block of addresses, and a building as a table (楼盘表)."""
