"""The commands that let reports leave the house, as they are called: review, release, withdraw, send, status."""

from __future__ import annotations

from thidua.cli.group import NOTHING, Command, Option
from thidua.cli.options import TEXT, as_json, by, dataset_of_period, dry_run, kinds, pack_period, take_over, units
from thidua.speech import later

MESSAGE, ADDRESS = later("MÃ_THƯ"), later("ĐỊA_CHỈ")
OFF = later("tắt")

review = Command(
    "review",
    later("Ghi một trang về những gì thay đổi trong bộ tài liệu họp, so với cùng kỳ và so với bản trước."),
    later("Trang ấy là review.html cạnh bộ tài liệu, có liên kết đến từng bản; không có gì được gửi đi."),
    examples=("review 2023-H1", "review 2023-H1 --serve"),
    does="thidua.cli.doing.review:review",
    params=(
        pack_period(),
        dataset_of_period(),
        Option(
            "--serve",
            "is_served",
            is_flag=True,
            told=later("Cho xem tại 127.0.0.1 cho đến khi bấm Ctrl+C."),
            without=OFF,
        ),
        Option("--open", "is_opened", is_flag=True, told=later("Mở trong trình duyệt."), without=OFF),
        take_over(),
    ),
)

release = Command(
    "release",
    later("Duyệt phát hành các bản của KỲ: từ nay được gửi đi, đúng nguyên bản từng byte."),
    later(
        "Bản thuộc loại có tên ở [publish] trong reports.toml, không kèm tên người được khen, được chép vào public/ "
        "trước khi lệnh kết thúc: ai vào được thư mục ấy đều đọc được."
    ),
    later(
        "Bản có tệp bị sửa sau khi lập, hoặc lần lập gần nhất hỏng, thì giữ lại và nêu lý do; bản có số liệu, sổ tay "
        "hoặc cấu hình đã đổi cũng vậy; các bản khác được duyệt. Bản có tên người được khen chỉ được duyệt khi gọi "
        "đúng loại (--kind district-names), bản không có số liệu nào hoặc thiếu lời ở đề mục bắt buộc chỉ khi gọi "
        "đơn vị hoặc loại."
    ),
    examples=(
        'release 2023-H1 --by "Nguyễn Văn A" --note "họp giao ban 20/6"',
        'release 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A"',
    ),
    does="thidua.cli.doing.release:release_editions",
    params=(
        pack_period(),
        dataset_of_period(),
        units(),
        kinds(),
        by(),
        Option("--note", default="", metavar=TEXT, told=later("Điều cần ghi nhớ."), without=NOTHING),
        Option(
            "--as-is",
            is_flag=True,
            told=later("Cả bản mà build sẽ lập lại; phải kèm --note."),
            without=OFF,
        ),
        take_over(),
    ),
)

withdraw = Command(
    "withdraw",
    later("Thu hồi các bản đã duyệt của KỲ: không gửi nữa, và nơi đã nhận được báo lý do."),
    later(
        "Khi lệnh kết thúc, các bản ấy không còn trong public/; nếu chưa rút được (ổ chia sẻ đang ngắt) thì lệnh nói "
        "rõ, kết thúc với mã khác 0, và lệnh sau thử lại."
    ),
    examples=('withdraw 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A" --why "huyện gửi lại số liệu"',),
    does="thidua.cli.doing.release:withdraw_editions",
    params=(
        pack_period(),
        dataset_of_period(),
        units(),
        kinds(),
        by(),
        Option(
            "--why",
            required=True,
            metavar=TEXT,
            told=later("Lý do; nơi đã nhận được báo, và trang verify.html nói với ai có tệp ấy."),
        ),
        take_over(),
    ),
)

send = Command(
    "send",
    later("Gửi thư những bản đã duyệt mà chưa gửi: của KỲ, hoặc mọi bản mới duyệt gần đây."),
    later(
        "Không gửi gì thì nói rõ vì sao. Toàn bộ kế hoạch được kiểm tra trước lá thư đầu tiên: không ai nhận bản của "
        "đơn vị mà reports.toml không giao cho họ. Mỗi bản sửa đến mỗi địa chỉ một lần, dù lệnh chạy bao nhiêu lần. "
        "Thư xem thử cho thấy thư của từng vai trò đúng như khi gửi, bản có tên người chỉ đến địa chỉ được phép. Tên "
        "và mật khẩu của máy chủ lấy từ THIDUA_SMTP_USER, THIDUA_SMTP_PASSWORD hoặc kho mật khẩu của hệ thống. Thư "
        "không gửi được thì giữ lại và báo cho người vận hành."
    ),
    examples=(
        "send 2023-H1 --dry-run",
        "send 2023-H1 --to toi@donvi.example --dry-run",
        "send 2023-H1 --to toi@donvi.example",
        "send 2023-H1",
    ),
    does="thidua.cli.doing.send:send",
    params=(
        pack_period(required=False),
        dataset_of_period(),
        dry_run(later("Ghi thư thành tệp .eml, không gửi gì.")),
        Option(
            "--to",
            metavar=ADDRESS,
            told=later("Gửi thư xem thử của KỲ đến đây, dù đã duyệt hay chưa, không bao giờ bản đã thu hồi."),
            without=OFF,
        ),
        Option("--arrived", metavar=MESSAGE, told=later("Cho biết thư chưa rõ kết quả đã đến nơi."), without=OFF),
        Option(
            "--again",
            metavar=MESSAGE,
            told=later("Cho gửi lại thư chưa rõ kết quả hoặc bị từ chối."),
            without=OFF,
        ),
        take_over(),
    ),
)

status = Command(
    "status",
    later("Cho biết tình trạng: các bản, đã duyệt, đã gửi, sắp tới là việc gì, việc gì chờ người."),
    later("Nếu public/ không cập nhật được, hoặc một lịch không còn việc gì, lệnh nói rõ vì sao."),
    later(
        "Lệnh không sửa gì và không chờ ai: chạy được cả trong thư mục chỉ đọc, thư mục do máy khác giữ, hoặc khi "
        "lệnh khác đang chạy."
    ),
    examples=("status", "status --json"),
    does="thidua.cli.doing.status:status",
    params=(dataset_of_period(), as_json()),
)
