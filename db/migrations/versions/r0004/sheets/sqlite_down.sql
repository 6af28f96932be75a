DROP TABLE check_finding;

DROP TABLE check_return;

DROP TABLE check_sheet_row;

DROP TABLE check_sheet;
