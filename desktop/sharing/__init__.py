"""The 数据共享 room: lists for other offices and programs."""
