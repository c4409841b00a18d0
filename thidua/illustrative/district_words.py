"""What each district might have said of the first half of 2023; invented, and without figures."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.illustrative.levels import DISTRICTS

_SITUATION = (
    "Sáu tháng đầu năm, kinh tế - xã hội của địa phương ổn định; vụ đông xuân được mùa, giải ngân vốn đầu tư công "
    "còn chậm so với kế hoạch.",
    "Địa phương chịu ảnh hưởng của nắng hạn đầu năm; các cơ quan, đơn vị đã tập trung hỗ trợ người dân khôi phục "
    "sản xuất.",
    "Hoạt động du lịch, dịch vụ phục hồi rõ; một số dự án hạ tầng trọng điểm được khởi công trong kỳ.",
)
_LEADERSHIP = (
    "Ủy ban nhân dân ban hành kế hoạch phát động thi đua từ tháng 01, kiện toàn Hội đồng Thi đua - Khen thưởng và giao "
    "các khối thi đua ký giao ước.",
    "Thường trực Hội đồng Thi đua - Khen thưởng họp hằng quý, rà soát tiến độ các phong trào và chỉ đạo khắc phục việc "
    "gửi hồ sơ muộn.",
)
_MOVEMENTS = (
    "Phong trào xây dựng nông thôn mới tiếp tục là nòng cốt; nhiều hộ tự nguyện hiến đất, góp công làm đường.",
    "Các đợt thi đua cao điểm chào mừng ngày lễ lớn được gắn với chỉ tiêu cụ thể của từng cơ quan, đơn vị.",
    "Phong trào “Dạy tốt, học tốt” và phong trào nông dân sản xuất, kinh doanh giỏi được duy trì đều.",
)
_COMMENDATION = (
    "Việc xét khen thưởng bảo đảm đúng trình tự, công khai; hồ sơ khen đột xuất được giải quyết ngay sau khi có thành "
    "tích.",
    "Hội đồng xét khen thưởng theo từng đợt sơ kết phong trào, ưu tiên tập thể nhỏ và người trực tiếp lao động.",
)
_MODELS = (
    "Các mô hình được theo dõi từ khi phát hiện; tháng 5 đã tổ chức cho các xã học tập kinh nghiệm tại chỗ.",
    "Mỗi xã lựa chọn một điển hình để bồi dưỡng; việc nhân rộng còn phụ thuộc vào vốn và đầu ra của sản phẩm.",
)
_BLOCKS = "Các khối thi đua đã tự kiểm tra, chấm điểm thử theo thang điểm của năm và trao đổi kinh nghiệm giữa kỳ."
_LIMITATIONS = (
    "- Một số đơn vị còn gửi danh sách đề nghị muộn;\n- Việc phát hiện điển hình ở thôn, bản chưa thường xuyên.",
    "- Nội dung giao ước của vài khối còn chung chung;\n- Cán bộ phụ trách thi đua kiêm nhiệm nhiều việc.",
    "- Tuyên truyền gương người tốt, việc tốt chưa đều;\n- Hồ sơ của cấp xã còn phải bổ sung nhiều lần.",
)
_CAUSES = (
    "Cán bộ phụ trách ở cấp xã kiêm nhiệm, thay đổi nhiều; việc hướng dẫn, đôn đốc có lúc chưa kịp thời.",
    "Một số cấp ủy, chính quyền cơ sở chưa thật sự coi thi đua là động lực để hoàn thành nhiệm vụ.",
    "Địa bàn rộng, giao thông khó khăn; kinh phí cho tuyên truyền và khen thưởng ở cơ sở còn ít.",
)
_TASKS = (
    "- Phát động đợt thi đua nước rút hoàn thành chỉ tiêu năm;\n- Bình xét, đề nghị khen thưởng cuối năm đúng hạn.",
    "- Kiểm tra chéo trong khối vào quý III;\n- Rà soát, bồi dưỡng điển hình để biểu dương dịp cuối năm.",
)
_REQUESTS = "Đề nghị Sở Nội vụ tập huấn nghiệp vụ cho cán bộ phụ trách thi đua, khen thưởng cấp xã."


def words_of_districts() -> dict[tuple[str, str], Mapping[str, str]]:
    """Sections by heading for each district, in the form of `commentary.COMMENTARY`."""
    return {("2023-H1", unit): _words(place) for place, unit in enumerate(DISTRICTS)}


def _words(place: int) -> dict[str, str]:
    said = {
        "Đặc điểm tình hình": _SITUATION[place % 3],
        "Công tác lãnh đạo, chỉ đạo": _LEADERSHIP[place % 2],
        "Kết quả phong trào thi đua": _MOVEMENTS[(place + 1) % 3],
        "Công tác khen thưởng": _COMMENDATION[(place + 1) % 2],
        "Điển hình tiên tiến": _MODELS[place % 2],
        "Khối, cụm thi đua": _BLOCKS,
        "Tồn tại, hạn chế": _LIMITATIONS[place % 3],
        "Nguyên nhân": _CAUSES[place % 3],
        "Phương hướng, nhiệm vụ": _TASKS[place % 2],
    }
    return said | ({"Kiến nghị, đề xuất": _REQUESTS} if place % 2 else {})
