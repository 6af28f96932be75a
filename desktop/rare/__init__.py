"""Rare characters (生僻字): finding one without an input method and putting it into any text field."""
