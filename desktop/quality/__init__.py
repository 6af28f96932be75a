"""The 数据质量 room: lists of problems."""
