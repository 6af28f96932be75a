"""Words for a store that cannot be used: what happened, what to do."""

from desktop.connect_texts import server_words
from desktop.i18n import translate


def call_admin() -> str:
    """What helps when nothing else does."""
    return translate("errors", "请联系系统管理员。")


def store_words() -> dict[str, tuple[str, str]]:
    """Code of ``StoreUnavailable`` -> what happened and what to do."""
    free_space = translate("errors", "请清理磁盘空间后重试。")
    copy_back = translate("errors", "请停止使用这个文件，用最近的备份恢复，并联系系统管理员。")
    return server_words() | {
        "missing": (
            translate("errors", "找不到地址库文件"),
            translate("errors", "请检查路径；新建地址库请运行 zhipai store init。"),
        ),
        "in_use": (
            translate("errors", "地址库文件正由另一个程序使用"),
            translate("errors", "请关闭另一个址牌窗口或正在运行的任务后重试。"),
        ),
        "not_made": (
            translate("errors", "练习库没有建成"),
            translate("errors", "原来的练习库还在。请再试一次；仍不行时联系系统管理员。"),
        ),
        "exists": (translate("errors", "这里已经有一个地址库"), translate("errors", "请另选位置或名称。")),
        "not_a_store": (
            translate("errors", "这不是址牌的地址库"),
            translate("errors", "请选择址牌建立的文件，或运行 zhipai store init 新建。"),
        ),
        "older": (
            translate("errors", "地址库的结构比程序旧"),
            translate("errors", "请先备份，再运行 zhipai store upgrade。"),
        ),
        "newer": (
            translate("errors", "地址库由更新版本的程序建立"),
            translate("errors", "请把址牌升级到最新版本。"),
        ),
        "bad_url": (
            translate("errors", "地址库的位置写法有误"),
            translate("errors", "写法如 sqlite:///文件 或 postgresql://用户@服务器/库名。"),
        ),
        "network_share": (
            translate("errors", "地址库文件不能放在网络共享上"),
            translate("errors", "请把文件放到本机磁盘；多人共用请使用服务器。"),
        ),
        "no_folder": (translate("errors", "文件夹不存在"), translate("errors", "请先建立文件夹。")),
        "folder_missing": (translate("errors", "文件夹不存在"), translate("errors", "请先建立文件夹。")),
        "no_permission": (
            translate("errors", "没有读写权限"),
            translate("errors", "请换一个有权限的文件夹，或请系统管理员开通。"),
        ),
        "read_only": (
            translate("errors", "位置是只读的"),
            translate("errors", "请去掉只读属性，或换一个文件夹。"),
        ),
        "cannot_open": (translate("errors", "文件打不开"), translate("errors", "请检查路径和权限后重试。")),
        "busy": (translate("errors", "地址库正忙"), translate("errors", "请稍后重试。")),
        "disk_full": (translate("errors", "磁盘空间不足"), free_space),
        "disk_error": (translate("errors", "读写磁盘时出错"), copy_back),
        "damaged": (translate("errors", "地址库文件已损坏"), copy_back),
        "copy_differs": (
            translate("errors", "复制后逐表核对，与原库不一致，没有保留"),
            translate("errors", "原库没有改动。请检查目标磁盘或服务器后重试；仍不一致请联系系统管理员。"),
        ),
        "row_refused": (
            translate("errors", "有一行数据目标库不接受，没有复制"),
            translate("errors", "原库没有改动。请把括号里的说明交给系统管理员。"),
        ),
        "no_server": (
            translate("errors", "连不上服务器"),
            translate("errors", "请检查网络；连上之后会自动恢复。"),
        ),
        "server_busy": (translate("errors", "服务器正忙"), translate("errors", "请稍后重试。")),
        "against_rules": (
            translate("errors", "服务器按登记规则拒绝了这次改动，什么都没有改"),
            translate("errors", "请刷新后重试；仍不行，请把括号里的说明交给系统管理员。"),
        ),
        "bad_password": (
            translate("errors", "服务器不接受用户名或密码"),
            translate("errors", "请核对用户名和密码。"),
        ),
        "no_database": (translate("errors", "服务器上没有这个库"), call_admin()),
        "no_chinese_trigrams": (
            translate("errors", "数据库的字符设置不支持中文查找"),
            translate("errors", "请系统管理员用 LC_CTYPE C.UTF-8 重新建库。"),
        ),
        "not_utf8": (
            translate("errors", "数据库的编码不是 UTF8"),
            translate("errors", "请系统管理员用编码 UTF8 重新建库。"),
        ),
        "not_by_character": (
            translate("errors", "数据库不按字符编码排序"),
            translate("errors", "请系统管理员用 LC_COLLATE C 重新建库。"),
        ),
        "long_name": (
            translate("errors", "数据库的名称太长，放不下账号"),
            translate("errors", "请换一个不超过 30 个字母的名称。"),
        ),
        "verify_failed": (
            translate("errors", "重新打开成品核验时出错"),
            translate("errors", "请查看详细信息后重新运行；成品未经核验不要使用。"),
        ),
        "font_unreadable": (
            translate("errors", "随程序提供的字体读不出来"),
            translate("errors", "请重新安装址牌。"),
        ),
    }
