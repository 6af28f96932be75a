"""The 地名 room: standard names with their cards."""
