"""The commands that make reports, as they are called: build, list."""

from __future__ import annotations

import click

from thidua.cli.group import ALL, Command, Option
from thidua.cli.options import dry_run, jobs, selection, take_over
from thidua.run.formats import FORMATS
from thidua.speech import later

build = Command(
    "build",
    later("Lập các bản báo cáo khai báo trong data/*/dataset.toml mà chưa có hoặc đã cũ."),
    later(
        "Mỗi bản thành reports/BỘ/KỲ/ĐƠN_VỊ/LOẠI.ipynb, .html, .pdf và .xlsx; bản tiếng Anh là LOẠI.en.ipynb v.v. "
        "Trang reports/index.html liệt kê tất cả; bản đã duyệt còn có trong public/ cho người đọc. Bản nào không lập "
        "được thì bản tốt gần nhất vẫn ở chỗ cũ, sổ tay chạy hỏng ở thư mục failed/, các bản khác vẫn lập tiếp. Bản "
        'khai báo cho mọi năm ("H1", "year") được lập cho KỲ được hỏi. Lần chạy bị ngắt giữa chừng kết thúc mọi việc '
        "đã bắt đầu và không công bố gì thêm; hãy chạy lại."
    ),
    examples=(
        "build",
        "build --period 2020 --unit tinh-bac-kan --format pdf",
        "build --kind province --lang en",
    ),
    does="thidua.cli.doing.build:build",
    params=(
        *selection(),
        Option(
            "--format",
            "formats",
            multiple=True,
            type=click.Choice(FORMATS),
            told=later("Dạng tệp cần lập; có thể ghi hai lần. Sổ tay luôn được giữ."),
            without=ALL,
        ),
        jobs(),
        dry_run(later("In ra những gì sẽ lập, và không lập gì.")),
        take_over(),
    ),
)

list_editions = Command(
    "list",
    later("Liệt kê các bản có thể lập, và tệp nào của từng bản đã có."),
    examples=("list", "list --kind stage"),
    does="thidua.cli.doing.list:list_editions",
    params=selection(),
)
