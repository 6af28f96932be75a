"""The 公安比对 room: written addresses read, matched with the register, corrected and decided."""
