"""The reasons that errors carry as codes, put into words."""

from desktop.i18n import translate


def held_reason(why: str, other: str) -> str:
    """Why a number or a text that no living address bears is not given out; ``other`` bears or bore it."""
    unseen = {
        "retired": translate("reasons", "号码曾经用过，已停用，不再发放"),
        "left": translate("reasons", "号码曾经用过，已停用，不再发放"),
        "reserved": translate("reasons", "号码已预留，不能直接新增"),
        "leased": translate("reasons", "号码已借给离线电脑编号，不能直接新增"),
        "asked": translate("reasons", "号码已由另一个地址占用或申请"),
        "beyond": translate("reasons", "号码已由您管辖区域以外的地址占用"),
    }
    seen = {
        "retired": translate("reasons", "「{address}」已注销或合并，号码不再发放"),
        "left": translate("reasons", "号码曾用于「{address}」，它已改用别的号码，旧号不再发放"),
        "asked": translate("reasons", "号码已由「{address}」占用或申请"),
    }
    found = (seen if other else unseen).get(why) or unseen.get(why, why)
    return found.format(address=other)


def record_name(table: str) -> str:
    """What a record that somebody else changed is called; the register's own name for its kind is no word for users."""
    names = {
        "node": translate("reasons", "地址"),
        "place": translate("reasons", "地名"),
        "application": translate("reasons", "申请"),
        "attachment": translate("reasons", "附件"),
        "check_finding": translate("reasons", "核查意见"),
        "handoff": translate("reasons", "移交"),
        "handover": translate("reasons", "交接"),
        "map_layer": translate("reasons", "图层"),
        "person": translate("reasons", "人员"),
        "plate_batch": translate("reasons", "制牌批次"),
        "responsibility": translate("reasons", "责任区"),
        "saved_view": translate("reasons", "视图或收藏"),
        "text_decision": translate("reasons", "比对决定"),
        "undo_step": translate("reasons", "撤销记录"),
        "vault_wrap": translate("reasons", "能打开保密柜的账号"),
    }
    return names.get(table, translate("reasons", "记录"))


def number_reason(why: str) -> str:
    """Why a house number cannot be read."""
    words = {
        "empty": translate("reasons", "没有填写门牌号"),
        "not_a_number": translate("reasons", "不是门牌号的写法"),
        "not_a_numeral": translate("reasons", "中文数字写法有误"),
        "doubled_class_word": translate("reasons", "「号」字重复"),
        "out_of_range": translate("reasons", "数字超出允许范围，或以 0 开头"),
        "range_with_suffix": translate("reasons", "连号范围不能与「之几」同时使用"),
        "range_too_long": translate("reasons", "连号范围过长"),
        "count_out_of_range": translate("reasons", "拟号个数超出允许范围"),
        "street_full": translate("reasons", "这条路的号码已经用完"),
    }
    return words.get(why, why)


def address_reason(why: str) -> str:
    """Why an address cannot be taken."""
    words = {
        "unreadable": translate("reasons", "写法无法识别"),
        "no_level": translate("reasons", "没有门牌号、楼栋、梯位或室"),
        "wrong_parent": translate("reasons", "上一级不允许有这样的下一级"),
        "unknown_side": translate("reasons", "街侧只能是左侧或右侧"),
        "no_text": translate("reasons", "没有文字"),
        "above_heads": translate("reasons", "表头以上的文字，不写入"),
        "text_too_long": translate("reasons", "文字过长，不是一个地址"),
        "control_character": translate("reasons", "含有不可见的控制字符"),
        "unknown_element": translate("reasons", "没有这一级"),
        "doubled": translate("reasons", "出现了两次"),
        "backwards": translate("reasons", "范围的起止颠倒"),
        "range_too_long": translate("reasons", "范围过长"),
        "out_of_range": translate("reasons", "要填 0 到 99 的数"),
        "not_in_plan": translate("reasons", "上面的楼栋、梯位、楼层里没有"),
        "nothing_planned": translate("reasons", "还没有填写要生成的楼栋、梯位或楼层"),
        "too_many": translate("reasons", "一次最多生成这么多，请分几次"),
        "shop_by_stair": translate("reasons", "店面不经梯位，这里应留空"),
        "shop_without_building": translate("reasons", "店面要有楼栋或门牌可以挂接"),
        "unknown_token": translate("reasons", "房号样式里没有这一项"),
        "form_without_position": translate("reasons", "房号样式里没有序号，各户分不开"),
        "form_without_level": translate("reasons", "房号样式用到的楼栋或梯位没有填写"),
        "too_many_letters": translate("reasons", "字母不够用"),
        "no_gate_number": translate("reasons", "路、街、巷下面要先有门牌号"),
        "twice": translate("reasons", "填了两次"),
        "no_such_day": translate("reasons", "没有这一天"),
        "day_gone": translate("reasons", "生效日期不能早于今天"),
        "not_in_force_yet": translate("reasons", "还没有批准的地址直接修改，不能指定将来的日期"),
    }
    return words.get(why, why)


