"""Background work: jobs, progress, cancel, change feed."""
