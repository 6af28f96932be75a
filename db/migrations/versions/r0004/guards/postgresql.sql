-- What a write leaves for later is read by every search until somebody tidies up: with the usual 4 MB, tens of
-- milliseconds after a street was renamed. A sixteenth of it costs such a write a twelfth.
ALTER INDEX ix_node_search SET (gin_pending_list_limit = 256);
