"""Words for everything that keeps a computer from its register's server: what it is, and what to do about it."""

from desktop.i18n import translate


def server_words() -> dict[str, tuple[str, str]]:
    """Code of ``StoreUnavailable`` -> what happened and what to do."""
    ask_admin = translate("errors", "请联系系统管理员。")
    return {
        "no_host": (
            translate("errors", "网络上没有这个名称的服务器"),
            translate(
                "errors", "请核对服务器名称的写法；单位内网的名称须接入内网才能查到，也可以改填 IP 地址。"
            ),
        ),
        "refused": (
            translate("errors", "找到了这台服务器，但这个端口没有数据库在运行"),
            translate(
                "errors", "请核对端口（一般是 5432）；端口没有错时，请系统管理员查看数据库是否已启动。"
            ),
        ),
        "no_answer": (
            translate("errors", "服务器没有回答"),
            translate("errors", "请检查网线和内网；网络正常时，可能是防火墙没有放行这个端口。"),
        ),
        "no_network": (
            translate("errors", "网络不通，到不了服务器"),
            translate("errors", "请检查网线、无线网或 VPN 是否已连接。"),
        ),
        "not_postgres": (
            translate("errors", "这个端口上运行的不是 PostgreSQL 数据库"),
            translate("errors", "请向系统管理员核对服务器和端口。"),
        ),
        "certificate": (
            translate("errors", "服务器的证书与所选的 CA 证书不符"),
            translate("errors", "请不要输入口令，先向系统管理员核对服务器名称和 CA 证书文件。"),
        ),
        "other_name": (
            translate("errors", "服务器的证书是发给另一个名称的"),
            translate("errors", "请按证书上的名称填写服务器；仍不符时请联系系统管理员。"),
        ),
        "no_ca_file": (
            translate("errors", "读不到 CA 证书文件"),
            translate("errors", "请重新选择系统管理员给的 CA 证书文件（.crt 或 .pem）。"),
        ),
        "no_tls": (
            translate("errors", "服务器没有开启加密连接"),
            translate("errors", "请系统管理员为服务器配置证书；在此之前只能选“尽量加密”。"),
        ),
        "not_admitted": (
            translate("errors", "服务器不允许从这台电脑用这个账号打开这个库"),
            translate("errors", "请核对库名和账号；都没有错时，请系统管理员在服务器上放行。"),
        ),
        "closed": (translate("errors", "这个账号已停用"), ask_admin),
        "starting": (
            translate("errors", "服务器上的数据库正在启动或关闭"),
            translate("errors", "请过一分钟再试。"),
        ),
        "no_account": (
            translate("errors", "口令正确，但库中没有这个账号，或账号已停用"),
            ask_admin,
        ),
        "unsaved": (
            translate("errors", "保存时连接断了，这一步没有保存"),
            translate("errors", "已填写的内容还在；连上之后请再保存一次。"),
        ),
        "commit_unknown": (
            translate("errors", "保存时连接断了，还不知道是否已保存"),
            translate("errors", "请先不要重做：连上之后要先查对这一步是否已保存；窗口会自动查对并告诉您。"),
        ),
        "away": (
            translate("errors", "现在连不上服务器，不能保存"),
            translate("errors", "已填写的内容还在；连上之后请再保存一次。"),
        ),
    }
