DROP FUNCTION zp.redraw_areas(BIGINT, TEXT, TEXT[], BIGINT[], JSONB);

DROP FUNCTION zp.redraw_units(BIGINT);

DROP FUNCTION zp.redraw_mark(BOOLEAN);

DROP FUNCTION zp.decided_redraw(BIGINT);

DROP FUNCTION zp.my_former();

DROP FUNCTION zp.redraw_paths(JSONB);

DROP FUNCTION zp.unit_stem(TEXT);

ALTER TABLE application DROP CONSTRAINT ck_application_kind;

ALTER TABLE application ADD CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number','rename','renumber','move','correct','merge','split','suspend','cancel','restore','rename_place'));
