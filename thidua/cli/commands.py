"""The commands by name and where each is declared; a new one is one line here."""

from __future__ import annotations

COMMANDS = {
    "init": "thidua.cli.making:init",
    "build": "thidua.cli.making:build",
    "list": "thidua.cli.making:list_editions",
    "new": "thidua.cli.making:new",
    "check": "thidua.cli.receiving:check",
    "template": "thidua.cli.receiving:template",
    "lab": "thidua.cli.desk:lab",
    "review": "thidua.cli.delivering:review",
    "release": "thidua.cli.delivering:release",
    "withdraw": "thidua.cli.delivering:withdraw",
    "send": "thidua.cli.delivering:send",
    "verify": "thidua.cli.receiving:verify",
    "status": "thidua.cli.delivering:status",
    "due": "thidua.cli.scheduling:due",
    "watch": "thidua.cli.scheduling:watch",
    "completion": "thidua.cli.shell:completion",
    "schedule": "thidua.cli.scheduling:schedule",
}
