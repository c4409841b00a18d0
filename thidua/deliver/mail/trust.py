"""Whom we believe to be the mail server: certificates the system trusts and those of the office's own authority."""

from __future__ import annotations

import ssl

from thidua.errors import ConfigError

_NAME_MISMATCH = (62, 64)  # OpenSSL: X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH


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