def file_reason(why: str) -> str:
    """Why a file cannot be taken."""
    words = {
        "not_found": translate("reasons", "找不到这个文件"),
        "no_permission": translate("reasons", "没有读取这个文件的权限"),
        "empty_file": translate("reasons", "文件是空的"),
        "too_large": translate("reasons", "文件过大"),
        "encrypted": translate("reasons", "文件设有密码"),
        "not_a_workbook": translate("reasons", "不是表格文件，或文件已损坏"),
        "wrong_encoding": translate("reasons", "文字编码无法识别"),
        "broken_quotes": translate("reasons", "引号不成对"),
        "missing_column": translate("reasons", "缺少必需的列"),
        "doubled_column": translate("reasons", "有两列含义相同"),
        "bad_mapping": translate("reasons", "列对应设置有误"),
        "reader_died": translate("reasons", "读取时意外中断，可能是文件损坏或内存不足"),
        "changed_while_read": translate("reasons", "读取期间文件被改动"),
        "doubled_row": translate("reasons", "有重复的行"),
        "empty_cell": translate("reasons", "必填的单元格是空的"),
        "unknown_value": translate("reasons", "出现未知的取值"),
        "not_json": translate("reasons", "不是有效的 JSON 文件"),
        "not_a_redraw": translate("reasons", "内容不是区划调整的写法"),
        "reading_length": translate("reasons", "读音与字数不符"),
        "name_not_borne_out": translate("reasons", "名称没有依据"),
        "missing": translate("reasons", "找不到这个文件"),
        "cannot_read": translate("reasons", "文件读不出来"),
        "not_empty": translate("reasons", "文件夹不是空的"),
        "empty_folder": translate("reasons", "文件夹里没有可导入的表格"),
        "no_check_sheet": translate("reasons", "里面没有核查表"),
        "no_form_number": translate("reasons", "看不出是哪一份核查表：表号不见了"),
        "bad_form_number": translate("reasons", "表号有错字，校验位不符"),
        "two_form_numbers": translate("reasons", "表里有两个不同的表号"),
        "no_key_column": translate("reasons", "「校验码」一列不见了，分不清每一行是哪个地址"),
        "no_header": translate("reasons", "找不到表头"),
        "not_utf8": translate("reasons", "文字编码不是 UTF-8"),
        "bad_json": translate("reasons", "不是有效的 JSON 文件"),
        "missing_row": translate("reasons", "缺少必需的行"),
        "not_a_rule_file": translate("reasons", "不是编号规则文件"),
        "unknown_place": translate("reasons", "库中没有这个地名"),
        "bad_account": translate("reasons", "账号的写法有误"),
        "bad_decisions": translate("reasons", "清单里有不能用的行，没有并入"),
        "no_reason": translate("reasons", "没有写明理由"),
        "unknown_role": translate("reasons", "没有这个角色"),
        "bad_character": translate("reasons", "含有表格文件不能保存的字符"),
        "cell_too_long": translate("reasons", "单元格文字过长"),
        "too_many_rows": translate("reasons", "行数超过一张工作表的上限"),
        "no_pair": translate("reasons", "这一行不是「自造字、标准字」两列"),
        "only_addresses": translate("reasons", "只有地址清单可以指定日期"),
        "dates_reversed": translate("reasons", "第二个日期必须晚于第一个日期"),
        "disk_full": translate("reasons", "磁盘空间不足，没有写成"),
        "folder_missing": translate("reasons", "文件夹不存在"),
        "read_only": translate("reasons", "这个位置不能写入"),
        "not_writable": translate("reasons", "文件没有写成"),
        "unknown_format": translate("reasons", "不支持这种文件类型"),
        "days_backwards": translate("reasons", "末日早于首日"),
    }
    return words.get(why) or _product_reason(why)


