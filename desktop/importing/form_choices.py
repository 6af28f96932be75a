"""What may be picked from in a workbook to fill in."""

from db.domain.importing import Field
from db.services import addresses
from db.store.store import Store


def unit_choices(store: Store) -> dict[str, list[str]]:
    """Names of the office's districts, subdistricts and communities, by field."""
    fields = {3: Field.DISTRICT, 4: Field.SUBDISTRICT, 5: Field.COMMUNITY}
    found: dict[str, list[str]] = {one.value: [] for one in fields.values()}
    for unit in addresses.divisions(store):
        if unit.level in fields and unit.code.startswith(store.district_code):
            found[fields[unit.level].value].append(unit.name)
    return {name: list(dict.fromkeys(names)) for name, names in found.items()}
