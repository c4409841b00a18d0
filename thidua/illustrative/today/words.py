"""Words beside the inbox of today: the settings of the dataset, its cluster of communes, and invented commentary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

UNITS_HEADING = ("id", "level", "name", "short_name", "parent", "valid_from", "valid_to")
CLUSTER = "cum-ba-be"
BLOCK_ROWS: Sequence[Sequence[str]] = (
    (CLUSTER, "block", "cụm thi đua các xã vùng Ba Bể", "cụm Ba Bể", "tinh-thai-nguyen-2025", "2025-07-01", ""),
)
BLOCK_MEMBERS: Sequence[Sequence[str]] = tuple(
    (CLUSTER, unit, "2025-07-01", "", "minh họa")
    for unit in ("xa-phuc-loc-2025", "xa-ba-be-2025", "xa-cho-ra-2025", "xa-thuong-minh-2025", "xa-dong-phuc-2025")
)
"""A cluster that the package does not know: what an office lays over its tables."""

DATASET = """\
# Invented figures that the senders of Thái Nguyên might have sent, 2024 to June 2026: see README.md.
title = "Số liệu minh họa 2026"
title_en = "Illustrative figures 2026"
source = "số liệu do chương trình tạo ra để minh họa, không phải số liệu của đơn vị nào"
source_en = "a program that made them up as an illustration; they are no unit's own"
illustrative = true
licence = "Apache-2.0"
contact = "bộ phận thi đua, khen thưởng (minh họa), thidua@example.org"
contact_en = "the emulation and commendation office (invented), thidua@example.org"
basis = "administrative"
province = "19"
as_of = 2026-07-15

# Until June 2025: the districts and some departments of both provinces.
[[expected]]
layout = "decision_list"
units = [
{districts},
]
period = "half"
first_year = 2024
last_year = 2025
days = 6

# Since July 2025: communes, wards and departments of one province.
[[expected]]
layout = "decision_list"
units = [
{lists},
]
period = "half"
first_year = 2025
last_year = 2026
days = 6

[[expected]]
layout = "summary_return"
units = [
{returns},
]
period = "half"
first_year = 2025
last_year = 2026
days = 6

# The set of the half-year review meeting, and of the same meeting of any other year.
[[editions]]
kind = "province"
unit = "tinh-thai-nguyen-2025"
period = ["2026-H1", "H1"]

[[editions]]
kind = "unit"
unit = ["phuong-bac-kan-2025", "so-noi-vu-thai-nguyen-2025"]
period = ["2026-H1", "H1"]

[[editions]]
kind = "block"
unit = "cum-ba-be"
period = ["2026-H1", "H1"]

[[editions]]
kind = "quality"
unit = "tinh-thai-nguyen-2025"
period = ["2026-H1", "H1"]

# The set of a year; that of 2025 crosses the change.
[[editions]]
kind = "province"
unit = "tinh-thai-nguyen-2025"
period = ["2025", "year"]

[[editions]]
kind = "unit"
unit = "xa-ba-be-2025"
period = ["2025", "year"]
"""

COMMENTARY: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("2026-H1", "tinh-thai-nguyen-2025"): {
        "Đặc điểm tình hình": (
            "Sáu tháng đầu năm 2026, chính quyền địa phương hai cấp hoạt động ổn định; các xã, phường gửi số liệu "
            "thẳng về tỉnh."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Hội đồng Thi đua - Khen thưởng tỉnh hướng dẫn các xã, phường lập danh sách theo mẫu thống nhất và phân "
            "công thành viên theo dõi từng cụm thi đua."
        ),
        "Công tác khen thưởng": (
            "Khen thưởng chuyển mạnh về cơ sở: Chủ tịch UBND cấp xã xét, tặng các danh hiệu trước đây do cấp huyện "
            "tặng."
        ),
        "Tồn tại, hạn chế": (
            "- Một số xã còn gửi danh sách muộn hoặc phải gửi lại;\n- Cán bộ cấp xã kiêm nhiệm nhiều việc."
        ),
        "Nguyên nhân": "Bộ máy cấp xã mới được sắp xếp; nhiều người lần đầu phụ trách thi đua, khen thưởng.",
        "Phương hướng, nhiệm vụ": "- Tập huấn nghiệp vụ cho cấp xã;\n- Rà soát thang điểm của các cụm thi đua.",
    },
    ("2026-H1", "phuong-bac-kan-2025"): {
        "Công tác lãnh đạo, chỉ đạo": (
            "Phường phát động thi đua từ đầu năm, giao các tổ dân phố và cơ quan, đơn vị đăng ký nội dung cụ thể."
        ),
        "Tồn tại, hạn chế": "- Việc giới thiệu điển hình ở tổ dân phố còn ít.",
        "Nguyên nhân": "Ban công tác ở một số tổ dân phố mới được kiện toàn.",
        "Phương hướng, nhiệm vụ": (
            "- Phát động đợt thi đua hoàn thành nhiệm vụ năm;\n- Phát hiện, đề nghị khen người trực tiếp lao động."
        ),
    },
    # It sent nothing of its limitations and its tasks: its report waits until somebody releases it by name.
    ("2026-H1", "so-noi-vu-thai-nguyen-2025"): {
        "Công tác lãnh đạo, chỉ đạo": "Sở hướng dẫn các xã, phường lập danh sách, thẩm định hồ sơ theo quy trình mới.",
    },
    ("2026-H1", CLUSTER): {
        "Khối, cụm thi đua": "Cụm họp đầu năm, thống nhất giao ước và thang điểm.",
        "Tồn tại, hạn chế": "- Các thành viên gửi số liệu chưa cùng thời điểm.",
        "Phương hướng, nhiệm vụ": "- Kiểm tra chéo trong quý III;\n- Thống nhất thời điểm chốt số liệu.",
    },
    ("2025", "tinh-thai-nguyen-2025"): {
        "Công tác lãnh đạo, chỉ đạo": (
            "Hội đồng Thi đua - Khen thưởng tỉnh được kiện toàn ngay sau khi sắp xếp, hướng dẫn xã, phường tiếp nhận "
            "hồ sơ của cấp huyện."
        ),
        "Tồn tại, hạn chế": (
            "- Số liệu nửa đầu năm của các huyện cũ bàn giao chưa đồng đều;\n- Một số xã gửi danh sách còn phải sửa."
        ),
        "Nguyên nhân": "Năm đầu thực hiện chính quyền địa phương hai cấp; đầu mối gửi báo cáo tăng nhiều.",
        "Phương hướng, nhiệm vụ": (
            "- Thống nhất mẫu danh sách, biểu tổng hợp trong toàn tỉnh;\n- Tổ chức lại các cụm thi đua của xã, phường."
        ),
    },
    ("2025", "xa-ba-be-2025"): {
        "Đặc điểm tình hình": (
            "Xã Ba Bể được thành lập từ ngày 01/7/2025 trên cơ sở các xã Cao Thượng, Khang Ninh và Nam Mẫu; bộ máy "
            "được sắp xếp xong ngay trong tháng đầu."
        ),
        "Kết quả phong trào thi đua": (
            "Các phong trào gắn với du lịch cộng đồng quanh hồ và xóa nhà tạm, nhà dột nát được duy trì, không bị gián "
            "đoạn khi sắp xếp."
        ),
        "Tồn tại, hạn chế": "Hồ sơ của các xã cũ bàn giao chưa đồng đều.",
        "Phương hướng, nhiệm vụ": "Kiện toàn Hội đồng Thi đua - Khen thưởng xã và phát động thi đua từ đầu năm 2026.",
    },
}
"""Sections by heading, for each period and unit; invented, and without figures."""
