"""Keeps what was chosen for an import beside the other half-typed forms of the window, until it is in the store."""

from db.store.import_batches import BatchRow
from desktop.i18n import translate
from desktop.importing.draft import Draft, read_draft
from desktop.work.drafts import Draft as Form
from desktop.work.drafts import Drafts, Kept

IMPORT, REVERSAL = "import", "import.reverse"
"""Names of the forms: what is chosen for an import, and why a batch is taken back."""

_NAMED = 3
_CHOICES = "choices"


def names_of(draft: Draft) -> str:
    """The first files of an import by name."""
    return translate("importing", "、").join(one.name for one in draft.paths[:_NAMED])


def reversal_form(batch: BatchRow) -> Form:
    """The question why a batch is taken back, nothing typed yet."""
    title = translate("importing", "撤回这一批 — {name}").format(name=batch.source_name)
    return Form(REVERSAL, title, ids=(batch.id,))


class ImportKeeping:
    """The choices of one import window."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._kept: Kept | None = None

    def keep(self, draft: Draft) -> None:
        """Have these choices on disk soon; without files there are none."""
        if not draft.paths:
            if self._kept is not None:
                self._kept.drop()
                self._kept = None
            return
        if self._kept is None:
            title = translate("importing", "导入 — {names}").format(names=names_of(draft))
            self._kept = self._drafts.hold(Form(IMPORT, title, verbatim=True))
        self._kept.keep({_CHOICES: draft.to_json()})

    @property
    def left(self) -> Draft | None:
        """What the last run left; None when it left nothing, or its files are gone."""
        form = self._form()
        draft = read_draft(form.fields.get(_CHOICES, "")) if form is not None else None
        return draft if draft and draft.paths and all(one.exists() for one in draft.paths) else None

    @property
    def offer(self) -> str:
        """What is said of the import that the last run left; ``""`` when it left none."""
        template = translate("importing", "上次的导入没有做完：{names}。")
        return template.format(names=names_of(self.left)) if self.left else ""

    def _form(self) -> Form | None:
        return next((form for form in self._drafts.left if form.verb == IMPORT), None)

    def take_up(self) -> Draft | None:
        """Go on with what the last run left; what cannot be gone on with is forgotten."""
        draft, form = self.left, self._form()
        if form is not None and draft is not None:
            self.keep(Draft())
            self._kept = self._drafts.hold(form)
        else:
            self.forget()
        return draft

    def forget(self) -> None:
        """What the last run left is not wanted any more."""
        form = self._form()
        if form is not None:
            self._drafts.forget(form)
