"""The 制牌 room: preflight, production files, reading back."""
