DROP TABLE handoff;

DROP TABLE handoff_entry;

DROP TABLE office_key;
