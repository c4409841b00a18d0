"""The command that lets a shell complete what is typed, as it is called: completion."""

from __future__ import annotations

import click

from thidua.cli.group import Argument, Command
from thidua.speech import later

SHELLS = ("bash", "zsh", "fish", "powershell")

completion = Command(
    "completion",
    later("In ra đoạn mã để bash, zsh, fish hoặc PowerShell gợi ý khi bấm Tab sau thidua."),
    later(
        "Gợi ý lệnh, tùy chọn, bộ số liệu, kỳ, đơn vị và loại báo cáo của dự án. Đoạn mã gọi lệnh thidua: môi trường "
        "có lệnh ấy phải đang bật. Ghi lệnh vào tệp khởi động của vỏ lệnh (~/.bashrc, ~/.zshrc, $PROFILE) thì lần nào "
        "mở cũng có."
    ),
    examples=(
        "completion bash > ~/.local/share/bash-completion/completions/thidua",
        "completion fish > ~/.config/fish/completions/thidua.fish",
        "completion powershell | Out-String | Invoke-Expression",
    ),
    does="thidua.cli.doing.completion:completion",
    works_on_project=False,
    params=(Argument(["shell"], metavar=later("VỎ_LỆNH"), type=click.Choice(SHELLS)),),
)
