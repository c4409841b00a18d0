"""The commands of the calendar, as they are called: due, watch, schedule install."""

from __future__ import annotations

import click

from thidua.cli.group import Command, Group, Option
from thidua.cli.options import NUMBER, as_json, dry_run, jobs, take_over
from thidua.speech import later

due = Command(
    "due",
    later("Làm những việc đến hạn theo lịch trong reports.toml: nhắc, lập, gửi những gì đã duyệt."),
    later(
        "Chạy bao nhiêu lần cũng được, do bộ lập lịch của hệ thống (xem schedule install) hoặc bằng tay: mỗi việc chỉ "
        "làm một lần. Đêm bị lỡ được làm bù trong max_age_days của lịch; cũ hơn thì báo, và để người quyết định. Việc "
        "hỏng được báo cho người vận hành; các việc khác vẫn làm."
    ),
    examples=("due", "due --on 2023-06-20 --dry-run", "due --dry-run --json"),
    does="thidua.cli.doing.due:due",
    params=(
        Option(
            "--on",
            metavar=later("NGÀY"),
            told=later('Coi như lúc này là: 2023-06-20 (cuối ngày ấy) hoặc "2023-06-20 08:00".'),
            without=later("bây giờ"),
        ),
        jobs(),
        dry_run(later("In ra những gì sẽ làm, và không làm gì.")),
        as_json(),
        take_over(),
    ),
)

watch = Command(
    "watch",
    later("Chạy liên tục và làm việc đến hạn, vài phút một lần, cho đến khi bấm Ctrl+C; có lỗi thì báo và chạy tiếp."),
    examples=("watch",),
    does="thidua.cli.doing.watch:watch",
    params=(
        Option(
            "--every",
            default=15,
            type=click.IntRange(min=1, max=1440),
            metavar=NUMBER,
            told=later("Số phút giữa hai lần."),
            without=15,
        ),
        jobs(),
        take_over(),
    ),
)

schedule = Group(
    "schedule",
    later("Để bộ lập lịch của hệ thống chạy lệnh due."),
    places={"install": "thidua.cli.scheduling:install"},
)

install = Command(
    "install",
    later("In ra, hoặc với --yes thì cài, mục để hệ thống chạy lệnh due vài phút một lần."),
    examples=("schedule install --cron", "schedule install --windows --yes"),
    does="thidua.cli.doing.install:install",
    params=(
        Option("--cron", is_flag=True, told=later("Linux, macOS: một dòng của crontab.")),
        Option("--systemd", is_flag=True, told=later("Linux: một bộ hẹn giờ của người dùng.")),
        Option("--windows", is_flag=True, told=later("Windows: một tác vụ của Task Scheduler.")),
        Option(
            "--every",
            default="15",
            type=click.Choice(["5", "10", "15", "20", "30", "60"]),
            told=later("Số phút giữa hai lần."),
            without=15,
        ),
        Option("--yes", is_flag=True, told=later("Cài luôn; không có thì chỉ in ra."), without=later("tắt")),
        take_over(),
    ),
)
