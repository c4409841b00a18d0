"""The one stable path for people, cron and other schedulers; everything is in `thidua.cli`."""

import sys

try:
    from thidua.__main__ import main
except ModuleNotFoundError as problem:
    print(f"error: {problem.name} is not installed for {sys.executable}; set up as README.md says", file=sys.stderr)
    sys.exit(2)

if __name__ == "__main__":
    main()
