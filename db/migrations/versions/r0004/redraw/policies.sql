ALTER POLICY see ON node_version USING (
    (SELECT zp.covers_all())
    OR rpad(left(area_community, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(area_community, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR (
        (
            area_community = ANY ((SELECT zp.my_former())::TEXT[])
            OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_former())::TEXT[])
        )
        AND EXISTS (SELECT 1 FROM node n WHERE n.id = node_id)
    )
);
