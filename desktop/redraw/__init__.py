"""区划调整: the form that changes administrative units, what it would do, and filing it."""
