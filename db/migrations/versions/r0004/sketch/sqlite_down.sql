DROP INDEX ix_node_point;

DROP TABLE map_layer;
