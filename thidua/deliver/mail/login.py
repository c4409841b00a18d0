"""User name and password of the mail server; they stand in no file of the project and in no message of ours."""

from __future__ import annotations

import os
from email.utils import parseaddr

from thidua.deliver.settings import MailSettings
from thidua.errors import ConfigError

USER, PASSWORD, SERVICE = "THIDUA_SMTP_USER", "THIDUA_SMTP_PASSWORD", "thidua"
"""Where they stand: two environment variables, or a service of the system's keyring."""


def find_login(mail: MailSettings) -> tuple[str, str]:
    """User name and password of the mail server: from the environment, else from the system's keyring.

    Raises
    ------
    ConfigError
        If neither has them, or if they hold letters that cannot be sent; names no secret.
    """
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if not (user and password):
        found = _kept_login(user, mail)
        if found is None:
            raise ConfigError(
                f"no user name and password for {mail.server}: set {USER} and {PASSWORD}, or keep the password with "
                f"`keyring set {SERVICE} USER`; set mail.login = false in reports.toml if the server needs none"
            )
        user, password = found
    if not (user + password).isascii():
        raise ConfigError(f"user name and password for {mail.server} must be of ASCII letters: smtplib sends no others")
    return user, password


def _kept_login(user: str, mail: MailSettings) -> tuple[str, str] | None:
    # Loaded only here: it asks the desktop for its backends.
    import keyring
    from keyring.errors import KeyringError

    # Some keyrings answer for any user, others only for a named one: then it is the sender's address.
    for name in (user,) if user else (None, parseaddr(mail.sender)[1]):
        try:
            found = keyring.get_credential(SERVICE, name)
        except KeyringError:
            return None
        if found is not None and found.username and found.password:
            return found.username, found.password
    return None
