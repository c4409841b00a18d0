"""What `status` does: tells what stands where, and changes nothing."""

from __future__ import annotations

import sys

import click

from thidua.cli.common import SOME_FAILED, clock, complain, tell_faults
from thidua.cli.doing.as_json import (
    coming_told,
    faults_told,
    holder_told,
    message_told,
    print_json,
    state_told,
)
from thidua.deliver.catalogue.status import holder_lines, status_lines
from thidua.deliver.packs import read_packs
from thidua.deliver.publication.trouble import public_trouble
from thidua.deliver.schedule.coming import coming, coming_lines
from thidua.deliver.settings import read_deliver_settings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all, open_dataset
from thidua.project import project_folder
from thidua.run.holding.machine import this_host
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import OPEN
from thidua.run.ledger.view import view_ledger
from thidua.run.stale import stale_words
from thidua.speech import say


def status(dataset: str | None, as_json: bool) -> None:
    """Tell what stands where, what comes next, and what waits for a person."""
    root = project_folder()
    settings = read_deliver_settings(root)
    if dataset is not None:
        open_dataset(dataset, root)  # refused if there is none
    faults = open_all(root).faults
    with view_ledger(root) as view:
        ledger = view.ledger
        packs = [each for each in read_packs(root, ledger) if dataset in (None, each.dataset.name)]
        states = [state for pack in packs for state in pack.editions]
        stale = stale_words(state.edition for state in states)
        holder = holder_lines(view, _host(), now=clock())
        public = list(public_trouble(root, settings.publish.folder))
        next_steps = coming(settings, root, ledger, now=clock())
        mail = list(ledger.messages(states=OPEN))
        # All of it before the first line is told: a slip in a setting is then the one line that stands there.
        lines = [
            *holder,
            *status_lines(packs, stale),
            *(say("public: {problem}", problem=line) for line in public),
            *coming_lines(next_steps),
            *(_mail_line(message) for message in mail),
        ]
        runner = view.ledger.runner()
    if as_json:
        print_json(
            {
                "holder": holder_told(runner),
                "notes": holder,
                "editions": [state_told(state, stale.get(str(state.edition))) for state in states],
                "public": public,
                "coming": [coming_told(each) for each in next_steps],
                "mail": [message_told(message) for message in mail],
                "faults": faults_told(faults),
            }
        )
    else:
        for line in lines:
            click.echo(line)
    if tell_faults(faults):
        sys.exit(SOME_FAILED)


def _mail_line(message: Message) -> str:
    state = {
        "planned": say("chờ gửi"),
        "deferred": say("hoãn"),
        "sending": say("đang gửi"),
        "handed": say("đã giao máy chủ"),
        "refused": say("bị từ chối"),
        "uncertain": say("không rõ kết quả"),
    }[message.state]
    return say(
        "thư {state}: {recipient}, {subject} {message_id} {answer}",
        state=state,
        recipient=message.recipient,
        subject=message.subject,
        message_id=message.message_id,
        answer=message.answer,
    )


def _host() -> str:
    """The name of this machine; one that has none may still look, and is told what it lacks."""
    try:
        return this_host()
    except ConfigError as problem:
        complain(str(problem))
        return ""
