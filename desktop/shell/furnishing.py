"""Which rooms the window has, each made when it is first entered, and what its status bar says all the time."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from db.domain.access import Actor
from db.services.addresses import TreeStep
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.shell.main_menus import SYSTEM_KEYS
from desktop.shell.rights import Rights
from desktop.shell.rooms import Room
from desktop.shell.session import Session
from desktop.shell.verbs_off import needs_store
from desktop.terms import role_term
from desktop.work.drafts import Draft

if TYPE_CHECKING:
    from desktop.shell.main_window import MainWindow

ADDRESSES, PLACES, MATCHING, SYSTEM = range(4)
"""Positions of the rooms."""

# What each room reads would slow the window's start: it is loaded when the room is entered.


def add_rooms(window: "MainWindow", desk: Desk, session: Session) -> None:
    """Put the rooms beside their names, in the order of their positions."""

    def places() -> tuple[QWidget, Room]:
        from desktop.places.page import PlacesPage

        page = PlacesPage(desk, session.actor)
        page.told.connect(window.tell)
        page.way_found.connect(show_way)
        return page, page

    def show_way(steps: tuple[TreeStep, ...]) -> None:
        window.nav.setCurrentRow(ADDRESSES)
        window.addresses.show_way(steps)

    def matching() -> tuple[QWidget, Room]:
        from desktop.matching.page import MatchingPage

        page = MatchingPage(desk, session.actor, keep_in=desk.options.folder)
        needs_store(page.detail.verbs)
        page.told.connect(window.tell)
        page.located.connect(window.show_address)
        return page, page

    def system() -> tuple[QWidget, Room]:
        from desktop.system.page import SystemPage

        page = SystemPage(desk, session.actor, window.journal)
        page.told.connect(window.tell)
        return page, page

    rooms = window.rooms
    rooms.add(
        translate("main_window", "地址库"), "nav-addresses", lambda: (window.addresses, window.addresses)
    )
    rooms.add(translate("main_window", "地名"), "nav-places", places)
    rooms.add(translate("main_window", "公安比对"), "nav-matching", matching)
    rooms.add(translate("main_window", "系统"), "nav-system", system, SYSTEM_KEYS)
    rooms.load_ahead(desk.runner, "db.services.matching")
    _open_forms(window, desk)


def _open_forms(window: "MainWindow", desk: Desk) -> None:
    """Say how forms that rooms keep half typed are opened again."""

    def go_on_with_place(draft: Draft) -> None:
        from desktop.places.page import PlacesPage

        window.nav.setCurrentRow(PLACES)
        page = window.rooms.build(PLACES)
        if isinstance(page, PlacesPage):
            page.resume(draft)

    def go_on_with_handover(draft: Draft) -> None:
        from desktop.handover.section import HandoverSection

        section = window.show_system("handover")
        if isinstance(section, HandoverSection):
            section.resume(draft)

    def go_on_with_line(draft: Draft) -> None:
        from desktop.matching.page import MatchingPage

        window.nav.setCurrentRow(MATCHING)
        page = window.rooms.build(MATCHING)
        if isinstance(page, MatchingPage):
            page.half.resume(draft)

    desk.drafts.opens("matching", go_on_with_line)
    desk.drafts.opens("place", go_on_with_place)
    desk.drafts.opens("handover", go_on_with_handover)


def fill_status_bar(window: "MainWindow", desk: Desk, session: Session) -> None:
    """Say who works at which store, and when he did so last."""
    actor = session.actor
    who = QLabel(_who(actor))
    window.statusBar().addPermanentWidget(who)
    for text in (session.store_name, session.last_login):
        if text:
            window.statusBar().addPermanentWidget(QLabel(text))
    rights = Rights(desk, actor, window)

    def show_rights() -> None:
        who.setText(_who(actor))
        window.verbs.look_again()
        window.units.look_again()
        window.tell(translate("main_window", "您的角色或辖区已变更，已按新的办理。"))

    rights.changed.connect(show_rights)
    if session.note:
        window.tell(session.note)


def _who(actor: Actor) -> str:
    roles = dict.fromkeys(role_term(role.value) for role, _area in actor.roles)
    return translate("main_window", "{name}（{roles}）").format(
        name=actor.name, roles=translate("main_window", "、").join(roles)
    )
