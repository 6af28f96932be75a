"""移交包: what goes to another district's register and what comes from it, with keys, fingerprints and receipts."""
