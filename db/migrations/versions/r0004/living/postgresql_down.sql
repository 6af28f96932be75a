DROP INDEX ix_node_ended;
