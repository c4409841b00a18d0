"""The commands for files that come from elsewhere, as they are called: check, template, verify."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.cli.group import ALL, Argument, Command, Option
from thidua.cli.options import DATASETS, FOLDER, NAME, PERIOD, PERIODS, as_json
from thidua.speech import later

FOLDER_PATH = click.Path(path_type=Path, file_okay=False)

check = Command(
    "check",
    later("Kiểm tra các bảng tính như khi được gửi đến: các TỆP, hoặc thư mục inbox của mọi bộ số liệu."),
    later(
        "Kết quả in ra bằng tiếng Việt, theo từng tệp, có tên trang và ô, mỗi tệp nhiều nhất 50 dòng; tệp trả lời ghi "
        "đủ. Tệp có lỗi chưa được tính cho đến khi nơi gửi sửa xong. Mã kết thúc: 0 không có lỗi, 1 có tệp hoặc bộ số "
        "liệu có lỗi, 2 gõ lệnh sai."
    ),
    examples=("check", 'check "Ba Be 6 thang.xlsx" --answer answers'),
    does="thidua.cli.doing.check:check",
    params=(
        Argument(["paths"], nargs=-1, metavar=later("TỆP"), type=click.Path(path_type=Path)),
        Option(
            "--dataset",
            metavar=NAME,
            told=later("Bộ số liệu có inbox cần kiểm tra, hoặc có các đơn vị mà các TỆP nêu."),
            without=ALL,
            shell_complete=DATASETS,
        ),
        Option(
            "--answer",
            metavar=FOLDER,
            type=FOLDER_PATH,
            told=later("Ghi vào THƯ_MỤC, cho mỗi tệp cần xem lại, một bản sao có đánh dấu các ô sai."),
            without=later("tắt"),
        ),
        as_json(),
    ),
)

template = Command(
    "template",
    later("Ghi vào THƯ_MỤC các tệp Excel để đơn vị điền, có danh mục chọn sẵn và hướng dẫn bằng tiếng Việt."),
    later(
        "Danh mục có đơn vị, danh hiệu, cấp khen của những ngày trong kỳ; kỳ có ngày 01/07/2025 thì có cả hai giai "
        "đoạn. Tệp đã có nội dung khác trong THƯ_MỤC được giữ nguyên và nêu tên. Mã kết thúc: 0 ghi đủ, 1 có tệp "
        "vướng, 2 gõ lệnh sai."
    ),
    examples=(
        "template",
        "template mau --province 19 --period 2026-H1",
        "template mau --dataset illustrative --year 2023",
    ),
    does="thidua.cli.doing.template:template",
    params=(
        Argument(["folder"], default="templates", metavar=FOLDER, type=FOLDER_PATH),
        Option(
            "--period",
            metavar=PERIOD,
            told=later("Kỳ báo cáo: 2026-H1, 2025, 2026-Q3."),
            without=later("năm nay"),
            shell_complete=PERIODS,
        ),
        Option("--year", type=int, metavar=later("NĂM"), told=later("Như --period, cho cả năm.")),
        Option(
            "--province",
            metavar=later("MÃ"),
            told=later("Tỉnh có các đơn vị cần đưa vào danh mục: 19."),
            without=later("06, các đơn vị của Bắc Kạn"),
        ),
        Option(
            "--dataset",
            metavar=NAME,
            told=later("Lấy tỉnh, bảng danh mục và ngày của năm theo một bộ số liệu."),
            shell_complete=DATASETS,
        ),
    ),
)

verify = Command(
    "verify",
    later("Cho biết các TỆP ai đó chuyển đến (báo cáo, thư .eml, tệp nén) có đúng là bản đã phát hành, còn dùng được."),
    later(
        "Trả lời theo nội dung, từng byte: đúng và là bản hiện hành; đúng nhưng đã được thay, từ ngày nào, đã thay đổi "
        "những gì; đã thu hồi và vì sao; có tên báo cáo mà nội dung khác; không biết. Thư và tệp nén được mở ra, trả "
        "lời từng tệp bên trong. Lệnh không sửa gì, không chờ ai. Mã kết thúc: 0 tất cả là bản hiện hành, 1 không phải "
        "tất cả, 2 gõ lệnh sai. Người đọc tự kiểm tra bằng trang verify.html trong public/."
    ),
    examples=('verify "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể.pdf"', "verify thu.eml bo-tai-lieu.zip"),
    does="thidua.cli.doing.verify:verify",
    params=(
        Argument(
            ["paths"], nargs=-1, required=True, metavar=later("TỆP"), type=click.Path(path_type=Path, dir_okay=False)
        ),
    ),
)
