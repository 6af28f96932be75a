"""The 地址库 room: tree, table, detail, search."""
