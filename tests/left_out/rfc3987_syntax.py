"""Stands before the library of this name on the path of all that the tests start.

The library compiles a grammar of web addresses as it is imported, and jsonschema imports it wherever Jupyter is
installed (see findings/import-nbformat-compiles-a-grammar.sh): in each worker and each command a second or two of
processor. Nobody here checks such addresses; jsonschema does without.
"""

raise ImportError("left out of the tests")
