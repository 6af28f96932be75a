"""The 系统 room: accounts, areas, the store itself, settings."""
