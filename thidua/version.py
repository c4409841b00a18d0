"""The version of the package: it stands here and nowhere else, and every file that is made tells it."""

__version__ = "1.0.0"

PROGRAM = f"thidua {__version__}"
"""What wrote a file, as its properties say it."""
