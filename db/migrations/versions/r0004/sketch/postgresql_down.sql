SELECT zp.unwatch('map_layer');

DROP INDEX ix_node_point;

DROP TABLE map_layer;
