"""The tests; what they start imports as they do, and hears Ctrl-C."""

import os
import signal
import sys
from pathlib import Path

LEFT_OUT = Path(__file__).parent / "left_out"

if str(LEFT_OUT) not in sys.path:
    sys.path.insert(0, str(LEFT_OUT))
    os.environ["PYTHONPATH"] = os.pathsep.join([str(LEFT_OUT), *filter(None, [os.environ.get("PYTHONPATH")])])

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background deaf to Ctrl-C, and so would be all that is started from here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
