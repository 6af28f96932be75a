"""The normal text that is read: half-width, upper case, simplified, without quotes, and the way back."""

import re
from collections.abc import Sequence

from db.domain.reading.model import Span

_SIMPLE = (
    "號号樓楼層层廈厦門门區区鎮镇鄉乡棟栋單单園园廣广場场莊庄濱滨蓮莲東东陽阳龍龙會会與与國国際际業业創创軟软體体華华豐丰興兴環环島岛鷺鹭灣湾嶺岭銀银寶宝祿禄壽寿貿贸財财銘铭錦锦鎖锁鐘钟鐵铁錢钱鴻鸿"
    "鳳凤鶴鹤鵬鹏馬马駿骏驛驿騰腾歡欢樂乐榮荣慶庆應应廠厂倉仓庫库車车間间閣阁開开關关閩闽顏颜順顺頂顶頭头風风飛飞飯饭館馆養养魚鱼鮮鲜鳥鸟麗丽麥麦黃黄點点齊齐聯联聖圣職职藝艺葉叶蘇苏蘭兰處处虛虚蝦虾"
    "術术衛卫補补裝装製制裡里裏里見见觀观規规視视計计記记設设許许訊讯誠诚語语調调談谈論论識识護护議议讓让豬猪賓宾賢贤賣卖質质購购贊赞跡迹軍军輪轮輝辉輸输轉转農农運运過过達达遠远選选還还郵邮鄭郑醫医"
    "釣钓鋼钢錄录鍾钟長长閒闲陳陈陸陆隊队階阶隴陇電电靈灵靜静韓韩響响項项預预領领題题類类書书條条來来楊杨極极構构槍枪標标樣样橋桥機机檔档檢检權权歐欧歲岁歷历殘残氣气洩泄淺浅渦涡溫温滄沧滿满漢汉漁渔"
    "潤润潛潜澤泽澗涧濟济濤涛瀾澜灘滩無无煙烟煉炼熱热燈灯營营爾尔爐炉牆墙狀状獅狮獎奖現现瑪玛瓊琼產产畫画異异當当療疗發发監监盤盘盧卢眾众碼码磚砖確确禮礼種种稅税穀谷積积穩稳窯窑競竞筆笔節节範范築筑"
    "簡简籌筹糧粮紀纪紅红級级紋纹納纳紙纸細细紹绍終终組组結结統统絲丝經经綜综綠绿維维網网緊紧緣缘線线編编練练縣县總总織织繪绘繼继續续羅罗義义習习聲声聽听肅肃腦脑膠胶臨临臺台舊旧艦舰莖茎萬万蔣蒋蔭荫"
    "藍蓝藥药蘆芦嶼屿峽峡崗岗嶽岳巖岩岡冈師师帥帅帶带幣币幾几廟庙廳厅張张強强彈弹後后從从復复徑径徵征愛爱態态憲宪戰战戲戏戶户揚扬換换據据攝摄擴扩數数斷断昇升時时晉晋暉晖曉晓個个倫伦側侧備备傑杰傘伞"
    "傳传傷伤僑侨價价儀仪億亿優优兒儿兩两內内冊册凍冻別别則则剛刚劃划劇剧劉刘劍剑動动務务勝胜勞劳勢势勵励協协卻却厭厌參参員员問问啟启喬乔嘆叹嚴严圍围圓圆圖图團团執执堅坚堯尧報报塊块塢坞塗涂塵尘墾垦"
    "壇坛壓压壘垒壯壮壺壶夠够夢梦夾夹奧奥奪夺婦妇嬰婴學学孫孙寧宁審审實实寬宽將将專专尋寻對对導导屆届屬属廬庐儲储蔘参陰阴陝陕雙双雜杂雞鸡雲云霧雾頤颐顧顾飾饰饒饶駐驻驗验鬥斗鯉鲤鯨鲸鴨鸭鷗鸥鹽盐齡龄"
    "龜龟壟垄壩坝埡垭紡纺純纯絡络綢绸羣群翹翘脈脉腳脚膚肤艙舱蕭萧薈荟蘊蕴蝕蚀訓训詠咏詩诗試试詳详誼谊諾诺謝谢證证豔艳貝贝貞贞負负貢贡貨货販贩貫贯費费賀贺資资賜赐賞赏賴赖贏赢趙赵軌轨軒轩較较載载輔辅"
    "輛辆邊边鄒邹鄰邻釀酿針针鈴铃鉅巨鉛铅銅铜銷销鋒锋鋁铝鋪铺錫锡鍋锅鍛锻鎊镑鏡镜鑄铸閃闪閉闭閱阅闊阔隨随險险隱隐筧笕篔筼簹筜"
)
_QUOTES = "\"'`“”‘’「」『』《》〈〉＂＇\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NORMAL: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NORMAL |= {ord(small): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}
_NORMAL |= {ord(chr(0xFEE0 + ord(small))): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}
_NORMAL |= {ord(_SIMPLE[at]): _SIMPLE[at + 1] for at in range(0, len(_SIMPLE), 2)}
_NORMAL |= dict.fromkeys(map(ord, "—–‐‑―−﹣－"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")
_NORMAL |= dict.fromkeys(map(ord, "、，；;。"), ",") | dict.fromkeys(map(ord, "【〔[［{｛"), "(")
_NORMAL |= dict.fromkeys(map(ord, "】〕]］}｝"), ")") | dict.fromkeys(map(ord, "\u3000\t\r\n\v\f\u00a0"), " ")
_NORMAL[ord("○")] = "〇"
_NORMAL |= dict.fromkeys(map(ord, _QUOTES))

_CHANGED = "".join(map(chr, _NORMAL)).translate({ord(char): "\\" + char for char in "\\]^-["})
_IS_NORMAL = re.compile(f"[^ {_CHANGED}]*").fullmatch
_DROPPED = frozenset(_QUOTES)
_KEPT_BLANK = re.compile(r"(?<=[0-9A-Z]) +(?=[0-9A-Z])")


class Normal:
    """A normal text and where each of its characters stood.

    Attributes:
        text: what is read.
        same: every character stands where it stood.
    """

    __slots__ = ("_back", "same", "text")

    def __init__(self, given: str) -> None:
        self._back: Sequence[int] | None = None
        text = given if _IS_NORMAL(given) else given.translate(_NORMAL)
        if len(text) != len(given) or " " in text:
            kept = [at for at, char in enumerate(given) if char not in _DROPPED]
            blanks = {found.start() for found in _KEPT_BLANK.finditer(text)}
            wanted = [at for at, char in enumerate(text) if char != " " or at in blanks]
            self._back = [kept[at] for at in wanted]
            text = "".join([text[at] for at in wanted])
        self.text = text
        self.same = self._back is None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where a stretch of the normal text stands in the given one."""
        if self._back is None:
            return ((start, end),)
        spans: list[Span] = []
        for at in self._back[start:end]:
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
        return tuple(spans)
