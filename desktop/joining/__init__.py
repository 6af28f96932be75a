"""并入: another office's register is compared, decided about and joined."""
