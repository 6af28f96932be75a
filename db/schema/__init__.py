"""Table definitions, one module per family; no behaviour."""
