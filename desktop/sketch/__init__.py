"""略图: the office's own map, drawn from its own points, layers and site plans, with no network."""
