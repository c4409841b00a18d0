"""The field without which a line of each layout says nothing, and those that show that a line is data."""

from __future__ import annotations

from collections.abc import Mapping

KEY: Mapping[str, str] = {
    "decision_list": "recipient",
    "summary_return": "award",
    "registrations": "award",
    "movements": "name",
    "indicators": "name",
    "scores": "criterion",
    "models": "subject",
    "directives": "about",
}
"""The field without which a line of each layout says nothing."""

EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "decision_list": (
        "number",
        "decision",
        "decided_on",
        "award",
        "kind",
        "type",
        "class",
        "unit",
        "workplace",
        "position",
    ),
    "registrations": ("number", "count"),
    "movements": ("number", "mode", "started_on"),
    "indicators": ("number", "target", "actual"),
    "scores": ("maximum", "self_score", "cross_score"),
    "models": ("number", "stage", "discovered_on"),
    "directives": ("number", "document", "document_and_day", "issued_on"),
}
"""The fields of which one is filled in every line of data; of a summary return, any of its counts."""

CARRIED: Mapping[str, frozenset[str]] = {
    "decision_list": frozenset(
        {"recipient", "kind", "workplace", "position", "unit", "award", "type", "decision", "decided_on", "authority"}
        | {"class", "achieved_on", "proposed_on", "presented_on", "achievement", "status", "year", "ethnic_group"}
        | {"gender", "proposal_no", "note"}
    ),
    "registrations": frozenset({"award", "kind"}),
    "movements": frozenset({"mode", "launching_level", "sector", "started_on", "ended_on"}),
    "indicators": frozenset({"measured_in"}),
    "models": frozenset({"kind", "field"}),
    "directives": frozenset({"kind", "issuer"}),
}
"""The fields whose value may be shown once for several rows, in merged cells or by a ditto mark.

Counts and scores are not among them: one number in cells that are merged over two titles belongs to neither.
"""

WRITTEN_ONCE: Mapping[str, frozenset[str]] = {
    "decision_list": frozenset(
        {"unit", "award", "type", "decision", "decided_on", "authority", "proposed_on", "class"}
    ),
}
"""The attributes of a decision, which may be written in the first of its rows with blanks below."""

UNUSED: Mapping[str, Mapping[str, str]] = {
    "decision_list": {
        "position": "chức vụ",
        "money": "tiền thưởng",
        "birth": "ngày sinh, năm sinh",
        "id": "số giấy tờ tùy thân",
        "phone": "điện thoại",
        "proposal_no": "số tờ trình",
        "rank": "ngạch, bậc",
        "party": "đảng viên",
        "account": "tài khoản",
        "signer": "người ký",
        "certificate_no": "số hiệu bằng, số sổ",
        "previous_award": "danh hiệu đã đạt trước đó",
        "proposed_award": "danh hiệu đề nghị",
    },
    "summary_return": {"of_which": "một phần của cột bên cạnh"},
    "registrations": {"registrant": "đơn vị, người đăng ký", "registered_on": "ngày đăng ký"},
}
"""Fields that are understood and that no report uses, and what they are."""

LAYOUTS_VI: Mapping[str, str] = {
    "decision_list": "danh sách quyết định",
    "summary_return": "biểu tổng hợp",
    "registrations": "đăng ký thi đua",
    "movements": "phong trào thi đua",
    "indicators": "chỉ tiêu",
    "scores": "chấm điểm",
    "models": "điển hình tiên tiến",
    "directives": "văn bản chỉ đạo",
}
"""The layouts as senders call them."""

FIELDS_VI: Mapping[str, str] = {
    "recipient": "họ tên, tên tập thể",
    "decision": "số quyết định",
    "decided_on": "ngày quyết định",
    "award": "danh hiệu, hình thức",
    "decided:collective": "số tập thể được khen",
    "decided:individual": "số cá nhân được khen",
    "count": "số lượng đăng ký",
    "name": "tên phong trào, chỉ tiêu",
    "mode": "hình thức tổ chức",
    "launching_level": "cấp phát động",
    "started_on": "từ ngày",
    "awards": "số khen thưởng",
    "target": "kế hoạch",
    "actual": "thực hiện",
    "criterion": "tiêu chí",
    "maximum": "điểm tối đa",
    "self_score": "tự chấm",
    "cross_score": "kiểm tra chéo",
    "subject": "tên điển hình",
    "stage": "giai đoạn",
    "discovered_on": "ngày phát hiện",
    "replications": "số mô hình nhân rộng",
    "about": "trích yếu",
    "document": "số, ký hiệu văn bản",
    "document_and_day": "số và ngày văn bản",
    "issued_on": "ngày ban hành",
}
"""The fields of which a table must have one of each set of `REQUIRED`, as senders call them."""
