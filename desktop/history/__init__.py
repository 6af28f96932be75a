"""The register through time in the window: an address's timeline, the tree of a past day, two days compared."""
