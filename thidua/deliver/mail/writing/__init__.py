"""How mails are written: what each says, how that looks, and the bytes in which it travels."""
