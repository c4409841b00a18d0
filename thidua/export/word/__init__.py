"""The draft (*dự thảo*) in Word, which the office circulates and edits before the document is signed.

It prints the same strings as the PDF, in the styles of Decree 30/2020/NĐ-CP: real headings, tables whose heads repeat,
charts as pictures with words for them, and fields for what only the agency writes: number, day, signer, recipients.
Made with python-docx, after pandoc was tried on the hardest tables: docs/word.md tells what either did with them.
"""

from thidua.export.word.draft import docx_bytes
from thidua.export.word.reopened import first_difference

__all__ = ["docx_bytes", "first_difference"]