def _product_reason(why: str) -> str:
    """Why a file that the program itself once wrote cannot be taken back."""
    words = {
        "not_a_pdf": translate("reasons", "不是 PDF 文件，或已损坏"),
        "page_unreadable": translate("reasons", "这一页读不出来"),
        "no_batch": translate("reasons", "不是址牌生成的牌面文件"),
        "not_a_head": translate("reasons", "不是日志链头文件"),
        "not_settings": translate("reasons", "不是址牌的设置文件"),
        "newer_settings": translate("reasons", "设置文件由更新版本的程序建立，请先升级址牌"),
        "head_seal_broken": translate("reasons", "链头文件的封印不符，取出后被改动或损坏"),
        "head_of_other_store": translate("reasons", "是另一个地址库的链头"),
        "no_sm3": translate("reasons", "本机的 OpenSSL 不含 SM3 算法，不能封印"),
        "not_merged": translate("reasons", "数据包没有并入"),
        "not_a_package": translate("reasons", "不是检查数据包，或已损坏"),
        "wrong_format_version": translate("reasons", "数据包由另一版本的程序建立"),
        "missing_member": translate("reasons", "数据包里缺少一个文件"),
        "unknown_member": translate("reasons", "数据包里多出一个文件"),
        "unlisted_member": translate("reasons", "数据包里有清单上没有的文件"),
        "doubled_member": translate("reasons", "数据包里有重名的文件"),
        "damaged_member": translate("reasons", "数据包里有文件被改动或损坏"),
        "hash_mismatch": translate("reasons", "附件与登记的校验值不符"),
        "doubled_form": translate("reasons", "同一张检查表出现两次"),
        "other_checklist": translate("reasons", "检查表的版本不一致"),
    }
    return words.get(why) or _backup_reason(why)


def _backup_reason(why: str) -> str:
    """Why no backup can be written to a file, or none restored from it."""
    words = {
        "exists": translate("reasons", "已有同名的文件，备份不会覆盖它"),
        "also_read": translate("reasons", "正是要读的清单，写了它，没读进去的行就丢了"),
        "in_use": translate("reasons", "另一个程序正在写这个文件"),
        "disk_error": translate("reasons", "读写磁盘时出错，没有写成"),
        "cannot_open": translate("reasons", "文件打不开"),
        "copy_differs": translate("reasons", "写完后核对与原库不一致，没有保留"),
        "not_a_backup": translate("reasons", "不是址牌的备份文件"),
        "damaged_backup": translate("reasons", "备份文件已损坏或被改动，没有恢复"),
        "newer_backup": translate("reasons", "备份由更新版本的程序建立，请先升级址牌"),
        "older_backup": translate("reasons", "备份由较旧版本的程序建立，请用那个版本恢复，再升级"),
    }
    return words.get(why, why)


def refusal_reason(why: str) -> str:
    """Why an account may not do something."""
    words = {
        "role": translate("reasons", "当前账号没有这项权限，或不管辖这个区域"),
        "same_person": translate("reasons", "经办与审批不能是同一个账号"),
        "plate_exists": translate("reasons", "已经制牌，要先把牌作废"),
        "children_approved": translate("reasons", "下级还有已批准的地址"),
        "no_reason": translate("reasons", "没有写明理由"),
        "not_yours_to_give": translate(
            "reasons", "别人的事项由本人移交，或由管辖其全部范围的审批人、系统管理员移交"
        ),
        "not_the_receiver": translate("reasons", "这份交接不是交给这个账号的"),
        "changed_since": translate("reasons", "生效之后又有改动，要先撤销后来的改动"),
        "not_revocable": translate("reasons", "这种变更生效之后不能撤销"),
        "redraw_held": translate("reasons", "区划调整已经生效，不能撤销；要改回去，请另办一件区划调整"),
    }
    return words.get(why, why)


def clash_reason(why: str) -> str:
    """Why an address of two stores cannot be taken for the same."""
    words = {
        "number": translate("reasons", "号码在本库由别的地址占用，或已经停用"),
        "code": translate("reasons", "公安编码在本库属于别的地址"),
        "payload": translate("reasons", "二维码在本库属于别的地址"),
        "two_codes": translate("reasons", "两库各有不同的公安编码"),
        "two_payloads": translate("reasons", "两库各有不同的二维码"),
        "two_plates": translate("reasons", "两库在同一位置各有一块牌"),
        "states": translate("reasons", "两库里的状态不能合成一个"),
    }
    return words.get(why, why)


