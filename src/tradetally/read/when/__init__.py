"""When a number is of, and what it is measured from."""
