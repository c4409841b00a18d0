"""Ctrl-C and SIGTERM end the command with one line, whenever they come: also while it is still importing itself.

This is imported before all else, so it imports next to nothing.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

TOGETHER = 2.0
"""Seconds within which a second signal is the same wish: a terminal sends one, and what the command was started by
sends it on. After them, it ends the command where it stands."""

AGAIN = 0.05
"""Seconds after which an interrupt that came where Python cannot raise it is raised once more."""

SYSTEM_ENDS = signal.SIGTERM
"""With this systems end programs; it is heard as Ctrl-C is: nothing half made, no lock, no holder."""


class _Ear:
    """What was heard so far."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.is_raised = True

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Interrupt what the main thread does."""
        now = time.monotonic()
        if self.first is not None and self.is_raised and now - self.first < TOGETHER:
            return
        self.first, self.is_raised = self.first or now, True
        raise KeyboardInterrupt

    def miss(self, missed: sys.UnraisableHookArgs) -> None:
        """Told of what Python could not raise: an interrupt is raised again soon, where it can be."""
        if not issubclass(missed.exc_type, KeyboardInterrupt):
            sys.__unraisablehook__(missed)
            return
        self.is_raised = False
        again = threading.Timer(AGAIN, _interrupt)
        again.daemon = True
        again.start()


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def run_until_stopped(main: Callable[[], None]) -> None:
    """Run a command; what comes out of it once it was told to stop is one line, and exit status 1."""
    ear = _Ear()
    # Who was started deaf to Ctrl-C, in the background of a shell, stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, ear.hear)
    signal.signal(SYSTEM_ENDS, ear.hear)
    sys.unraisablehook = ear.miss
    try:
        main()
    except SystemExit:
        raise
    except BaseException:  # a library may have made another error of the interrupt
        if ear.first is None:
            raise
        _tell()
        sys.exit(1)
    finally:
        # What Python does as it ends is not worth a word; whoever cannot wait ends it where it stands.
        for number in (signal.SIGINT, SYSTEM_ENDS):
            if signal.getsignal(number) == ear.hear:
                signal.signal(number, signal.SIG_DFL)


def _tell() -> None:
    from thidua.speech import say  # not before it is needed

    print(f"\n{say('Đã dừng.')}", file=sys.stderr)
