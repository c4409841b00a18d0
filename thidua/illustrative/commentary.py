"""Commentary: what units might have said in their own words about a period; invented, and without figures."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.illustrative.district_words import words_of_districts

_CITATION = "Văn bản minh họa"

COMMENTARY: Mapping[tuple[str, str], Mapping[str, str]] = {
    **words_of_districts(),
    ("2023-H1", "tinh-bac-kan"): {
        "Đặc điểm tình hình": (
            "Sáu tháng đầu năm 2023, kinh tế của tỉnh tăng trưởng khá so với cùng kỳ; giải ngân vốn đầu tư công và thu "
            "ngân sách còn khó khăn."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Ủy ban nhân dân tỉnh phát động thi đua từ đầu năm; Hội đồng Thi đua - Khen thưởng tỉnh phân công thành "
            "viên theo dõi các khối, cụm thi đua."
        ),
        "Kết quả phong trào thi đua": (
            "Phong trào “Bắc Kạn chung sức xây dựng nông thôn mới” giữ vai trò nòng cốt; các ngành, địa phương tổ chức "
            "nhiều đợt thi đua ngắn gắn với nhiệm vụ chuyên môn."
        ),
        "Công tác khen thưởng": (
            "Khen thưởng được thực hiện đúng quy định; hồ sơ khen đột xuất được ưu tiên giải quyết. Một số huyện gửi "
            "danh sách theo năm nên chưa có số liệu trong kỳ."
        ),
        "Điển hình tiên tiến": "Các huyện, thành phố tiếp tục theo dõi, bồi dưỡng mô hình đã phát hiện từ năm trước.",
        "Tồn tại, hạn chế": (
            "- Một số đơn vị chưa ghi đủ ngày lập thành tích và ngày đề nghị trong danh sách;\n- Số khen thưởng người "
            "trực tiếp lao động giữa các huyện còn chênh lệch."
        ),
        "Nguyên nhân": (
            "Mẫu danh sách mới được áp dụng chưa lâu; một số đơn vị chưa phân công người theo dõi thường xuyên."
        ),
        "Phương hướng, nhiệm vụ": (
            "- Hướng dẫn bình xét cuối năm và chuẩn bị thi hành Luật Thi đua, khen thưởng năm 2022;\n- Đôn đốc các đơn "
            "vị gửi danh sách theo kỳ sáu tháng."
        ),
    },
    ("2022", "tp-bac-kan"): {
        "Đặc điểm tình hình": (
            "Năm 2022, thành phố phục hồi sản xuất, kinh doanh sau dịch bệnh; thương mại, dịch vụ tăng trở lại, "
            "công tác chỉnh trang đô thị được đẩy mạnh."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Thành phố phát động thi đua từ tháng 01, giao chỉ tiêu cho các khối và kiểm tra hai lần trong năm."
        ),
        "Kết quả phong trào thi đua": (
            "Các phong trào gắn với xây dựng đô thị văn minh, cải cách hành chính và chuyển đổi số; các trường học "
            "duy trì phong trào “Dạy tốt, học tốt”."
        ),
        "Công tác khen thưởng": (
            "Hội đồng xét theo hai đợt, đợt năm học và đợt cuối năm; danh sách được công khai trước khi quyết định."
        ),
        "Điển hình tiên tiến": "Các phường, xã giới thiệu mô hình tự quản, được theo dõi và nhân rộng theo tổ dân phố.",
        "Khối, cụm thi đua": "Các khối ký giao ước, tự chấm điểm và suy tôn đơn vị dẫn đầu tại hội nghị cuối năm.",
        "Đánh giá chung": (
            "Phong trào thi đua của thành phố được duy trì đều ở các khối, góp phần hoàn thành nhiều chỉ tiêu của năm."
        ),
        "Tồn tại, hạn chế": (
            "- Khen thưởng đột xuất còn ít;\n- Một số đơn vị chưa ghi ngày lập thành tích trong danh sách đề nghị."
        ),
        "Phương hướng, nhiệm vụ": (
            "- Đăng ký thi đua năm sau trước ngày 15 tháng 02;\n- Phát hiện, bồi dưỡng điển hình từ tổ dân phố."
        ),
        "Kiến nghị, đề xuất": "Đề nghị tỉnh sớm hướng dẫn thực hiện Luật Thi đua, khen thưởng năm 2022.",
    },
    ("2023-H1", "khoi-huyen-tp"): {
        "Khối, cụm thi đua": "Khối đã ký giao ước thi đua, thống nhất thang điểm và lịch kiểm tra chéo trong quý III.",
        "Kết quả phong trào thi đua": (
            "Các thành viên phát động thi đua ngay từ đầu năm, gắn với xây dựng nông thôn mới và cải cách hành chính."
        ),
        "Tồn tại, hạn chế": "- Việc trao đổi kinh nghiệm giữa các thành viên chưa thường xuyên.",
        "Phương hướng, nhiệm vụ": (
            "- Kiểm tra chéo theo lịch đã thống nhất;\n- Chấm điểm, suy tôn đơn vị dẫn đầu trước hội nghị tổng kết."
        ),
    },
    ("2023", "khoi-huyen-tp"): {
        "Khối, cụm thi đua": (
            "Khối họp ba lần trong năm; các thành viên tự chấm điểm, kiểm tra chéo và bỏ phiếu suy tôn tại hội nghị "
            "tổng kết."
        ),
        "Công tác lãnh đạo, chỉ đạo": (
            "Trưởng khối xây dựng chương trình công tác, quy chế hoạt động và thang điểm ngay từ quý I."
        ),
        "Kết quả phong trào thi đua": (
            "Các thành viên ký giao ước và tổ chức phong trào theo chuyên đề chung của khối; nhiều cách làm hay được "
            "trao đổi khi kiểm tra chéo."
        ),
        "Tồn tại, hạn chế": "Một số tiêu chí của thang điểm còn định tính, khó chấm thống nhất.",
        "Phương hướng, nhiệm vụ": "Rà soát thang điểm, thống nhất thời điểm chốt số liệu giữa các thành viên.",
    },
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
