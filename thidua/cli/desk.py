"""The command that opens the desk, as it is called: lab."""

from __future__ import annotations

import click

from thidua.cli.group import Command, Option
from thidua.cli.options import NUMBER
from thidua.speech import later

lab = Command(
    "lab",
    later("Mở JupyterLab ở bàn làm việc, để khám phá số liệu và xem trước báo cáo sẽ nói gì."),
    later(
        "Thư mục desk/ có bản riêng của các sổ tay ở notebooks/desk/ và của các sổ tay báo cáo: chạy, sửa, lưu tùy ý, "
        "không báo cáo nào được lập từ đó. Bản đã sửa không bao giờ bị ghi đè. JupyterLab chỉ thấy thư mục này, chỉ "
        "mở cho máy này, đòi mã truy cập, và không hỏi gì trên mạng."
    ),
    examples=("lab", "lab --no-browser --port 8890"),
    does="thidua.cli.doing.lab:lab",
    params=(
        Option(
            "--port",
            type=click.IntRange(1024, 65535),
            metavar=NUMBER,
            told=later("Cổng trên máy này."),
            without=later("8888 hoặc cổng trống kế tiếp"),
        ),
        Option("--no-browser", is_flag=True, told=later("In địa chỉ ra, không mở trình duyệt."), without=later("tắt")),
    ),
)
