ALTER INDEX ix_node_search RESET (gin_pending_list_limit);
