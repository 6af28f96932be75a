"""What every room is given by the composition root."""

from dataclasses import dataclass, field

from db.store.store import Store
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from desktop.work.drafts import Drafts
from desktop.work.runner import Runner


@dataclass(frozen=True, slots=True)
class Desk:
    """What a room is given by the composition root."""

    store: Store
    runner: Runner
    feed: ChangeFeed
    options: Options
    drafts: Drafts = field(default_factory=Drafts)
