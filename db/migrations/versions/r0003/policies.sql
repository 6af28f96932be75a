ALTER TABLE planned_change ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON planned_change FOR SELECT USING (
    id IN (SELECT a.id FROM application a)
);

CREATE POLICY add ON planned_change FOR INSERT WITH CHECK (
    id IN (SELECT a.id FROM application a WHERE a.filed_by = (SELECT zp.login()))
);

CREATE POLICY change ON planned_change FOR UPDATE USING (
    id IN (SELECT a.id FROM application a)
    AND (SELECT zp.holds('{clerk,area_clerk,chief}'))
);

ALTER TABLE undo_step ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON undo_step FOR SELECT USING (
    login = (SELECT zp.login())
);

CREATE POLICY add ON undo_step FOR INSERT WITH CHECK (
    login = (SELECT zp.login())
);

CREATE POLICY change ON undo_step FOR UPDATE USING (
    login = (SELECT zp.login())
);

ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON saved_view FOR SELECT USING (
    login = '' OR login = (SELECT zp.login())
);

CREATE POLICY add ON saved_view FOR INSERT WITH CHECK (
    login = (SELECT zp.login())
    OR login = '' AND (SELECT zp.holds('{clerk,chief}'))
);

CREATE POLICY change ON saved_view FOR UPDATE USING (
    login = (SELECT zp.login())
    OR login = '' AND (SELECT zp.holds('{clerk,chief}'))
);

ALTER POLICY add ON place_community WITH CHECK (
    rpad(left(community_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR rpad(left(community_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR rpad(community_code, 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);

ALTER POLICY change ON place_community USING (
    rpad(left(community_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR rpad(left(community_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR rpad(community_code, 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);

CREATE POLICY change ON place_alias FOR UPDATE USING (
    (SELECT zp.holds('{clerk,chief}'))
);

ALTER POLICY add ON catalogue WITH CHECK (
    kind = 'private_use' AND (SELECT zp.holds('{clerk,chief}'))
    OR kind = 'import_mapping' AND (SELECT zp.holds('{clerk,area_clerk}'))
);

ALTER POLICY add ON number_slot WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = owner AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        )
    )
);
