"""`python -m thidua`: the same command line as `thidua` and `python run_reports.py`."""

import sys

from thidua.stopping import run_until_stopped


def main() -> None:
    """Import the command line and run it, until somebody stops it."""
    run_until_stopped(_run)


def _run() -> None:
    try:
        from thidua.cli import main as run  # in here, so that it may be stopped meanwhile
    except ModuleNotFoundError as problem:
        python = sys.executable
        print(f"error: {problem.name} is not installed for {python}; set up as README.md says", file=sys.stderr)
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
