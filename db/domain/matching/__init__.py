"""Whether two written addresses are one address, one above the other, or two."""
