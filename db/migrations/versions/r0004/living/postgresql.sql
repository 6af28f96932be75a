CREATE INDEX ix_node_ended ON node (parent_id, area_community) WHERE NOT is_live;
