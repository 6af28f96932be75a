"""The 操作日志 window: who did what, what it changed, and whether the journal is whole."""
