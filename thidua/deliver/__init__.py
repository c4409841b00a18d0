"""The last mile: when a set is due, who releases it, who gets it by mail, and where it is found."""
