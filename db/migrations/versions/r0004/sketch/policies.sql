ALTER TABLE map_layer ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON map_layer FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON map_layer FOR INSERT WITH CHECK (
    made_by = (SELECT zp.login())
    AND (
        area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    )
);

CREATE POLICY change ON map_layer FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);
