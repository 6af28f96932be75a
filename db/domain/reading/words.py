"""The words that tell one element from another."""


def _words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


CHINESE_DIGITS = "零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰仟两"

DISTRICTS = _words("思明 湖里 集美 海沧 同安 翔安 ")
"""Xiamen's districts, which people also write bare."""

OLD_DISTRICTS = _words("开元区 鼓浪屿区 杏林区 同安县 郊区 ")
"""Abolished ones that are still written."""

AREAS = _words(
    "厦港 中华 滨海 鹭江 开元 筼筜 莲前 嘉莲 鼓浪屿 殿前 禾山 江头 金山 杏林 杏滨 侨英 "
    "灌口 后溪 海沧 新阳 嵩屿 东孚 集美 大同 祥平 西柯 五显 莲花 新民 洪塘 汀溪 新店 "
    "新圩 马巷 内厝 大嶝 凤翔 金海 香山 民安 西湖 后埔 东渡 前埔 曾厝垵 厦大 梧村 "
)
"""Towns and well-known quarters written without a class word, in front of a road or village."""

QUARTERS = _words("观音山 五通 何厝 黄厝 洪文 薛岭 高崎 高殿 寨上 乌石浦 莲坂 松柏 浦南 火车站 会展 五缘湾 ")
"""Quarters that are no towns: they stand in front of roads, but belong to the name of a village."""

ROADS = _words("大道 路 街 道 巷 里 弄 ")
NOT_ROADS = _words("铁路 公路 铁道 隧道 轨道 通道 频道 湖里 阿里 公里 万里 邻里 马巷 ")
"""Words that end like a road and are none."""

COMPOUNDS = _words(
    "仓储区 旅游区 住宅区 别墅区 宿舍区 "
    "花园 家园 佳园 嘉园 庄园 豪园 名园 丽园 公园 乐园 果园 学园 校园 校区 公寓楼 大厦 广场 "
    "中心 公寓 别墅 山庄 农庄 新村 度假村 新城 电子城 商城 美食城 大学城 小区 园区 "
    "工业区 开发区 高新区 产业区 生活区 集中区 保税港区 港区 厂区 库区 保税区 试验区 片区 专业区 物流区 "
    "投资区 商务区 营运区 工业园 创业园 产业园 科技园 软件园 物流园 火炬园 创新园 同安园 "
    "思明园 湖里园 集美园 同集园 工业城 建材城 商业街 步行街 美食街 商业城 写字楼 商务楼 "
    "综合大楼 综合楼 商住楼 办公楼 宿舍楼 科技楼 宿舍 大楼 统建房 安置房 组团 市场 商场 "
    "酒店 宾馆 饭店 医院 学校 小学 中学 大学 学院 幼儿园 火车站 车站 机场 码头 有限公司 "
    "公司 银行 研究所 农场 林场 豪庭 名邸 华庭 华府 豪苑 华苑 世家 新天地 基地 仓库 "
    "商厦 会所 俱乐部 公馆 苑 阁 园 庄 城 邸 环东海域 物流园区 工业园区 产业园区 科技园区 创业园区 "
)
"""What estates, zones, named buildings and institutions end in."""

REST = _words(
    "对面 旁边 附近 隔壁 后面 前面 交叉口 路口 村口 门口 入口 楼上 底层 夹层 顶层 底楼 顶楼 楼顶 整栋 "
    "通用厂房 标准厂房 地块 整幢 整层 全层 天台 厂房 店面 车间 院内 旁 后门 前门 侧门 边门 展厅 车位 "
)
"""Words of place that name no element."""
