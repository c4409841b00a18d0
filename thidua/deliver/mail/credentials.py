"""What the mail server and we show each other: its certificate, our user name and password.

User name and password stand in no file of the project and in no message of ours.
"""

from __future__ import annotations

import os
import ssl
from email.utils import parseaddr

from thidua.deliver.settings import MailSettings
from thidua.errors import ConfigError

USER, PASSWORD, SERVICE = "THIDUA_SMTP_USER", "THIDUA_SMTP_PASSWORD", "thidua"
"""Where they stand: two environment variables, or a service of the system's keyring."""

_NAME_MISMATCH = (62, 64)  # OpenSSL: X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH


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
    # Loaded only here: it asks the desktop for its backends. A server may do without, and has its variables.
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None

    # Some keyrings answer for any user, others only for a named one: then it is the sender's address.
    for name in (user,) if user else (None, parseaddr(mail.sender)[1]):
        try:
            found = keyring.get_credential(SERVICE, name)
        except KeyringError:
            return None
        if found is not None and found.username and found.password:
            return found.username, found.password
    return None


def trusting(ca_file: str) -> ssl.SSLContext:
    """What the system trusts and, if there is one, the office's own authority; host names are always checked.

    Raises
    ------
    ConfigError
        If the file of the authority cannot be read or holds no certificate.
    """
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except ssl.SSLError:
            raise ConfigError(f"mail.ca_file: {ca_file} holds no certificate in PEM form") from None
        except OSError as problem:
            raise ConfigError(f"mail.ca_file: {ca_file} cannot be read: {problem.strerror}") from None
    return context


def certificate_problem(problem: ssl.SSLCertVerificationError) -> str:
    """What is wrong with the certificate of a server, and what the operator can do."""
    if problem.verify_code in _NAME_MISMATCH:
        return (
            "shows a certificate for another name; nothing was sent. Set mail.server in reports.toml to the name in "
            "the certificate"
        )
    return (
        f"shows a certificate that does not hold ({problem.verify_message}); nothing was sent. If it is of the "
        "office's own authority, name the file with that authority's certificate in mail.ca_file of reports.toml"
    )
