"""What stands in a sentence, and the values that it is read to: marks, subjects, claims."""
