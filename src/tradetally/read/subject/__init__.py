"""What a number is of: the flow and its slices."""
