DROP INDEX ix_inspection_form_node_id;

DROP INDEX ix_node_lettered;

SELECT zp.unwatch('store_info');

ALTER TABLE store_info DROP COLUMN practice;

SELECT zp.watch('store_info', 'named');

DROP INDEX ix_node_version_parent_id;

DROP INDEX ix_node_version_area;

DROP POLICY change ON place_alias;

SELECT zp.unwatch('node');

SELECT zp.unwatch('place');

SELECT zp.unwatch('saved_view');

SELECT zp.unwatch('undo_step');

SELECT zp.unwatch('planned_change');

ALTER TABLE place DROP COLUMN extent_from, DROP COLUMN extent_to, DROP COLUMN direction, DROP COLUMN meaning,
    DROP COLUMN approval_doc, DROP COLUMN named_on;

DROP TABLE saved_view, undo_step, planned_change;

UPDATE number_slot SET status = 'retired' WHERE status = 'free';

ALTER TABLE number_slot DROP CONSTRAINT ck_number_slot_status;

ALTER TABLE number_slot ADD CONSTRAINT ck_number_slot_status CHECK (status in ('reserved','leased','pending','live','retired'));

ALTER TABLE application DROP CONSTRAINT ck_application_kind;

ALTER TABLE application ADD CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number'));

SELECT zp.watch('node', 'named', '{"area": "@.area_community", "states": ["legal", "code_state", "existence", "position"],
    "step": "legal", "derived": ["child_count", "row_version"],
    "refused": "@.is_live <> (@.legal IN (''draft'', ''to_verify'', ''to_approve'', ''approved'', ''changing'', ''suspended'')) OR #.legal NOT IN (''draft'', ''to_verify'') AND ROW(@.own_text, @.ident, @.number, @.floor, @.side, @.live_key, @.full_text) IS DISTINCT FROM ROW(#.own_text, #.ident, #.number, #.floor, #.side, #.live_key, #.full_text)"}');

SELECT zp.watch('place', 'named', '{"area": "@.home_district", "states": ["state"], "derived": ["child_count", "row_version"]}');
