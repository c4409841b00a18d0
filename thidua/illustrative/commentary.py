"""Commentary: what units might have said in their own words about a period; invented, and without figures."""

from __future__ import annotations

from collections.abc import Mapping

_CITATION = "Văn bản minh họa"

COMMENTARY: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("2022", "tinh-bac-kan"): {
        "Đặc điểm tình hình": (
            "Năm 2022, hoạt động sản xuất, kinh doanh trên địa bàn phục hồi sau dịch bệnh; thời tiết đầu năm "
            "rét đậm, rét hại ảnh hưởng đến chăn nuôi ở một số xã vùng cao."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Ủy ban nhân dân tỉnh ban hành kế hoạch phát động thi đua từ đầu năm, giao các khối thi đua ký "
            "giao ước và tự kiểm tra giữa năm."
        ),
        "Kết quả phong trào thi đua": (
            "Các phong trào được tổ chức gắn với nhiệm vụ chuyên môn của từng ngành, địa phương. Phong trào "
            "xây dựng nông thôn mới tiếp tục là phong trào nòng cốt."
        ),
        "Công tác khen thưởng": (
            "Khen thưởng được thực hiện đúng trình tự. Hồ sơ khen đột xuất được giải quyết nhanh hơn, song "
            "một số đơn vị còn gửi danh sách muộn."
        ),
        "Tồn tại, hạn chế": (
            "- Một số đơn vị chưa ghi đủ ngày lập thành tích và ngày đề nghị;\n- Tỷ lệ người trực tiếp lao "
            "động được khen thưởng giữa các huyện còn chênh lệch."
        ),
        "Phương hướng, nhiệm vụ": (
            "- Hướng dẫn lại cách lập biểu tổng hợp và danh sách kèm theo;\n- Quan tâm phát hiện, khen thưởng "
            "người trực tiếp lao động."
        ),
    },
    ("2023", "tinh-bac-kan"): {
        "Đặc điểm tình hình": (
            "Năm 2023 là năm giữa nhiệm kỳ thực hiện các nghị quyết đại hội; các đơn vị chuẩn bị điều kiện để "
            "thi hành Luật Thi đua, khen thưởng năm 2022 từ ngày 01/01/2024."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Hội đồng Thi đua - Khen thưởng tỉnh phân công thành viên theo dõi các khối và tổ chức tập huấn "
            "về Luật mới."
        ),
        "Kết quả phong trào thi đua": (
            "Các đơn vị tổ chức sơ kết phong trào của giai đoạn, lựa chọn điển hình để biểu dương và nhân rộng."
        ),
        "Công tác khen thưởng": (
            "Việc xét khen thưởng bảo đảm dân chủ, công khai. Danh sách đề nghị được đăng tải để lấy ý kiến "
            "trước khi trình."
        ),
        "Điển hình tiên tiến": (
            "Mỗi huyện, thành phố lựa chọn, theo dõi một số mô hình; các mô hình đã biểu dương được kiểm tra "
            "lại hằng năm."
        ),
        "Tồn tại, hạn chế": "Số liệu giữa biểu tổng hợp và danh sách của một vài đơn vị chưa khớp, phải gửi lại.",
        "Phương hướng, nhiệm vụ": (
            "Rà soát mẫu biểu theo Luật mới và tiếp tục nâng tỷ lệ khen thưởng tập thể nhỏ, người trực tiếp lao động."
        ),
    },
    ("2021..2023", "tinh-bac-kan"): {
        "Kết quả phong trào thi đua": (
            "Trong ba năm, các phong trào thi đua được duy trì đều, gắn với nhiệm vụ phát triển kinh tế - xã "
            "hội và giảm nghèo ở các xã vùng cao."
        ),
        "Công tác khen thưởng": (
            "Số lượt khen thưởng giữ ổn định qua các năm; cơ cấu chuyển dần về cơ sở và người trực tiếp lao động."
        ),
        "Điển hình tiên tiến": (
            "Điển hình được theo dõi từ khi phát hiện đến khi nhân rộng; khó khăn chung là vốn và đầu ra của sản phẩm."
        ),
        "Hội nghị": "Hội nghị sơ kết giai đoạn được tổ chức kết hợp biểu dương các điển hình của huyện, thành phố.",
        "Phương hướng, nhiệm vụ": "- Giữ nền nếp báo cáo sáu tháng và năm;\n- Sơ kết, đánh giá mô hình hằng năm.",
    },
    ("2023-M10", "huyen-ba-be"): {
        "Kết quả phong trào thi đua": (
            "Trong 10 tháng đầu năm 2023, huyện tập trung vào phong trào xây dựng nông thôn mới và phát triển "
            "du lịch cộng đồng; các chỉ tiêu chủ yếu đạt tiến độ."
        ),
        "Công tác khen thưởng": (
            "Huyện khen thưởng theo chuyên đề ngay sau khi sơ kết từng phong trào; hồ sơ trình tỉnh được rà "
            "soát tại Phòng Nội vụ trước khi gửi."
        ),
        "Kiểm tra, giám sát": (
            "- **Nội dung kiểm tra:** việc phát động, ký giao ước, bình xét và lưu hồ sơ;\n- **Tham quan thực "
            "tế:** một mô hình du lịch cộng đồng và một trường học trên địa bàn."
        ),
        "Khó khăn, vướng mắc": "Kinh phí khen thưởng của cấp xã còn hạn chế; cán bộ phụ trách thường kiêm nhiệm.",
        "Kiến nghị, đề xuất": "Đề nghị khối thi đua thống nhất thang điểm và thời điểm chốt số liệu.",
    },
}
"""Sections by heading, for each period and unit."""


def commentary_text(sections: Mapping[str, str]) -> str:
    """One commentary file: the header that names its source, and the sections under their headings."""
    header = f'---\nsource: minh-hoa\ncitation: "{_CITATION}"\n---\n'
    return header + "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections.items())