def join_reason(why: str) -> tuple[str, str]:
    """Why two stores cannot be joined, and what helps."""
    words = {
        "practice": (
            translate("reasons", "练习库不能并入真库，真库也不能并入练习库"),
            translate("reasons", "练习库里的内容只供练习；要用的数据请从真库导出。"),
        ),
        "same_store": (
            translate("reasons", "这两个是同一个库的两份，不能相互并入"),
            translate("reasons", "请只用其中一份；原库不再使用时，在另一份里接管。"),
        ),
        "other_district": (
            translate("reasons", "另一个库属于别的区（{detail}）"),
            translate("reasons", "跨区移交请用移交包。"),
        ),
        "same_number": (
            translate("reasons", "两个库的库号相同（{detail}），编号会相撞"),
            translate("reasons", "请联系系统管理员：其中一个库要用别的库号重新建立后导入。"),
        ),
        "two_vaults": (
            translate("reasons", "两个库各有保密柜，另一个库里还封存着人员，两把密钥合不到一起"),
            translate("reasons", "请先在另一个库里把人员重新录入本库的保密柜并销毁原件，再并入。"),
        ),
        "undecided": (
            translate("reasons", "还有 {count} 个两库都有的地址没有决定，第一个是 {detail}"),
            translate("reasons", "请逐条决定：同一地址，或暂不并入。"),
        ),
        "needs_owner": (
            translate("reasons", "服务器上的库只能由库的所有者并入"),
            translate("reasons", "请数据库管理员用库的所有者账号运行 zhipai store join。"),
        ),
    }
    return words.get(why, (why, translate("reasons", "请联系系统管理员。")))


def withheld_reason(why: str) -> tuple[str, str]:
    """Why a store may not do something here and now, and what helps."""
    ask = translate("reasons", "请另一位同事对照别的钟表核对本机时间，然后在“系统—本机时间”里确认。")
    words = {
        "copy": (
            translate("reasons", "这是副本，原库在 {detail}；副本里不能审批、领号、制作正式门牌和发包"),
            translate("reasons", "请回到原库办理；原库不再使用时，请在“系统—库”里接管。"),
        ),
        "not_a_copy": (
            translate("reasons", "这个库就在它登记的位置，不需要接管"),
            translate("reasons", "可以直接继续工作。"),
        ),
        "clock_back": (
            translate("reasons", "本机时间比最近一条操作记录（{detail}）还早"),
            ask,
        ),
        "clock_ahead": (
            translate("reasons", "本机时间比最近一条操作记录（{detail}）晚得太多"),
            ask,
        ),
        "clock_believed": (
            translate("reasons", "本机时间没有疑问，不需要确认"),
            translate("reasons", "可以直接继续工作。"),
        ),
    }
    return words.get(why, (why, translate("reasons", "请联系系统管理员。")))


def payload_reason(why: str) -> str:
    """Why a QR payload or a police code cannot be bound."""
    words = {
        "payload_bound": translate("reasons", "二维码内容已属于另一个地址"),
        "code_bound": translate("reasons", "地址编码已属于另一个地址"),
        "code_changed": translate("reasons", "这个地址已有不同的地址编码"),
        "payload_changed": translate("reasons", "这个地址已有不同的二维码内容"),
    }
    return words.get(why, why)


def pair_reason(why: str) -> str:
    """Why the meaning of a private-use character cannot be kept."""
    words = {
        "not_a_pair": translate("reasons", "不是「自造字=标准字」的写法"),
        "not_private": translate("reasons", "左边不是自造字（U+E000–U+F8FF 等专用区）的一个码"),
        "not_a_character": translate("reasons", "右边不是一个标准字"),
        "no_sender": translate("reasons", "没有写来文单位"),
        "sender_too_long": translate("reasons", "来文单位名称过长"),
        "pair_differs": translate("reasons", "这个自造字已有不同的对照"),
    }
    return words.get(why, why)


def plate_reason(why: str) -> str:
    """Why a plate may not be made."""
    words = {
        "does_not_fit": translate("reasons", "文字在牌面上放不下"),
        "missing_glyph": translate("reasons", "字库里没有这个字"),
        "outer_blank": translate("reasons", "文字前后有空格"),
        "empty_zone": translate("reasons", "牌面上必填的文字是空的"),
        "module_too_small": translate("reasons", "二维码的最小点小于可扫描的尺寸"),
        "empty_payload": translate("reasons", "没有二维码内容"),
        "payload_not_text": translate("reasons", "二维码内容不是文字"),
        "payload_not_encodable": translate("reasons", "二维码内容过长或含有不能编码的字符"),
        "no_qr": translate("reasons", "牌面上没有二维码"),
        "count_differs": translate("reasons", "牌数与清单不一致"),
        "qr_swapped": translate("reasons", "二维码与门牌号对不上"),
        "qr_unreadable": translate("reasons", "二维码扫描不出来"),
        "not_the_batch": translate("reasons", "文件不是这个批次的"),
        "register_changed": translate("reasons", "清单锁定之后地址库有了改动"),
    }
    return words.get(why, why)
