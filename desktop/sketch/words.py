"""What is said when a position, a layer or a site plan cannot be taken."""

from db.domain.geo import BadPoint
from db.domain.geo_fit import BadFit
from db.domain.map_layer import LONGEST_NAME, BadLayer, LayerKind
from desktop.i18n import translate


def point_reason(why: str) -> str:
    """Why a position cannot be right."""
    words = {
        "not_a_number": translate("sketch", "坐标不是有效的数"),
        "swapped": translate("sketch", "经度和纬度写反了"),
        "outside": translate("sketch", "不在厦门市范围内"),
        "datum": translate("sketch", "不认识的坐标系"),
    }
    return words.get(why, why)


def fit_reason(why: str) -> str:
    """Why control points lay a picture nowhere."""
    words = {
        "too_few": translate("sketch", "控制点至少要两个"),
        "too_many": translate("sketch", "控制点太多"),
        "same_spot": translate("sketch", "控制点重合在一处"),
        "in_line": translate("sketch", "控制点在一条直线上"),
        "scale": translate("sketch", "按这些控制点，图的比例不合理"),
    }
    return words.get(why, why)


def layer_reason(why: str) -> str:
    """Why a layer cannot be kept or its file cannot be read."""
    words = {
        "name_empty": translate("sketch", "没有填写图层名称"),
        "name_long": translate("sketch", "图层名称太长"),
        "name_characters": translate("sketch", "图层名称里有不能显示的字符"),
        "name_taken": translate("sketch", "已经有同名的图层"),
        "no_picture": translate("sketch", "总平面图没有图片"),
        "no_picture_inside": translate("sketch", "文件不是图片或 PDF，或已损坏、有密码"),
        "empty": translate("sketch", "文件里没有任何图形"),
        "too_large": translate("sketch", "文件或其中一个图形太大"),
        "too_many": translate("sketch", "坐标点太多，超过上限 {detail}"),
        "too_deep": translate("sketch", "图形套得太深"),
        "unreadable": translate("sketch", "文件打不开"),
        "not_json": translate("sketch", "不是完整的 JSON 文件"),
        "not_geojson": translate("sketch", "不是 GeoJSON 文件"),
        "not_shp": translate("sketch", "不是完整的 .shp 文件"),
        "bad_dbf": translate("sketch", "属性表 .dbf 读不出来"),
        "bad_geometry": translate("sketch", "第 {detail} 个图形的类型不认识"),
        "bad_position": translate("sketch", "第 {detail} 个图形的坐标不是有效的数"),
        "projected": translate("sketch", "坐标是米而不是经纬度，又没有说明投影（{detail}）"),
        "other_system": translate("sketch", "坐标系「{detail}」不能换算"),
    }
    return words.get(why, why)


_ADVICE_SYSTEM = ("projected", "other_system")
_ADVICE_NAME = ("name_empty", "name_long", "name_characters", "name_taken")


def point_words(error: BadPoint) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    shown = translate("sketch", "{why}：{detail}。") if error.detail else translate("sketch", "{why}。")
    what = shown.format(why=point_reason(error.why), detail=error.detail)
    todo = translate("sketch", "请核对经度（约 118.1）、纬度（约 24.5）和坐标系。")
    return translate("sketch", "位置不对"), what, todo


def fit_words(error: BadFit) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    what = translate("sketch", "{why}。").format(why=fit_reason(error.why))
    todo = translate("sketch", "请在图上分散选取两个以上能认准的点，如房角、路口。")
    return translate("sketch", "总平面图没有配准"), what, todo


def layer_words(error: BadLayer) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    reason = layer_reason(error.why).format(detail=error.detail)
    shown = translate("sketch", "「{name}」：{why}。") if error.name else translate("sketch", "{why}。")
    if error.why in _ADVICE_SYSTEM:
        todo = translate(
            "sketch", "请用 GIS 软件另存为 CGCS2000 经纬度或三度带坐标，连同 .prj 一起放在同一文件夹。"
        )
    elif error.why in _ADVICE_NAME:
        todo = translate("sketch", "请换一个名称，最多 {n} 个字。").format(n=LONGEST_NAME)
    else:
        todo = translate("sketch", "请检查文件，或请提供单位重新导出。")
    return translate("sketch", "图层没有保存"), shown.format(name=error.name, why=reason), todo


def kind_word(kind: LayerKind) -> str:
    """What a layer is made of."""
    words = {
        LayerKind.POINTS: translate("sketch", "点"),
        LayerKind.LINES: translate("sketch", "线"),
        LayerKind.AREAS: translate("sketch", "面"),
        LayerKind.BACKDROP: translate("sketch", "总平面图"),
    }
    return words[kind]


def metres(value: float) -> str:
    """A distance as people say it."""
    if value >= 1000:
        return translate("sketch", "{n} 公里").format(n=f"{value / 1000:.3g}")
    return translate("sketch", "{n} 米").format(
        n=f"{value:.1f}" if value < 100 and value != int(value) else f"{value:.0f}"
    )
