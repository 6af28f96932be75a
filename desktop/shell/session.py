"""Who sits at which store: what the title bar says."""

from dataclasses import dataclass

from db.domain.access import Actor
from db.store.engine import store_file
from db.store.store import Store
from desktop.i18n import translate


@dataclass(frozen=True, slots=True)
class Session:
    """One person at one store.

    Attributes:
        store: the open store.
        actor: who signed in.
    """

    store: Store
    actor: Actor

    @property
    def store_name(self) -> str:
        """The store as the office calls it: its file, or its server and database."""
        file = store_file(self.store.url)
        if file is not None:
            return translate("session", "文件 {name}").format(name=file.name)
        url = self.store.url
        return translate("session", "服务器 {host}/{name}").format(
            host=url.host or "", name=url.database or ""
        )

    def title(self, district: str, *, offline: bool) -> str:
        """The window's title.

        Args:
            district: name of the office's district.
            offline: whether the store cannot be reached now.
        """
        parts = [translate("session", "址牌"), district, self.actor.name, self.store_name]
        if offline:
            parts.append(translate("session", "离线"))
        return " — ".join(parts)
