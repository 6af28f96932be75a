ALTER TABLE handoff ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON handoff FOR SELECT USING (
    (SELECT zp.covers_all())
    OR rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,chief,city}'))::TEXT[])
);

CREATE POLICY add ON handoff FOR INSERT WITH CHECK (
    filed_by = (SELECT zp.login())
    AND rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk}'))::TEXT[])
);

CREATE POLICY change ON handoff FOR UPDATE USING (
    rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
);

ALTER TABLE handoff_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON handoff_entry FOR SELECT USING (
    handoff_id IN (SELECT h.id FROM handoff h)
);

ALTER TABLE office_key ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON office_key FOR SELECT USING (
    (SELECT zp.holds('{clerk,chief}'))
);

CREATE POLICY add ON office_key FOR INSERT WITH CHECK (
    made_by = (SELECT zp.login()) AND (SELECT zp.holds('{chief}'))
);

CREATE POLICY change ON office_key FOR UPDATE USING (
    (SELECT zp.holds('{chief}'))
);
