SELECT zp.unwatch('check_finding');

SELECT zp.unwatch('check_return');

SELECT zp.unwatch('check_sheet_row');

SELECT zp.unwatch('check_sheet');

DROP TABLE check_finding, check_return, check_sheet_row, check_sheet;
