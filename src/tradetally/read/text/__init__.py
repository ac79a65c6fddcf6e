"""What comes in: files, their text, and the body of an article in it."""
