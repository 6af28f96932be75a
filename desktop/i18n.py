"""The window's languages: Chinese is the source, English a catalogue beside it.

``translate`` is a bare alias because the catalogue's extractor follows just that; a wrapper would put its texts into the
empty context and never find them again.

After a new text: ``pyside6-lupdate`` over the modules that import ``translate`` (with ``-no-obsolete -locations none
-ts resources/i18n/en.ts``), write its English, then ``pyside6-lrelease resources/i18n/en.ts``. Both files are committed,
and a test holds them to the program.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.paths import resource

translate = QCoreApplication.translate

CHINESE, ENGLISH = "zh", "en"


def install_language(app: QCoreApplication, language: str) -> None:
    """Set the language of all texts made from now on, those of Qt's own buttons included.

    Args:
        app: keeps the catalogues alive.
        language: ``zh`` or ``en``; anything else is Chinese.
    """
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if language == ENGLISH:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        _install(app, str(resource("i18n", "en.qm")))
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, f"{folder}/qtbase_zh_CN.qm")


def _install(app: QCoreApplication, file: str) -> None:
    catalogue = QTranslator(app)
    if catalogue.load(file):
        app.installTranslator(catalogue)
