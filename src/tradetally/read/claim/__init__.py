"""What a number says: its indicator, its sign, and whether it is expected or compared."""
