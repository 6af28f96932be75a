"""SQL in, domain values out: engines, transactions, journal, queries."""
