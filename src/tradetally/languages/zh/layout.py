"""How Chinese texts are laid out: sentences, furniture, where an article ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)]*|\n|\u3000{2,}|\.(?=\s*$)")
_LONGEST = 500
_FURNITURE = re.compile(
    r"\s*(?:[（(【\[]?\s*(?:责任编辑|责编|编辑|来源|稿件来源|信息来源|作者|记者|通讯员|审核|校对|监制"
    r"|制图|摄影|供图|图源|图片来源|编审|文|图|版权|声明|免责声明|发布时间|发布日期|更新时间|浏览次数"
    r"|字号|字体|打印|分享|关键词|关键字|标签|主办单位|承办单位|备案|栏目)\s*[:：丨|/／].*"
    r"|[（(](?:完|记者[^）)]*|央视新闻客户端|总台[^）)]*)[）)]"
    r"|(?:首页|返回顶部|分享到?|打印|关闭窗口?|收藏|大中小|扫一扫.*|微信|微博|上一[篇条].*|下一[篇条].*"
    r"|点击.*查看.*|阅读全文|展开全文|.*(?:ICP备|公网安备|版权所有|保留所有权利).*)"
    r"|[\d\s>|<»…·-]+|.*(?:新华社发|[^，。]{0,12}摄)[）)]?)\s*"
)
_END = re.compile(
    r"\s*[【\[]?(?:相关(?:阅读|新闻|报道|链接|文章|推荐|稿件)|推荐(?:阅读|文章)|延伸阅读|更多(?:新闻|阅读|内容)"
    r"|热门(?:新闻|推荐|文章)|猜你喜欢|精彩推荐|为您推荐|网友评论|热点推荐)[】\]：:]?.{0,12}"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a paragraph start and end.

    >>> text = "出口增长5%；进口下降2.1%。“稳中有进。”他说"
    >>> [text[a:b] for a, b in sentences(text)]
    ['出口增长5%；进口下降2.1%。', '“稳中有进。”', '他说']
    """
    out: list[tuple[int, int]] = []
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        for stop in _pieces(text, start, end):
            part = text[start:stop]
            if part.strip():
                lead = len(part) - len(part.lstrip())
                out.append((start + lead, start + len(part.rstrip())))
            start = stop
    return tuple(out)


def _pieces(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence ends; one that no reader would follow is cut at its commas."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        cuts = (text.rfind(mark, start + 1, stop) + 1 for mark in ("；", "，", "、", " "))
        start = next((cut for cut in cuts if cut > start), stop)
        yield start
    yield end


def is_furniture(line: str) -> bool:
    """Whether a line is a page's furniture.

    >>> is_furniture("责任编辑：某某"), is_furniture("出口增长5%。")
    (True, False)
    """
    return len(line) < 80 and _FURNITURE.fullmatch(line) is not None


def ends_article(line: str) -> bool:
    """Whether nothing after this line belongs to the article.

    >>> ends_article("相关阅读"), ends_article("相关阅读材料显示，前4个月我国出口增长5%。")
    (True, False)
    """
    return len(line) < 20 and _END.fullmatch(line) is not None
