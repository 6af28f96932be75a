CREATE INDEX ix_node_ended ON node (parent_id, area_community) WHERE is_live = 0;
