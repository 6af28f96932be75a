ALTER TABLE node ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON node FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON node FOR INSERT WITH CHECK (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

CREATE POLICY change ON node FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);

ALTER TABLE node_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON node_version FOR SELECT USING (
    (SELECT zp.covers_all())
    OR rpad(left(area_community, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(area_community, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON node_version FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        )
    )
);

CREATE POLICY change ON node_version FOR UPDATE USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE node_successor ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON node_successor FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = old_id
    )
);

CREATE POLICY add ON node_successor FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = old_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE number_slot ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON number_slot FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON number_slot FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = owner AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        )
    )
);

CREATE POLICY change ON number_slot FOR UPDATE USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = owner AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE place ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON place FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON place FOR INSERT WITH CHECK (
    (SELECT zp.holds('{clerk}'))
    AND (
        rpad(left(home_district, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk}'))::TEXT[])
        OR rpad(left(home_district, 9), 12, '0') = ANY ((SELECT zp.my_areas('{clerk}'))::TEXT[])
        OR rpad(home_district, 12, '0') = ANY ((SELECT zp.my_areas('{clerk}'))::TEXT[])
    )
);

CREATE POLICY change ON place FOR UPDATE USING (
    (SELECT zp.holds('{clerk,area_clerk,chief}'))
);

ALTER TABLE place_alias ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON place_alias FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON place_alias FOR INSERT WITH CHECK (
    (SELECT zp.holds('{clerk,chief}'))
);

ALTER TABLE place_community ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON place_community FOR SELECT USING (
    (SELECT zp.covers_all())
    OR rpad(left(community_code, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(community_code, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(community_code, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON place_community FOR INSERT WITH CHECK (
    rpad(left(community_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR rpad(left(community_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR rpad(community_code, 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

CREATE POLICY change ON place_community FOR UPDATE USING (
    rpad(left(community_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR rpad(left(community_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    OR rpad(community_code, 12, '0') = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
);

ALTER TABLE addr_code ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON addr_code FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id
    )
);

CREATE POLICY add ON addr_code FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE payload ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON payload FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id
    )
);

CREATE POLICY add ON payload FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
        )
    )
);

CREATE POLICY change ON payload FOR UPDATE USING (
    EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE catalogue ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON catalogue FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON catalogue FOR INSERT WITH CHECK (
    kind = 'private_use'
    AND (SELECT zp.holds('{clerk,chief}'))
);

ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON import_batch FOR SELECT USING (
    actor = ANY ((SELECT zp.colleagues())::TEXT[])
);

CREATE POLICY add ON import_batch FOR INSERT WITH CHECK (
    actor = (SELECT zp.login())
    AND (SELECT zp.holds('{clerk,area_clerk}'))
);

CREATE POLICY change ON import_batch FOR UPDATE USING (
    actor = ANY ((SELECT zp.colleagues())::TEXT[])
    AND (SELECT zp.holds('{clerk,area_clerk,chief}'))
);

ALTER TABLE import_row ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON import_row FOR SELECT USING (
    (SELECT zp.covers_all())
    OR batch_id IN (SELECT b.id FROM import_batch b)
);

CREATE POLICY add ON import_row FOR INSERT WITH CHECK (
    batch_id IN (SELECT b.id FROM import_batch b WHERE b.actor = (SELECT zp.login()))
    AND (SELECT zp.holds('{clerk,area_clerk}'))
);

CREATE POLICY change ON import_row FOR UPDATE USING (
    batch_id IN (SELECT b.id FROM import_batch b)
    AND (SELECT zp.holds('{clerk,chief}'))
);

ALTER TABLE text_decision ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON text_decision FOR SELECT USING (
    decided_by = ANY ((SELECT zp.colleagues())::TEXT[])
    OR (
        node_id IS NOT NULL
        AND EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id
    )
    )
);

CREATE POLICY add ON text_decision FOR INSERT WITH CHECK (
    decided_by = (SELECT zp.login())
    AND (SELECT zp.holds('{clerk,area_clerk}'))
    AND (
        node_id IS NULL
        OR EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        )
    )
    )
);

CREATE POLICY change ON text_decision FOR UPDATE USING (
    (SELECT zp.holds('{clerk,area_clerk}'))
    AND (
        node_id IS NULL
        OR EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        )
    )
    )
);

ALTER TABLE application ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON application FOR SELECT USING (
    (SELECT zp.covers_all())
    OR filed_by = (SELECT zp.login())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON application FOR INSERT WITH CHECK (
    filed_by = (SELECT zp.login())
    AND (
        area_community = ''
        OR area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    )
    AND (SELECT zp.holds('{clerk,area_clerk}'))
);

CREATE POLICY change ON application FOR UPDATE USING (
    (
        filed_by = (SELECT zp.login())
        AND (SELECT zp.holds('{clerk,area_clerk}'))
    )
    OR area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
);

ALTER TABLE application_item ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON application_item FOR SELECT USING (
    (SELECT zp.covers_all())
    OR application_id IN (SELECT a.id FROM application a)
);

CREATE POLICY add ON application_item FOR INSERT WITH CHECK (
    application_id IN (SELECT a.id FROM application a WHERE a.filed_by = (SELECT zp.login()))
    AND EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        )
    )
);

CREATE POLICY change ON application_item FOR UPDATE USING (
    application_id IN (SELECT a.id FROM application a)
    AND EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id AND (
            n.area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
            OR n.area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief}'))::TEXT[])
        )
    )
);

ALTER TABLE plate_batch ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON plate_batch FOR SELECT USING (
    (SELECT zp.covers_all())
    OR created_by = ANY ((SELECT zp.colleagues())::TEXT[])
    OR rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(area_code, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(area_code, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON plate_batch FOR INSERT WITH CHECK (
    created_by = (SELECT zp.login())
    AND (SELECT zp.holds('{printer,clerk}'))
    AND (
        length(area_code) < 6
        OR rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR rpad(left(area_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR rpad(area_code, 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
    )
);

CREATE POLICY change ON plate_batch FOR UPDATE USING (
    (SELECT zp.holds('{printer,clerk}'))
    AND (
        created_by = ANY ((SELECT zp.colleagues())::TEXT[])
        OR rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR rpad(left(area_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR rpad(area_code, 12, '0') = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
    )
);

ALTER TABLE plate ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON plate FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON plate FOR INSERT WITH CHECK (
    (
        area_district = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR area_subdistrict = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
        OR area_community = ANY ((SELECT zp.my_areas('{printer,clerk}'))::TEXT[])
    )
    AND EXISTS (
        SELECT 1 FROM node n WHERE n.id = node_id
    )
);

CREATE POLICY change ON plate FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{printer,clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{printer,clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{printer,clerk,chief}'))::TEXT[])
);

ALTER TABLE print_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON print_run FOR SELECT USING (
    batch_id IN (SELECT b.id FROM plate_batch b)
);

CREATE POLICY add ON print_run FOR INSERT WITH CHECK (
    actor = (SELECT zp.login())
    AND batch_id IN (SELECT b.id FROM plate_batch b)
    AND (SELECT zp.holds('{printer}'))
);

ALTER TABLE problem ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON problem FOR SELECT USING (
    (SELECT zp.covers_all())
    OR rpad(left(area_community, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(area_community, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON problem FOR INSERT WITH CHECK (
    rpad(left(area_community, 6), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR rpad(area_community, 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
);

CREATE POLICY change ON problem FOR UPDATE USING (
    rpad(left(area_community, 6), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR rpad(left(area_community, 9), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR rpad(area_community, 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
);

ALTER TABLE inspection_form ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON inspection_form FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON inspection_form FOR INSERT WITH CHECK (
    area_district = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
);

CREATE POLICY change ON inspection_form FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{inspector,clerk,chief}'))::TEXT[])
);

ALTER TABLE inspection_answer ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON inspection_answer FOR SELECT USING (
    (SELECT zp.covers_all())
    OR EXISTS (
        SELECT 1 FROM inspection_form f WHERE f.id = form_id
    )
);

CREATE POLICY add ON inspection_answer FOR INSERT WITH CHECK (
    (SELECT zp.holds('{inspector,clerk}'))
    AND EXISTS (
        SELECT 1 FROM inspection_form f WHERE f.id = form_id
    )
);

CREATE POLICY change ON inspection_answer FOR UPDATE USING (
    (SELECT zp.holds('{inspector,clerk,chief}'))
    AND EXISTS (
        SELECT 1 FROM inspection_form f WHERE f.id = form_id
    )
);

ALTER TABLE package ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON package FOR SELECT USING (
    (SELECT zp.covers_all())
    OR actor = ANY ((SELECT zp.colleagues())::TEXT[])
    OR rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(left(area_code, 9), 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
    OR rpad(area_code, 12, '0') = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON package FOR INSERT WITH CHECK (
    actor = (SELECT zp.login())
    AND (
        rpad(left(area_code, 6), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
        OR rpad(left(area_code, 9), 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
        OR rpad(area_code, 12, '0') = ANY ((SELECT zp.my_areas('{inspector,clerk}'))::TEXT[])
    )
);

ALTER TABLE setting ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON setting FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON setting FOR INSERT WITH CHECK (
    set_by = (SELECT zp.login())
    AND (SELECT zp.holds('{admin,chief}'))
);

CREATE POLICY change ON setting FOR UPDATE USING (
    (SELECT zp.holds('{admin,chief}'))
) WITH CHECK (
    set_by = (SELECT zp.login())
    AND (SELECT zp.holds('{admin,chief}'))
);

ALTER TABLE responsibility ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON responsibility FOR SELECT USING (
    login = ANY ((SELECT zp.colleagues())::TEXT[])
    OR table_name = 'application' AND EXISTS (SELECT 1 FROM application r WHERE r.id = row_id)
    OR table_name = 'import_batch' AND EXISTS (SELECT 1 FROM import_batch r WHERE r.id = row_id)
    OR table_name = 'plate_batch' AND EXISTS (SELECT 1 FROM plate_batch r WHERE r.id = row_id)
    OR table_name = 'package' AND EXISTS (SELECT 1 FROM package r WHERE r.id = row_id)
    OR table_name = 'problem' AND EXISTS (SELECT 1 FROM problem r WHERE r.id = row_id)
);

CREATE POLICY add ON responsibility FOR INSERT WITH CHECK (
    login = (SELECT zp.login())
    AND EXISTS (
        SELECT 1 FROM handover h JOIN handover_item i ON i.handover_id = h.id
        WHERE h.to_login = (SELECT zp.login()) AND h.state = 'offered' AND i.table_name = responsibility.table_name
        AND i.row_id = responsibility.row_id
    )
);

CREATE POLICY change ON responsibility FOR UPDATE USING (
    EXISTS (
        SELECT 1 FROM handover h JOIN handover_item i ON i.handover_id = h.id
        WHERE h.to_login = (SELECT zp.login()) AND h.state = 'offered' AND h.from_login = responsibility.login AND i.table_name = responsibility.table_name
        AND i.row_id = responsibility.row_id
    )
) WITH CHECK (
    login = (SELECT zp.login())
);

ALTER TABLE handover ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON handover FOR SELECT USING (
    from_login = ANY ((SELECT zp.colleagues())::TEXT[])
    OR to_login = ANY ((SELECT zp.colleagues())::TEXT[])
    OR offered_by = (SELECT zp.login())
);

CREATE POLICY add ON handover FOR INSERT WITH CHECK (
    offered_by = (SELECT zp.login())
    AND from_login <> to_login
    AND (
        from_login = (SELECT zp.login())
        OR (SELECT zp.holds('{admin,chief}')) AND from_login = ANY ((SELECT zp.colleagues())::TEXT[])
    )
);

CREATE POLICY change ON handover FOR UPDATE USING (
    to_login = (SELECT zp.login())
    OR from_login = (SELECT zp.login())
    OR offered_by = (SELECT zp.login())
    OR (SELECT zp.holds('{admin,chief}')) AND from_login = ANY ((SELECT zp.colleagues())::TEXT[])
) WITH CHECK (
    to_login = (SELECT zp.login()) AND state IN ('accepted', 'refused')
    OR state = 'withdrawn' AND (
        from_login = (SELECT zp.login())
        OR offered_by = (SELECT zp.login())
        OR (SELECT zp.holds('{admin,chief}')) AND from_login = ANY ((SELECT zp.colleagues())::TEXT[])
    )
);

ALTER TABLE handover_item ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON handover_item FOR SELECT USING (
    handover_id IN (SELECT h.id FROM handover h)
);

CREATE POLICY add ON handover_item FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM handover h
        WHERE h.id = handover_item.handover_id AND h.offered_by = (SELECT zp.login()) AND h.from_login = coalesce(
            (
                SELECT r.login FROM responsibility r
                WHERE r.table_name = handover_item.table_name AND r.row_id = handover_item.row_id
            ),
            CASE handover_item.table_name
                WHEN 'application' THEN (SELECT r.filed_by FROM application r WHERE r.id = handover_item.row_id)
                WHEN 'import_batch' THEN (SELECT r.actor FROM import_batch r WHERE r.id = handover_item.row_id)
                WHEN 'plate_batch' THEN (SELECT r.created_by FROM plate_batch r WHERE r.id = handover_item.row_id)
                WHEN 'package' THEN (SELECT r.actor FROM package r WHERE r.id = handover_item.row_id)
            END
        )
    )
);

ALTER TABLE clock_check ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON clock_check FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON clock_check FOR INSERT WITH CHECK (
    (SELECT zp.login()) IN (asked_by, confirmed_by)
);

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON attachment FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON attachment FOR INSERT WITH CHECK (
    added_by = (SELECT zp.login())
    AND (
        area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,printer,inspector}'))::TEXT[])
        OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,printer,inspector}'))::TEXT[])
        OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,printer,inspector}'))::TEXT[])
    )
);

CREATE POLICY change ON attachment FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{chief}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{chief}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{chief}'))::TEXT[])
);

ALTER TABLE attachment_link ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON attachment_link FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM attachment a WHERE a.id = attachment_id
    )
);

CREATE POLICY add ON attachment_link FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM attachment a WHERE a.id = attachment_id
    )
    AND (SELECT zp.holds('{clerk,area_clerk,chief,printer,inspector}'))
);

ALTER TABLE attachment_chunk ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON attachment_chunk FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM attachment a
        WHERE (a.sha256 = attachment_chunk.sha256 OR a.original_sha256 = attachment_chunk.sha256) AND a.standing <> 'wiped'
    )
);

CREATE POLICY add ON attachment_chunk FOR INSERT WITH CHECK (
    (SELECT zp.holds('{clerk,area_clerk,chief,printer,inspector}'))
);

ALTER TABLE vault_key ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON vault_key FOR SELECT USING (
    TRUE
);

CREATE POLICY add ON vault_key FOR INSERT WITH CHECK (
    made_by = (SELECT zp.login())
    AND (SELECT zp.holds('{admin}'))
);

CREATE POLICY change ON vault_key FOR UPDATE USING (
    (SELECT zp.holds('{admin}'))
);

ALTER TABLE vault_wrap ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON vault_wrap FOR SELECT USING (
    login = (SELECT zp.login())
    OR (SELECT zp.holds('{admin}'))
);

CREATE POLICY add ON vault_wrap FOR INSERT WITH CHECK (
    login = (SELECT zp.login())
    OR (SELECT zp.holds('{admin}'))
);

CREATE POLICY change ON vault_wrap FOR UPDATE USING (
    login = (SELECT zp.login())
    OR (SELECT zp.holds('{admin}'))
);

ALTER TABLE person ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON person FOR SELECT USING (
    (SELECT zp.covers_all())
    OR area_district = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas())::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas())::TEXT[])
);

CREATE POLICY add ON person FOR INSERT WITH CHECK (
    made_by = (SELECT zp.login())
    AND (
        area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
        OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk}'))::TEXT[])
    )
);

CREATE POLICY change ON person FOR UPDATE USING (
    area_district = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,admin}'))::TEXT[])
    OR area_subdistrict = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,admin}'))::TEXT[])
    OR area_community = ANY ((SELECT zp.my_areas('{clerk,area_clerk,chief,admin}'))::TEXT[])
);

ALTER TABLE person_digest ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON person_digest FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM person p WHERE p.id = person_id
    )
);

CREATE POLICY add ON person_digest FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM person p WHERE p.id = person_id
    )
    AND (SELECT zp.holds('{clerk,area_clerk,chief}'))
);

CREATE POLICY change ON person_digest FOR UPDATE USING (
    EXISTS (
        SELECT 1 FROM person p WHERE p.id = person_id
    )
    AND (SELECT zp.holds('{clerk,area_clerk,chief,admin}'))
);

ALTER TABLE person_link ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON person_link FOR SELECT USING (
    EXISTS (
        SELECT 1 FROM person p WHERE p.id = person_id
    )
);

CREATE POLICY add ON person_link FOR INSERT WITH CHECK (
    EXISTS (
        SELECT 1 FROM person p WHERE p.id = person_id
    )
    AND (SELECT zp.holds('{clerk,area_clerk}'))
);

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON journal FOR SELECT USING (
    (SELECT zp.covers_all())
    OR actor = ANY ((SELECT zp.colleagues())::TEXT[])
);

ALTER TABLE journal_change ENABLE ROW LEVEL SECURITY;

CREATE POLICY see ON journal_change FOR SELECT USING (
    (SELECT zp.covers_all())
    OR EXISTS (
        SELECT 1 FROM journal j WHERE j.seq = journal_change.seq
    )
);

ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
