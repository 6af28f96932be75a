"""The vault's window: opening it, sharing it out, its paper, and persons shown masked."""
