"""Whatever bytes come, reading ends: statements, or one refusal, within seconds.

``python -m tests.fuzz.fuzz_read CORPUS [-max_total_time=600]`` runs it under atheris
(requirements/fuzz.txt), guided by which branches of the reader a text reaches. What is found
goes into tests/data/read or tests/test_read_hostile.py; the corpus stays out of the repository.
"""

from __future__ import annotations

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["tradetally.read", "tradetally.languages"]):
    from tradetally.errors import BadInput
    from tradetally.languages import known
    from tradetally.read import Document, lines, read

# What texts are made of: a byte picks a piece, so that sentences come up, and not only noise.
PIECES = (
    "exports ", "imports ", "trade ", "the surplus ", "rose ", "fell ", "by ", "to ", "from ",
    "5.1 percent", "$3.2 billion", "2.4 percentage points", "45.47 trillion yuan", "ninth ",
    "a third of ", "double-digit ", "1.2 times ", "consecutive months ", "in May 2024", "in May ",
    "the first half ", "year on year ", "of which ", "respectively", "each ", "China's ", "ASEAN ",
    "the EU and ", "cars, ", "private enterprises ", "accounting for ", "more than ", "nearly ",
    "between ", "and ", "while ", ", ", ". ", "; ", ": ", "(", ")", "\n", "%", "-", "the share ",
    "9 countries ", "than ", "compared with ", "expected ", "services ", "2023", "1-5 ", "’s ",
    "我国", "进出口", "出口", "进口", "贸易顺差", "增长", "下降", "5.1%", "45.47万亿元", "近四成",
    "3.2个百分点", "第8位", "连续9年", "2025年", "前11个月", "上半年", "同比", "环比", "较去年同期",
    "占", "的比重", "其中，", "分别", "均", "对东盟", "自美国", "机电产品", "民营企业", "广东省",
    "拉动", "贡献率", "比", "是", "倍", "，", "。", "、", "；", "（", "）", "和", "至", "１２",
    "两", "预计", "服务", "240多个国家和地区", "78万家", "超过", "达到", "由", "转为", "每吨",
    "翻一番",
)  # fmt: skip
_MOST = 60


def text_of(data: bytes) -> str:
    """Return a text from bytes: pieces, or the bytes themselves as they decode."""
    if data[:1] == b"\xff":
        return data[1:].decode("utf-8", "replace")
    return "".join(PIECES[byte % len(PIECES)] for byte in data[: 4 * _MOST])


def read_one(data: bytes) -> None:
    """Read one text in both languages; only a refusal may be raised."""
    text = text_of(data)
    for language in known():
        for published in (None, date(2025, 1, 14)):
            try:
                reading = read(Document("fuzz", text), language=language, published=published)
            except BadInput:
                continue
            list(lines(reading))
            for statement in reading.statements:
                place = statement.place
                if text[place.start : place.end] != place.text:
                    raise AssertionError(f"{place} does not stand where it says")


def main() -> None:
    """Run until stopped."""
    atheris.Setup([*sys.argv, f"-max_len={_MOST}", "-timeout=20", "-len_control=0"], read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
