#!/bin/sh
# email.parser of CPython (seen with 3.11.7) promises defects, not exceptions, but ends in RecursionError on a mail whose one
# part has one part, a thousand times (80 kB, which any mail program accepts); and each line is held against the boundary
# of every level around it, so that a few megabytes of short lines eighty levels deep take many times what they take at two.
# Exits 1 once that has changed.
set -eu
python3 - <<'PYTHON'
import email
import sys
import time


def nested(depth, lines=1):
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return ("MIME-Version: 1.0\r\n" + heads + "\r\n" + "a\r\n" * lines).encode()


def seconds(depth):
    content = nested(depth, 100_000)
    began = time.process_time()
    email.message_from_bytes(content)
    return time.process_time() - began


try:
    email.message_from_bytes(nested(1000))
    ends = "in a message"
except RecursionError:
    ends = "in RecursionError"
flat, deep = seconds(2), seconds(80)
print(f"a thousand levels end {ends}; 100,000 lines: {flat:.2f} s two levels deep, {deep:.2f} s eighty levels deep")
sys.exit(0 if ends == "in RecursionError" and deep > 4 * flat else 1)
PYTHON
