"""The sample kit: lists as a district office and its police write them, with planted problems and their key."""
