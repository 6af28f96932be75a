from desktop.widgets.breadcrumb import Breadcrumb

STEPS = ("思明区", "嘉莲街道", "莲兴社区", "湖滨南路", "81号")


def test_what_does_not_fit_is_cut_from_the_left_and_the_last_step_stays(qtbot):
    crumbs = Breadcrumb()
    qtbot.addWidget(crumbs)
    crumbs.resize(800, 24)
    crumbs.show_steps(STEPS)
    assert crumbs.first_shown() == 0
    crumbs.resize(150, 24)
    assert 0 < crumbs.first_shown() < len(STEPS)
    crumbs.resize(10, 24)
    assert crumbs.first_shown() == len(STEPS) - 1
    assert "81号" in crumbs.text()
    assert crumbs.toolTip() == "思明区 › 嘉莲街道 › 莲兴社区 › 湖滨南路 › 81号"


def test_a_step_that_is_clicked_tells_its_position(qtbot):
    crumbs = Breadcrumb()
    qtbot.addWidget(crumbs)
    crumbs.resize(800, 24)
    crumbs.show_steps(STEPS)
    with qtbot.waitSignal(crumbs.chosen) as chosen:
        crumbs.linkActivated.emit("2")
    assert chosen.args == [2]


def test_names_are_text_and_never_markup(qtbot):
    crumbs = Breadcrumb()
    qtbot.addWidget(crumbs)
    crumbs.resize(800, 24)
    crumbs.show_steps(("<b>甲</b>", "乙"))
    assert "&lt;b&gt;甲&lt;/b&gt;" in crumbs.text()
