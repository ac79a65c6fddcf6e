"""Asking: a question becomes a figure with a hole, and the figure an answer in one sentence.

In come a question and a book; out goes a ``Reply``. The way: a language's frames turn the
question into what a release would say (``languages.questions``), the reader reads that like any
other text (``hole``), which gives the figure asked for (``understand``); the tally answers it
(``value``, ``which``, ``drivers``, ``compare``, ``truth``, ``since``), and ``sentence`` says it.
What cannot be read comes back with what was understood (``unread``). Called by the commands.
"""

from tradetally.ask.asking import ask
from tradetally.ask.reply import Reply, Row

__all__ = ["Reply", "Row", "ask"]
