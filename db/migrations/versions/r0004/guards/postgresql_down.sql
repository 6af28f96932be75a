ALTER INDEX ix_node_search RESET (gin_pending_list_limit);

SELECT zp.unwatch('node');

SELECT zp.unwatch('node_version');

SELECT zp.watch('node', 'named', '{"area": "@.area_community", "states": ["legal", "code_state", "existence", "position"],
    "step": "legal", "derived": ["child_count", "row_version"],
    "refused": "@.is_live <> (@.legal IN (''draft'', ''to_verify'', ''to_approve'', ''approved'', ''changing'', ''suspended''))",
    "reworded": "#.legal NOT IN (''draft'', ''to_verify'') AND ROW(@.own_text, @.ident, @.number, @.floor, @.side, @.live_key, @.full_text, @.parent_id, @.place_id, @.area_district, @.area_subdistrict, @.area_community) IS DISTINCT FROM ROW(#.own_text, #.ident, #.number, #.floor, #.side, #.live_key, #.full_text, #.parent_id, #.place_id, #.area_district, #.area_subdistrict, #.area_community)"}');

SELECT zp.watch('node_version', 'beside', '{"parent": "node", "parent_key": "@.node_id::text"}');
