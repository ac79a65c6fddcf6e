"""What stands in a sentence: its marks, names, and what stands around a number."""
