"""From released editions to mailboxes: who gets what, how it reads, how it travels, once.

A mail takes these steps, each in the module of its name; what passes between them are values:

- *plan*: which revisions a recipient gets and has not got, and who is told of a withdrawal: parcels;
- *compose* (``writing``): the bytes that will travel: letters;
- *check* (``gate``): whether `reports.toml` and the ledger, as they are now, give that recipient just this;
- *put in* (``outbox``): noted in the ledger, its bytes in the outbox; from now on it waits;
- *hand over*: checked once more and given to the server in two phases (``smtp``), each noted before it happens;
- *settle*: what a run that ended half-way left is put in order; what nobody can know, a person says.

Which step may follow which stands in `thidua.run.ledger.states`, and the ledger takes no other. ``send`` takes them one
after the other, and ``tell`` says to the operator what needs a person. A *sample* is written, shown or sent, and
delivers nothing.
"""
