"""The one stable path for people, cron and other schedulers; everything is in `thidua.cli`."""

from thidua.cli import main

if __name__ == "__main__":
    main()
