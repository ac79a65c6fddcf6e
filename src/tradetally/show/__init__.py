"""Presentation: verdicts, answers, tables and findings made visible.

In come finished values (a text's verdicts, a figure's answer, statements, set-aside numbers);
out go text for a terminal, lines of JSON and HTML files. Nothing here judges or computes a
figure: ``explain`` says a verdict in words once, and ``terminal``, ``html`` and ``jsonl`` show
it. Called by the commands only. Each module is reached by its own name, so that a command loads
Rich or Jinja2 only where it shows something with it.
"""
