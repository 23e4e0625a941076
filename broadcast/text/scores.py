"""Rules for results of games: 3-1, 25-18, lists of sets."""

import re

from broadcast.text.numbers import integer
from broadcast.text.rules import Answer, Found, rule

NO_UNIT = (
    r"(?!\w|[.,/]\d|\s?-\s?\d|\s?(?:%|°|giờ|ngày|tháng|năm|tuổi|đội|người|phút|độ|lần"
    r"|hộ|triệu|tỷ|nghìn|đồng|mét|lít|kg)"
    r"(?!\w))"
)

EARLIER_RESULT = re.compile(
    r"(?P<first>\d{1,2})\s?-\s?(?P<second>\d{1,2})\s?[;,.][^\d\n]{0,30}\d*[^\d\n]{0,30}\d*\s?:\s?\Z"
)
SCORE_LEFT = (
    r"(?<!\w)(?<!điều )(?<!bão )(?<!trung )(?:tỷ số|tỉ số|kết quả|thắng|thua|(?-i:hòa)|dẫn(?: trước)?|bằng"
    r"|gỡ hòa|đánh bại|chung cuộc)[\w\s]{0,25}?\s*"
)


def read_score(found: Found) -> Answer:
    return ", ".join(integer(int(part)) for part in re.findall(r"\d+", found.whole)).replace(", ", " ")


def read_score_next(found: Found) -> Answer:
    """ "...: 3-3; Xóm 2 - Xóm 8: 0-1": results follow a result."""
    near = found.last_rule == "score" and found.match.start() - found.last_end < 80
    earlier = EARLIER_RESULT.search(found.before)
    falls = earlier is not None and int(earlier["first"]) >= int(earlier["second"])
    return read_score(found) if near or falls else None


def read_score_list(found: Found) -> Answer:
    """ "21-15, 19-21, 21-17": where one pair falls, all are scores."""
    pairs = re.findall(r"(\d+)-(\d+)", found.whole)
    if all(int(first) < int(second) for first, second in pairs):
        return None
    return ", ".join(f"{integer(int(first))} {integer(int(second))}" for first, second in pairs)


SCORE = rule("score", rf"\d{{1,3}}\s?[-:]\s?\d{{1,3}}{NO_UNIT}", read_score, left=SCORE_LEFT)

DRAW = rule("score", rf"(?P<first>\d{{1,2}})\s?-\s?(?P=first){NO_UNIT}", read_score)
SCORE_NEXT = rule("score", rf"\d{{1,2}}\s?-\s?\d{{1,2}}{NO_UNIT}", read_score_next)
MATCH_SCORE = rule(
    "score",
    rf"\d{{1,2}}\s?-\s?\d{{1,2}}{NO_UNIT}",
    read_score,
    left=r"(?:trận|bán kết|tứ kết|chung kết|vòng loại|lượt đi|lượt về|hiệp|luân lưu|pen|gặp|thắng|thua)"
    r"[^.;\n]{0,70}(?::|\(|pen|luân lưu|(?-i:[A-ZĐ])[^\W\d_]+)\s*",
)

SETS = rule(
    "score",
    rf"\d{{1,2}}/\d{{1,2}}{NO_UNIT}(?:\s?[,;]\s?\d{{1,2}}/\d{{1,2}}{NO_UNIT}){{0,4}}",
    lambda found: re.sub(r"/", " ", re.sub(r"\d+", lambda one: integer(int(one[0])), found.whole)),
    left=r"(?<!\w)(?:thắng|thua|bóng chuyền|cầu lông|bóng bàn|quần vợt|pickleball|tennis)(?!\w)"
    r"[^;\n]{0,80}\((?:\d{1,2}/\d{1,2}[,;] ?){0,4}"
    r"|(?<!\w)(?:séc|set|sét|hiệu số|tỷ số|tỉ số)(?!\w)(?! giới)[^.;\n/]{0,30}[\s(:]",
)
SCORE_LIST = rule(
    "score",
    r"\d{1,3}-\d{1,3}(?:\s?[,;/]\s?\d{1,3}-\d{1,3}){1,6}(?!\w)",
    read_score_list,
)
ORDER = (SCORE, MATCH_SCORE, SCORE_LIST, DRAW, SCORE_NEXT, SETS)
