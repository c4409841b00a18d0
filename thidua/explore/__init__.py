"""The front door for people who ask: an opened dataset, its questions, and what they answer, as frames and cards.

It stands above the reports and the runner and below the commands. Nothing but `thidua` itself, the desk and the
commands imports it.
"""
