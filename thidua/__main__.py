"""`python -m thidua`: the same command line as `thidua` and `python run_reports.py`."""

from thidua.cli import main

if __name__ == "__main__":
    main()
