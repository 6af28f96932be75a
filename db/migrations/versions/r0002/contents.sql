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

CREATE FUNCTION zp.check_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Pieces are added without an entry. What is not what its name says would spoil a scan, or keep its place from it.
    IF zp.house() THEN
        RETURN NULL;
    END IF;
    IF NEW.part < 0 THEN
        PERFORM zp.refuse('ZP011', 'a content begins with its first piece', NEW.sha256);
    END IF;
    IF NOT EXISTS (SELECT FROM attachment_chunk c WHERE c.sha256 = NEW.sha256 AND c.part > NEW.part)
        AND NEW.sha256 IS DISTINCT FROM (
            SELECT encode(sha256(string_agg(c.body, ''::bytea ORDER BY c.part)), 'hex') FROM attachment_chunk c
            WHERE c.sha256 = NEW.sha256
        )
    THEN
        PERFORM zp.refuse('ZP011', 'a content is what its name says', NEW.sha256);
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER check_content AFTER INSERT ON attachment_chunk DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION zp.check_content();
