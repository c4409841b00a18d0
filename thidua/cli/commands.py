"""The commands by name and where each is declared; a new one is one line here."""

from __future__ import annotations

COMMANDS = {
    "build": "thidua.cli.building:build",
    "list": "thidua.cli.building:list_editions",
    "new": "thidua.cli.new:new",
    "check": "thidua.cli.checking:check",
    "template": "thidua.cli.checking:template",
    "lab": "thidua.cli.desk:lab",
    "review": "thidua.cli.delivering:review",
    "release": "thidua.cli.delivering:release_editions",
    "withdraw": "thidua.cli.delivering:withdraw_editions",
    "send": "thidua.cli.mailing:send",
    "status": "thidua.cli.delivering:status",
    "due": "thidua.cli.scheduling:due",
    "watch": "thidua.cli.scheduling:watch",
    "schedule": "thidua.cli.scheduling:schedule",
}
