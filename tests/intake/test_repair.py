"""Old fonts and odd characters are read as their sender saw them; everything else stays as it is."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.intake.text.encodings import is_syllable, tcvn3, vni
from thidua.intake.text.repair import Repaired, are_plain, repair_text
from thidua.registry.tables import read_rows

NAMES = sorted({row["name"] for row in read_rows("units")} | {row["name_vi"] for row in read_rows("awards")})
SHORT_NAMES = sorted({row["short_name"] for row in read_rows("units")})
LETTERS = "ăâđêôơư" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323"
)
ONSETS = [
    "",
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
RHYMES = "a à á ả ã ạ an án ạn áng ảnh ạch áp ắc ặng âu ấy ậu ật è ém ế ề ệ ên ện ễn ết ì í ị inh ính ích iệp iễn iếu "
RHYMES += (
    "o ó ọ òa oà oan oản oạt ô ồ ố ộ ông ống ộc ơ ờ ợ ơn ớp u ù ụ ua úa ung uân uộc uyện uỷ ư ữ ừng ưa ưởng ước ượt"
)
SYLLABLES = [onset + rhyme for onset in ONSETS for rhyme in RHYMES.split() if is_syllable(onset + rhyme)]


def as_tcvn3(text):
    """Write a text as TCVN3 does: one character a letter, vowels with a tone in lower case only."""
    sent = {read: sent for sent, read in tcvn3().table.items()}
    return "".join(sent.get(c) or sent.get(c.lower(), c) for c in text)


def as_vni(text):
    """Write a text as VNI does: a vowel and its marks, both in the case of the letter."""
    sent = {read: sent for sent, read in reversed(vni().table.items()) if sent[1:].islower() == sent[0].islower()}
    sent |= {read: sent for sent, read in vni().table.items() if len(sent) == 1 or sent.isupper() or sent.islower()}
    return "".join(sent.get(c, c) for c in text)


def tcvn3_case(text):
    """Lower the capitals that TCVN3 does not have."""
    kept = set(tcvn3().table.values())
    return "".join(c if c.isascii() or c in kept else c.lower() for c in text)


def words(least=1):
    """Vietnamese words in one of the cases that people write."""
    case = st.sampled_from([str.lower, str.title, str.upper, str.capitalize])
    lists = st.lists(st.sampled_from(SYLLABLES), min_size=least, max_size=8)
    return st.builds(lambda change, found: change(" ".join(found)), case, lists)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("thi ®ua, khen th­ëng", "thi đua, khen thưởng"),
        ("Chñ tÞch UBND tØnh", "Chủ tịch UBND tỉnh"),
        ("B¾c K¹n", "Bắc Kạn"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("®/c NguyÔn V¨n A, BÝ th­ §¶ng uû", "đ/c Nguyễn Văn A, Bí thư Đảng uỷ"),
        ("C«ng ty Microsoft ViÖt Nam", "Công ty Microsoft Việt Nam"),
        ("1234/Q§-UBND", "1234/QĐ-UBND"),
        ("xÐt tÆng", "xét tặng"),
        ("XÐt ®Ò nghÞ", "Xét đề nghị"),
        ("giÊy khen", "giấy khen"),
        ("N÷", "Nữ"),
        ("th­ëng 500.000®, thi ®ua", "thưởng 500.000đ, thi đua"),
    ],
)
def test_tcvn3_is_read(sent, read):
    """Official text still comes in .VnTime fonts; the soft hyphen there is ư, the eth is é."""
    assert repair_text(sent) == Repaired(read, ("tcvn3",))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Thi ñua, khen thöôûng", "Thi đua, khen thưởng"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("tænh Baéc Kaïn", "tỉnh Bắc Kạn"),
        ("UBND TÆNH BAÉC KAÏN", "UBND TỈNH BẮC KẠN"),
        ("Leâ Vaên Taán", "Lê Văn Tấn"),
        ("xaõ Na Rì", "xã Na Rì"),
        ("56/QÑ-UBND", "56/QĐ-UBND"),
        ("Aáp AÙ Ñoâng", "Ấp Á Đông"),
    ],
)
def test_vni_is_read(sent, read):
    """VNI writes a mark as a second character, so the name of the province is ten letters long."""
    assert repair_text(sent) == Repaired(read, ("vni",))


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch Ủy ban nhân dân tỉnh Bắc Kạn",
        "Trung Hoà, Trung Hòa, sĩ, sỹ",
        "Lê Thú Hà, xã Hà Vị",
        "café",
        "L'été où il a été à Noël, août, maïs, naïf, aérien, ambiguë, Citroën, façade, garçon, Israël",
        "Müller, Señor, España, ESPAÑA, piñata",
        "Microsoft®, © 2020 UBND, 5 × 20 m, 5m×6m, 3m×4m, 500.000®, 25 °C, 12 m², §",
        "Ba Be · Na Ri",
        "Đơn vị «A» ® © §",
        "«Nam»",
        "12",
        "",
    ],
)
def test_other_text_is_untouched(text):
    """A repair that changes what was right would put a wrong name on a certificate."""
    assert repair_text(text) == Repaired(text)


@pytest.mark.parametrize(
    ("sent", "read", "kinds"),
    [
        ("  Ba   Bể ", "Ba Bể", ()),
        ("Ba\r\nBể\t", "Ba Bể", ()),
        ("Ba\u00a0Bể", "Ba Bể", ("spaces",)),
        ("Ba\u200b Bể\ufeff", "Ba Bể", ("spaces",)),
        ("Ba\x07 Bể", "Ba Bể", ("spaces",)),
        ("khen th\u00adưởng", "khen thưởng", ("spaces",)),
        ("Ba\u2003Bể\u2028", "Ba Bể", ("spaces",)),
        ("Ba Be\u0302\u0309", "Ba Bể", ("composed",)),
        ("QÐ-UBND, LÐ-TBXH, TÐKT", "QĐ-UBND, LĐ-TBXH, TĐKT", ("lookalike",)),
        ("Ɖồng Phúc, ðồng, ɖồng", "Đồng Phúc, đồng, đồng", ("lookalike",)),
        ("\u00a0Ðo\u0302\u0300ng", "Đồng", ("spaces", "composed", "lookalike")),
        ("B¾c\u00a0K¹n", "Bắc Kạn", ("spaces", "tcvn3")),
        ("Thi ñua, khen thöô\u00adûng", "Thi đua, khen thưởng", ("spaces", "vni")),
        (unicodedata.normalize("NFD", "tænh Baéc Kaïn"), "tỉnh Bắc Kạn", ("composed", "vni")),
    ],
)
def test_spaces_composition_and_lookalikes_are_put_right(sent, read, kinds):
    """What nobody sees on the screen must not make two names of one; blanks that Excel writes are not worth telling."""
    assert repair_text(sent) == Repaired(read, kinds)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("tö", "tö"),  # TCVN3 tử, VNI tư
        ("ñi", "ñi"),  # TCVN3 ủi, VNI đi
        ("Loïc", "Loïc"),  # VNI Lọc, or a Frenchman
        ("chñ", "chñ"),
        ("XÐt", "XÐt"),  # TCVN3 Xét, or a slip for XĐt
        ("Ủy ban tØnh", "Ủy ban tØnh"),
        ("B¾c\u00a0 K¹n Đồng", "B¾c K¹n Đồng"),
        ("thi ®ua Quqqa khen qqe", "thi ®ua Quqqa khen qqe"),
        ("h¹ng B¹qn", "h¹ng B¹qn"),
    ],
)
def test_what_cannot_be_decided_is_doubtful_and_kept(sent, kept):
    """A guess would be printed as a name; a doubt is shown to a person."""
    repaired = repair_text(sent)

    assert (repaired.text, repaired.is_doubtful) == (kept, True)


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni])
def test_every_letter_has_a_code(encode):
    """The tables lack no letter: 67 in lower case, and capitals wherever the encoding has them."""
    table = (tcvn3 if encode is as_tcvn3 else vni)()
    capitals = "ĂÂĐÊÔƠƯ" if encode is as_tcvn3 else LETTERS.upper()

    assert len(set(LETTERS)) == 67
    assert all(table.decoded(encode(letter)) == letter for letter in LETTERS + capitals)
    assert len(tcvn3().table) == 67 + 7


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_and_award_comes_back_from_old_fonts(name):
    """None of the names with their type words is even doubtful."""
    assert repair_text(as_tcvn3(name)) == Repaired(tcvn3_case(name), ("tcvn3",))
    assert repair_text(as_vni(name)) == Repaired(name, ("vni",))
    assert repair_text(name) == Repaired(name)


def test_short_names_come_back_or_stay_as_sent():
    """Of 155 short names without type word a few show too little: Bộc Bố is sent as "Béc Bè", which is Vietnamese."""
    changed = {n: repair_text(as_tcvn3(n)) for n in SHORT_NAMES if as_tcvn3(n) != n}
    changed_vni = {n: repair_text(as_vni(n)) for n in SHORT_NAMES if as_vni(n) != n}
    kept = [n for n, found in changed.items() if found.text != tcvn3_case(n)]
    kept_vni = [n for n, found in changed_vni.items() if found.text != n]

    assert all(changed[n].text == as_tcvn3(n) for n in kept)
    assert all(changed_vni[n].text == as_vni(n) for n in kept_vni)
    assert (len(kept), sum(changed[n].is_doubtful for n in kept)) == (10, 3)
    assert (len(kept_vni), sum(changed_vni[n].is_doubtful for n in kept_vni)) == (6, 2)


@given(words())
@settings(deadline=None)
def test_vietnamese_in_unicode_is_untouched(text):
    """Nearly every cell is such a text."""
    assert repair_text(text) == Repaired(text)


@given(words())
@settings(deadline=None)
def test_decomposed_vietnamese_is_composed(text):
    """Files from a Mac or the web come decomposed."""
    sent = unicodedata.normalize("NFD", text)

    assert repair_text(sent) == Repaired(text, ("composed",) if sent != text else ())


@given(words(least=2))
@settings(deadline=None, max_examples=300)
def test_old_fonts_are_never_misread(text):
    """Whatever two or more words say, a decoded text is what was meant; else it is left or said to be doubtful."""
    for sent, meant in ((as_tcvn3(text), tcvn3_case(text)), (as_vni(text), text)):
        repaired = repair_text(sent)

        assert repaired.text == meant or not {"tcvn3", "vni"} & set(repaired.kinds)


@given(words(least=2))
@settings(deadline=None, max_examples=300)
def test_old_fonts_are_read_beside_plain_evidence(text):
    """A sentence of the office holds several words that only one encoding writes."""
    text = f"huyện Chợ Mới, {text}"

    assert repair_text(as_tcvn3(text)) == Repaired(tcvn3_case(text), ("tcvn3",))
    assert repair_text(as_vni(text)) == Repaired(text, ("vni",))


LEGACY = st.text(
    st.sampled_from("abchkmnotuyAHNTU 1-\xa0\xad¨©®¹¾×ÐðñöôûøâåäéÖÞđậ\u0300\u0302\u0323\u200b"), max_size=12
)


@pytest.mark.long
@given(st.one_of(st.text(), LEGACY))
@example("a\xad\u0301")
@example("\xad®ua")
@example("ðx ®ua")
@example("Â\xa0")
@example("Ä\xa0")
@example("¹\x1fÃa")
@settings(deadline=None, max_examples=1000)
def test_repairing_twice_changes_nothing(text):
    """Texts are repaired where they are read and again where they are compared."""
    once = repair_text(text)
    twice = repair_text(once.text)

    assert unicodedata.is_normalized("NFC", once.text)
    assert (twice.text, twice.kinds, twice.is_doubtful) == (once.text, (), once.is_doubtful)


PEOPLE = [
    "Nguyễn Văn Tuấn",
    "Hoàng Thị Huệ",
    "Đàm Văn Khoa",
    "Hà Minh An",
    "Bàn Thị Ghến",
    "Ủy ban nhân dân",
    "LÝ VĂN PÁO",
]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1258"])
def test_utf8_read_as_another_encoding_is_asked_for(name, encoding):
    """A mailer made "HoÃ ng" of Hoàng; printed so on a report, nobody knows who is meant."""
    sent = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in name.encode())

    for text in (sent, sent.replace("\xa0", " ") if "\xa0" not in sent[2:3] else sent):
        assert repair_text(text).is_doubtful
        assert not are_plain([text])


@pytest.mark.parametrize("name", PEOPLE)
def test_question_marks_for_lost_letters_are_asked_for(name):
    """A program that knows Latin letters only writes "?" for each other one: "Nguy?n V?n Tu?n"."""
    for text in (name.encode("ascii", "replace").decode(), name.encode("latin-1", "replace").decode("latin-1")):
        if "?" in text:
            assert repair_text(text).is_doubtful
            assert not are_plain([text])


@pytest.mark.parametrize(
    "text",
    [
        "Tr?n Th?",
        "L? Th? B",
        "?? Minh An",
        "Mai Hu? Chi",
        "?inh Văn Bảo",
        "TR?N TH? MAI",
        "Nguy\ufffdn",
        "Nguy\ue1a5n",
        "Nguy&#7877;n V&#259;n A",
        "Ho&agrave;ng Mai",
        "NguyÃªn",
        "Ma Quèc An",
        "HoÃ ng Minh",
    ],
)
def test_text_with_lost_letters_is_asked_for(text):
    """Names are printed on certificates: a damaged one goes back to its sender."""
    assert repair_text(text).is_doubtful
    assert repair_text(repair_text(text).text).is_doubtful
    assert not are_plain(["Nông Văn An", text])


@pytest.mark.parametrize(
    "text",
    [
        "Đã khen chưa?",
        "Đúng hay sai? Kiểm tra lại",
        "??",
        "?",
        "Ban Chỉ đạo 35?",
        "TẤT CẢ XÃ",
        "UBND XÃ và nhân dân",
        "café",
        "Müller",
        "São Paulo",
        "El Niño",
        "Zürich",
        "Phòng GD&ĐT",
        "Q&A",
        "số #1",
        "http://backan.gov.vn/tin?id=12",
        "Pắc Nặm",
        "Krông Pắc",
        "Đăk Lăk",
    ],
)
def test_questions_blanks_and_foreign_words_are_no_damage(text):
    """A good cell that is sent back costs the office a day."""
    assert repair_text(text) == Repaired(text)


@given(words(least=2))
def test_vietnamese_words_are_never_called_damaged(text):
    """Whatever people and places are called in Unicode, they are read."""
    assert not repair_text(text).is_doubtful
