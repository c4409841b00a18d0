"""What senders' words mean: titles and forms, authorities, kinds, classes, periods."""
