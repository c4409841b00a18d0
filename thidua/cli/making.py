"""The commands that make reports, as they are called: build, list, new."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.cli.group import ALL, Argument, Command, Option
from thidua.cli.options import (
    DATASETS,
    FOLDER,
    NAME,
    PERIOD,
    PERIODS,
    TEXT,
    UNIT,
    UNITS,
    as_json,
    dry_run,
    jobs,
    selection,
    take_over,
)
from thidua.run.formats import FORMATS
from thidua.speech import later

ADDRESS = later("ĐỊA_CHỈ")
FIRST = later("bản khai báo đầu tiên")

build = Command(
    "build",
    later("Lập các bản báo cáo khai báo trong data/*/dataset.toml mà chưa có hoặc đã cũ."),
    later(
        "Mỗi bản thành reports/BỘ/KỲ/ĐƠN_VỊ/LOẠI.ipynb, .html, .pdf, .xlsx và .docx; bản tiếng Anh là LOẠI.en.ipynb "
        "v.v. Trang reports/index.html liệt kê tất cả; bản đã duyệt còn có trong public/ cho người đọc. Bản nào không "
        "lập được thì bản tốt gần nhất vẫn ở chỗ cũ, sổ tay chạy hỏng ở thư mục failed/, các bản khác vẫn lập tiếp. "
        'Bản khai báo cho mọi năm ("H1", "year") được lập cho KỲ được hỏi. Lần chạy bị ngắt giữa chừng kết thúc mọi '
        "việc đã bắt đầu và không công bố gì thêm; hãy chạy lại."
    ),
    examples=(
        "build",
        "build --period 2020 --unit tinh-bac-kan --format pdf",
        "build --kind province --lang en",
    ),
    begins="thidua.cli.doing.begun:begin_build",
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
        Option(
            "--cluster",
            metavar=ADDRESS,
            told=later("Lập trên các máy của cụm dask.distributed này; xem docs/scaling.md."),
            without=later("máy này"),
        ),
        Option(
            "--through",
            metavar=ADDRESS,
            told=later("Thư mục chung hoặc kho tệp để các máy của cụm gửi kết quả qua."),
            without=later("gửi thẳng"),
        ),
        dry_run(later("In ra những gì sẽ lập, vì sao, trong tiến trình nào, và không lập gì.")),
        Option(
            "--json",
            "as_json",
            is_flag=True,
            told=later("Mỗi việc một dòng JSON, cho chương trình khác đọc."),
            without=later("tắt"),
        ),
        take_over(),
    ),
)

init = Command(
    "init",
    later("Bắt đầu một dự án trong một thư mục trống: sổ tay, reports.toml, số liệu minh họa, README.md."),
    later("Thư mục đã có gì trong đó thì từ chối, và không ghi gì."),
    examples=("init bao-cao",),
    does="thidua.cli.doing.init:init",
    works_on_project=False,
    params=(Argument(["folder"], metavar=FOLDER, type=click.Path(path_type=Path)),),
)

list_editions = Command(
    "list",
    later("Liệt kê các bản có thể lập, và tệp nào của từng bản đã có."),
    examples=("list", "list --kind stage", "list --json"),
    does="thidua.cli.doing.list:list_editions",
    params=(*selection(), as_json()),
)

new = Command(
    "new",
    later("Bắt đầu một báo cáo riêng: một sổ tay có chú giải trong notebooks/ và mục của nó trong reports.toml."),
    later(
        "TÊN thành tên các tệp của báo cáo: chữ thường a đến z, chữ số, - và _. Sổ tay chạy được ngay; sửa nó, khai "
        "báo lập cho những đơn vị nào, lập thử, rồi nó có trong bộ tài liệu của mỗi hội nghị. Trang "
        "docs/new-report.md hướng dẫn từng bước."
    ),
    examples=(
        "new tang-qua",
        'new lao-dong --title "Khen thưởng người lao động" --unit "huyện Na Rì" --period 2023-H1',
    ),
    does="thidua.cli.doing.new:new",
    params=(
        Argument(["name"], metavar=NAME),
        Option("--title", metavar=TEXT, told=later("Tên trong danh sách và tên tệp."), without=later("Báo cáo TÊN")),
        Option(
            "--dataset",
            metavar=NAME,
            told=later("Lúc đầu lấy số liệu của bộ nào."),
            without=FIRST,
            shell_complete=DATASETS,
        ),
        Option(
            "--unit",
            metavar=UNIT,
            told=later("Lúc đầu là báo cáo của đơn vị nào."),
            without=FIRST,
            shell_complete=UNITS,
        ),
        Option(
            "--period",
            metavar=PERIOD,
            told=later("Lúc đầu là báo cáo của kỳ nào."),
            without=FIRST,
            shell_complete=PERIODS,
        ),
    ),
)
