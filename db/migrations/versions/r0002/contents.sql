CREATE FUNCTION zp.drop_content(content TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- The lock of whoever adds the same content at this moment: without it his row would be left without.
    PERFORM pg_advisory_xact_lock(23121, hashtext(content));
    -- All rows count, also those that the caller does not see: the same scan may belong to another area.
    IF EXISTS (SELECT 1 FROM attachment WHERE sha256 = content AND standing <> 'wiped')
        OR EXISTS (SELECT 1 FROM attachment WHERE original_sha256 = content AND standing = 'kept') THEN
        RETURN;
    END IF;
    DELETE FROM attachment_chunk WHERE sha256 = content;
END
$$;
