"""The tests; what they start imports as they do."""

import os
import sys
from pathlib import Path

LEFT_OUT = Path(__file__).parent / "left_out"

if str(LEFT_OUT) not in sys.path:
    sys.path.insert(0, str(LEFT_OUT))
    os.environ["PYTHONPATH"] = os.pathsep.join([str(LEFT_OUT), *filter(None, [os.environ.get("PYTHONPATH")])])
