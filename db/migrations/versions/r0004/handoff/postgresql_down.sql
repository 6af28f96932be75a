SELECT zp.unwatch('handoff');

SELECT zp.unwatch('handoff_entry');

SELECT zp.unwatch('office_key');

DROP TABLE handoff, handoff_entry, office_key;
