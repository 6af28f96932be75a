ALTER TABLE check_sheet ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON check_sheet FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON check_sheet FOR INSERT WITH CHECK (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

CREATE POLICY change ON check_sheet FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);

ALTER TABLE check_return ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON check_return FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON check_return FOR INSERT WITH CHECK (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

ALTER TABLE check_finding ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON check_finding FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON check_finding FOR INSERT WITH CHECK (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

CREATE POLICY change ON check_finding FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

ALTER TABLE check_sheet_row ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON check_sheet_row FOR SELECT USING (
    (SELECT zp.covers_all())
    OR sheet_id IN (SELECT s.id FROM check_sheet s)
);

CREATE POLICY add ON check_sheet_row FOR INSERT WITH CHECK (
    sheet_id IN (SELECT s.id FROM check_sheet s WHERE s.issued_by = (SELECT zp.login()))
);

CREATE POLICY change ON check_sheet_row FOR UPDATE USING (
    sheet_id IN (SELECT s.id FROM check_sheet s)
    AND (SELECT zp.holds('{clerk,area_clerk}'))
);
