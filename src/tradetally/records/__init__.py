"""Records: declaration lines become a book's items.

In come files of declarations, or of a statistical office's finest tables, whatever their layout;
out go a new vintage of a book, the findings on every line that is not as it should be, and a
ledger in which each line of the files is in exactly one place. ``record`` is what all formats
read into, ``formats`` has one module a layout, ``steps`` the way from a line to an item as one
visible list, ``checks`` the rules that a line must meet. Called by the commands.
"""
