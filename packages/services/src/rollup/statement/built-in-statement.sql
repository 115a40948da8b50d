with
  assigned as materialized (
    select
      g.*,
      u.kind,
      v.school_type,
      v.ownership,
      v.section_code,
      u.closes_on is null
      or u.closes_on >= '2024-12-31'::date as stands
    from
      (
        select
          s.unit_id,
          bit_or(1 << c.period) filter (where s.form_code = 'safety') as owed_0,
          bit_or(1 << c.period) filter (where s.form_code = 'education') as owed_1,
          bit_or(1 << c.period) filter (where s.form_code = 'governance') as owed_2,
          bit_or(1 << c.period) filter (where s.form_code = 'campaigns') as owed_3,
          bit_or(1 << c.period) filter (where s.form_code = 'policy_section') as owed_4,
          bit_or(1 << c.period) filter (where s.form_code = 'private_education') as owed_5,
          array_agg(s.asked_as) filter (where s.asked_as is not null) as asked_as
        from
          collections c
          join submissions s on s.tenant_id = c.tenant_id
          and s.collection_id = c.id
        where
          c.tenant_id = $1
          and c.owner_tenant_id = 1
          and c.programme_code = 'rule_of_law'
          and c.year = 2024
        group by s.unit_id
      ) g
      cross join lateral (
        select
          kind,
          closes_on
        from org_units
        where
          tenant_id = $2
          and id = g.unit_id
        limit 1
      ) u
      cross join lateral (
        select
          school_type,
          ownership,
          section_code
        from org_unit_versions
        where
          tenant_id = $3
          and unit_id = g.unit_id
          and valid_from <= '2024-12-31'::date
        order by valid_from desc
        limit 1
      ) v
  ),
  opened as materialized (
    select
      bit_or(owed_0) as owed_0,
      bit_or(owed_1) as owed_1,
      bit_or(owed_2) as owed_2,
      bit_or(owed_3) as owed_3,
      bit_or(owed_4) as owed_4,
      bit_or(owed_5) as owed_5
    from assigned
  ),
  chosen as (
    select
      0 as no,
      a.unit_id,
      a.owed_0 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_0 is not null
    union all
    select
      1 as no,
      a.unit_id,
      a.owed_1 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
      ) is true as counts
    from assigned a
    where a.owed_1 is not null
    union all
    select
      2 as no,
      a.unit_id,
      a.owed_2 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_2 is not null
    union all
    select
      3 as no,
      a.unit_id,
      a.owed_2 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.ownership = 'public'
      ) is true as counts
    from assigned a
    where a.owed_2 is not null
    union all
    select
      4 as no,
      a.unit_id,
      a.owed_2 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
      ) is true as counts
    from assigned a
    where a.owed_2 is not null
    union all
    select
      5 as no,
      a.unit_id,
      a.owed_1 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_1 is not null
    union all
    select
      6 as no,
      a.unit_id,
      a.owed_1 & a.owed_0 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_1 & a.owed_0 is not null
    union all
    select
      7 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      8 as no,
      a.unit_id,
      a.owed_3 as owed,
      (a.kind in ('school')) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      9 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and (
          (
            (
              a.school_type is null
              or not (a.school_type ^@ '111')
            )
          )
        )
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      10 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and (
          (
            (
              a.school_type is null
              or not (
                a.school_type ^@ '111'
                or a.school_type ^@ '218'
              )
            )
          )
        )
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      11 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and (
          (
            (
              a.school_type is null
              or not (a.school_type ^@ '111')
            )
          )
        )
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      12 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and (
          (
            (
              a.school_type is null
              or not (
                a.school_type ^@ '111'
                or a.school_type ^@ '218'
              )
            )
          )
        )
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      13 as no,
      a.unit_id,
      a.owed_3 as owed,
      (
        a.kind in ('school')
        and (a.school_type ^@ '111')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_3 is not null
    union all
    select
      14 as no,
      a.unit_id,
      a.owed_0 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
      ) is true as counts
    from assigned a
    where a.owed_0 is not null
    union all
    select
      15 as no,
      a.unit_id,
      a.owed_0 as owed,
      (
        (
          a.school_type is null
          or not (a.school_type ^@ '111')
        )
        and a.kind in ('school')
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_0 is not null
    union all
    select
      16 as no,
      a.unit_id,
      a.owed_4 as owed,
      (
        a.kind in ('section')
        and (
          a.section_code in ('policy')
          or a.asked_as && array['policy']
        )
      ) is true as counts
    from assigned a
    where a.owed_4 is not null
    union all
    select
      17 as no,
      a.unit_id,
      a.owed_4 as owed,
      (
        a.kind in ('section')
        and (
          a.section_code in ('policy')
          or a.asked_as && array['policy']
        )
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_4 is not null
    union all
    select
      18 as no,
      a.unit_id,
      a.owed_5 as owed,
      (
        a.kind in ('section')
        and (
          a.section_code in ('private-education')
          or a.asked_as && array['private-education']
        )
        and a.stands
      ) is true as counts
    from assigned a
    where a.owed_5 is not null
    union all
    select
      19 as no,
      a.unit_id,
      a.owed_5 as owed,
      (
        a.kind in ('section')
        and (
          a.section_code in ('private-education')
          or a.asked_as && array['private-education']
        )
      ) is true as counts
    from assigned a
    where a.owed_5 is not null
  ),
  choice as materialized (
    select
      q.no,
      q.opened,
      q.latest,
      s.*
    from
      opened o
      cross join lateral (
        select
          v.no,
          v.opened,
          case when v.owes_latest then greatest(length(ltrim(v.opened::bit(32)::text, '0')) - 1, 0) end as latest
        from
          (
            values
              (0, coalesce(o.owed_0, 0), true),
              (1, coalesce(o.owed_1, 0), false),
              (2, coalesce(o.owed_2, 0), true),
              (3, coalesce(o.owed_2, 0), false),
              (4, coalesce(o.owed_2, 0), false),
              (5, coalesce(o.owed_1, 0), true),
              (6, coalesce(o.owed_1 & o.owed_0, 0), false),
              (7, coalesce(o.owed_3, 0), true),
              (8, coalesce(o.owed_3, 0), false),
              (9, coalesce(o.owed_3, 0), true),
              (10, coalesce(o.owed_3, 0), true),
              (11, coalesce(o.owed_3, 0), false),
              (12, coalesce(o.owed_3, 0), false),
              (13, coalesce(o.owed_3, 0), true),
              (14, coalesce(o.owed_0, 0), false),
              (15, coalesce(o.owed_0, 0), false),
              (16, coalesce(o.owed_4, 0), false),
              (17, coalesce(o.owed_4, 0), true),
              (18, coalesce(o.owed_5, 0), true),
              (19, coalesce(o.owed_5, 0), false)
          ) as v (no, opened, owes_latest)
      ) q
      cross join lateral (
        select
          coalesce(
            sum(
              (
                case
                  when q.latest is null then bit_count(s.owed::bit(32))::int
                  else (s.owed >> q.latest) & 1
                end
              )
            ) filter (where s.counts),
            0
          )::int as expected,
          array_agg(s.unit_id) filter (where not s.counts) as excluded
        from chosen s
        where s.no = q.no
      ) s
  ),
  taken (ix, unit_id, num, den, sorted, answered) as materialized (
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values
          (0, 0, 52 /* pupils */, '', 'count', null::text, null::numeric, null::text),
          (8, 2, 13 /* charter_revised_this_year */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (10, 2, 12 /* decision_rules */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (11, 2, 3 /* party_led_regime */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (12, 2, 7 /* split_general_branch */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (13, 2, 8 /* one_person_branch */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (18, 2, 19 /* admission_plan_published */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (19, 2, 20 /* admission_results_published */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (23, 5, 29 /* has_vice_principal */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (24, 5, 29 /* has_vice_principal */, '', 'count', null::text, null::numeric, null::text),
          (39, 7, 93 /* all_checked */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (44, 7, 85 /* self_check */, 'fees', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (45, 9, 85 /* self_check */, 'workload', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (46, 10, 85 /* self_check */, 'uniforms', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (47, 9, 85 /* self_check */, 'catering', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (53, 0, 57 /* bullying_plan */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (56, 0, 60 /* notice_posted */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (64, 0, 72 /* enrolment_check */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (73, 0, 76 /* dropout_cleared */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (74, 0, 82 /* all_slots_in_place */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (75, 0, 77 /* slot_rule */, 'daily', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (76, 0, 77 /* slot_rule */, 'lesson', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (77, 0, 77 /* slot_rule */, 'weekly', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (78, 0, 77 /* slot_rule */, 'holiday', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (119, 17, 121 /* annual_law_report */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (120, 17, 119 /* leading_group */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (121, 17, 120 /* leading_group_adjusted */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text),
          (122, 17, 122 /* in_school_assessment */, '', 'count', 'eq'::text, '1'::numeric, 'true'::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case
            when count(*) > 0 then (
              count(*) filter (
                where
                  case t.op
                    when 'eq' then r.num = t.wanted
                    when 'ne' then r.num <> t.wanted
                    when 'gt' then r.num > t.wanted
                    when 'gte' then r.num >= t.wanted
                    when 'lt' then r.num < t.wanted
                    when 'lte' then r.num <= t.wanted
                    else r.num is not null
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        from
          (
            select distinct
              on (f.unit_id) f.unit_id,
              f.num,
              (f.period = c.latest)::int as answered
            from facts f
            where
              f.tenant_id = $4
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
            order by
              f.unit_id desc,
              f.period desc
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values
          (1, 0, 52 /* pupils */, '', 'sum', null::text, null::numeric, null::text),
          (2, 0, 53 /* classes */, '', 'sum', null::text, null::numeric, null::text),
          (3, 0, 54 /* staff */, '', 'sum', null::text, null::numeric, null::text),
          (4, 0, 55 /* outside_workers */, '', 'sum', null::text, null::numeric, null::text),
          (5, 0, 56 /* campuses */, '', 'sum', null::text, null::numeric, null::text),
          (14, 2, 2 /* party_members */, '', 'sum', null::text, null::numeric, null::text),
          (38, 5, 35 /* legal_culture_sites */, '', 'sum', null::text, null::numeric, null::text),
          (52, 13, 83 /* kindergarten_children */, '', 'sum', null::text, null::numeric, null::text),
          (55, 0, 59 /* mailboxes */, '', 'sum', null::text, null::numeric, null::text),
          (66, 0, 73 /* key_pupils */, 'leave', 'sum', null::text, null::numeric, null::text),
          (67, 0, 73 /* key_pupils */, 'suspended', 'sum', null::text, null::numeric, null::text),
          (68, 0, 73 /* key_pupils */, 'home_teaching', 'sum', null::text, null::numeric, null::text),
          (69, 0, 73 /* key_pupils */, 'suspected_dropout', 'sum', null::text, null::numeric, null::text),
          (70, 0, 73 /* key_pupils */, 'lost', 'sum', null::text, null::numeric, null::text),
          (90, 17, 103 /* documents_in_force */, '', 'sum', null::text, null::numeric, null::text),
          (94, 17, 107 /* documents_evaluated */, '', 'sum', null::text, null::numeric, null::text),
          (98, 18, 150 /* institutions_total */, '', 'sum', null::text, null::numeric, null::text),
          (99, 18, 151 /* private_kindergartens */, '', 'sum', null::text, null::numeric, null::text),
          (100, 18, 152 /* training_institutions */, '', 'sum', null::text, null::numeric, null::text),
          (106, 18, 153 /* prepaid_total */, '', 'sum', null::text, null::numeric, null::text),
          (107, 18, 154 /* supervised_total */, '', 'sum', null::text, null::numeric, null::text),
          (117, 17, 117 /* duty_items */, '', 'sum', null::text, null::numeric, null::text),
          (118, 17, 118 /* duty_items_done */, '', 'sum', null::text, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(r.num) as num,
          null::numeric as den,
          null::numeric[] as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        from
          (
            select distinct
              on (f.unit_id) f.unit_id,
              f.num,
              (f.period = c.latest)::int as answered
            from facts f
            where
              f.tenant_id = $5
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
            order by
              f.unit_id desc,
              f.period desc
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values
          (6, 1, 27 /* school_study_count */, '', 'sum', null::text, null::numeric, null::text),
          (7, 1, 28 /* school_study_attendances */, '', 'sum', null::text, null::numeric, null::text),
          (17, 3, 14 /* decision_meetings */, '', 'sum', null::text, null::numeric, null::text),
          (20, 4, 22 /* admission_complaints_received */, '', 'sum', null::text, null::numeric, null::text),
          (21, 4, 25 /* admission_complaints_due */, '', 'sum', null::text, null::numeric, null::text),
          (22, 4, 23 /* admission_complaints_settled */, '', 'sum', null::text, null::numeric, null::text),
          (25, 1, 30 /* vice_principal_hours */, '', 'sum', null::text, null::numeric, null::text),
          (29, 1, 31 /* activity_events */, 'lecture', 'sum', null::text, null::numeric, null::text),
          (30, 1, 31 /* activity_events */, 'class_meeting', 'sum', null::text, null::numeric, null::text),
          (31, 1, 31 /* activity_events */, 'flag_speech', 'sum', null::text, null::numeric, null::text),
          (32, 1, 31 /* activity_events */, 'film', 'sum', null::text, null::numeric, null::text),
          (33, 1, 31 /* activity_events */, 'speech', 'sum', null::text, null::numeric, null::text),
          (36, 1, 33 /* theme_events */, 'constitution', 'sum', null::text, null::numeric, null::text),
          (48, 8, 96 /* fees_refunded */, '', 'sum', null::text, null::numeric, null::text),
          (49, 8, 94 /* leads_referred */, '', 'sum', null::text, null::numeric, null::text),
          (50, 8, 95 /* persons_handled */, '', 'sum', null::text, null::numeric, null::text),
          (54, 14, 58 /* letters */, '', 'sum', null::text, null::numeric, null::text),
          (57, 14, 61 /* screenings */, '', 'sum', null::text, null::numeric, null::text),
          (58, 14, 62 /* viewers */, '', 'sum', null::text, null::numeric, null::text),
          (59, 14, 64 /* bullying_checks */, '', 'sum', null::text, null::numeric, null::text),
          (60, 14, 66 /* bullying_found */, '', 'sum', null::text, null::numeric, null::text),
          (61, 14, 69 /* bullying_due */, '', 'sum', null::text, null::numeric, null::text),
          (62, 14, 67 /* bullying_handled */, '', 'sum', null::text, null::numeric, null::text),
          (63, 14, 71 /* counselling */, '', 'sum', null::text, null::numeric, null::text),
          (71, 14, 74 /* returned_pupils */, '', 'sum', null::text, null::numeric, null::text),
          (72, 14, 75 /* home_teaching_visits */, '', 'sum', null::text, null::numeric, null::text),
          (81, 14, 81 /* reminder_events */, 'blackboard', 'sum', null::text, null::numeric, null::text),
          (82, 14, 81 /* reminder_events */, 'flag_speech', 'sum', null::text, null::numeric, null::text),
          (83, 14, 81 /* reminder_events */, 'class_meeting', 'sum', null::text, null::numeric, null::text),
          (84, 16, 97 /* bureau_study_count */, '', 'sum', null::text, null::numeric, null::text),
          (85, 16, 99 /* first_topic_count */, '', 'sum', null::text, null::numeric, null::text),
          (86, 16, 100 /* centre_group_count */, '', 'sum', null::text, null::numeric, null::text),
          (87, 16, 98 /* bureau_study_attendances */, '', 'sum', null::text, null::numeric, null::text),
          (88, 16, 101 /* documents_issued */, '', 'sum', null::text, null::numeric, null::text),
          (89, 16, 102 /* documents_filed */, '', 'sum', null::text, null::numeric, null::text),
          (91, 16, 106 /* documents_cleaned */, '', 'sum', null::text, null::numeric, null::text),
          (92, 16, 104 /* documents_amended */, '', 'sum', null::text, null::numeric, null::text),
          (93, 16, 105 /* documents_repealed */, '', 'sum', null::text, null::numeric, null::text),
          (97, 16, 108 /* bureau_decision_meetings */, '', 'sum', null::text, null::numeric, null::text),
          (101, 19, 156 /* inspection_count */, '', 'sum', null::text, null::numeric, null::text),
          (102, 19, 159 /* inspection_problems */, '', 'sum', null::text, null::numeric, null::text),
          (103, 19, 161 /* inspection_problems_brought_in */, '', 'sum', null::text, null::numeric, null::text),
          (104, 19, 162 /* inspection_problems_due */, '', 'sum', null::text, null::numeric, null::text),
          (105, 19, 160 /* inspection_problems_fixed */, '', 'sum', null::text, null::numeric, null::text),
          (108, 19, 164 /* canteen_inspections */, '', 'sum', null::text, null::numeric, null::text),
          (109, 19, 165 /* canteen_problems */, '', 'sum', null::text, null::numeric, null::text),
          (110, 19, 167 /* unlicensed_closed */, '', 'sum', null::text, null::numeric, null::text),
          (111, 19, 168 /* absconding_cases */, '', 'sum', null::text, null::numeric, null::text),
          (112, 16, 112 /* party_group_meetings */, '', 'sum', null::text, null::numeric, null::text),
          (113, 16, 113 /* director_meetings */, '', 'sum', null::text, null::numeric, null::text),
          (114, 16, 114 /* special_meetings */, '', 'sum', null::text, null::numeric, null::text),
          (115, 16, 115 /* reports_heard */, '', 'sum', null::text, null::numeric, null::text),
          (116, 16, 116 /* instructions_given */, '', 'sum', null::text, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(r.num) as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              f.period,
              f.num
            from facts f
            where
              f.tenant_id = $6
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values (9, 2, 9 /* charter_status */, '', 'count', 'eq'::text, null::numeric, 'approved'::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case
            when count(*) > 0 then (
              count(*) filter (
                where
                  case t.op
                    when 'eq' then r.code = t.code
                    when 'ne' then r.code <> t.code
                    else t.op is null
                    and r.code is not null
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        from
          (
            select distinct
              on (f.unit_id) f.unit_id,
              null::numeric as num,
              f.code,
              (f.period = c.latest)::int as answered
            from facts f
            where
              f.tenant_id = $7
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
            order by
              f.unit_id desc,
              f.period desc
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values
          (15, 3, 15 /* decisions_total */, null::text[], 'sum', null::text, null::numeric, null::text),
          (16, 3, 16 /* decisions_collective */, null::text[], 'sum', null::text, null::numeric, null::text),
          (27, 1, 31 /* activity_events */, null::text[], 'sum', null::text, null::numeric, null::text),
          (28, 1, 32 /* activity_attendances */, null::text[], 'sum', null::text, null::numeric, null::text),
          (37, 1, 34 /* legal_products */, null::text[], 'sum', null::text, null::numeric, null::text),
          (40, 8, 90 /* problems_brought_in */, null::text[], 'sum', null::text, null::numeric, null::text),
          (41, 8, 87 /* problems_found */, null::text[], 'sum', null::text, null::numeric, null::text),
          (42, 8, 91 /* problems_due */, null::text[], 'sum', null::text, null::numeric, null::text),
          (43, 8, 88 /* problems_fixed */, null::text[], 'sum', null::text, null::numeric, null::text),
          (51, 8, 89 /* rules_made */, null::text[], 'sum', null::text, null::numeric, null::text),
          (79, 14, 79 /* slot_checks */, null::text[], 'sum', null::text, null::numeric, null::text),
          (80, 14, 81 /* reminder_events */, null::text[], 'sum', null::text, null::numeric, null::text),
          (
            95,
            16,
            109 /* bureau_decisions_total */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            96,
            16,
            110 /* bureau_decisions_collective */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(r.num) as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(distinct r.unit_id::bigint * 32 + r.period)::int as answered
        from
          (
            select
              f.unit_id,
              f.period,
              f.num
            from facts f
            where
              f.tenant_id = $8
              and f.year = 2024
              and f.element_id = t.element_id
              and (
                t.keys is null
                or f.key = any (t.keys)
              )
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values
          (26, 1, 30 /* vice_principal_hours */, '', 'count', 'gte'::text, '4'::numeric, '4'::text),
          (34, 1, 33 /* theme_events */, 'national_security', 'count', 'gt'::text, '0'::numeric, '0'::text),
          (35, 1, 33 /* theme_events */, 'constitution', 'count', 'gt'::text, '0'::numeric, '0'::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case
            when count(*) > 0 then (
              count(*) filter (
                where
                  case t.op
                    when 'eq' then r.num = t.wanted
                    when 'ne' then r.num <> t.wanted
                    when 'gt' then r.num > t.wanted
                    when 'gte' then r.num >= t.wanted
                    when 'lt' then r.num < t.wanted
                    when 'lte' then r.num <= t.wanted
                    else r.num is not null
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        from
          (
            select
              f.unit_id,
              sum(f.num) as num,
              count(*)::int as answered
            from facts f
            where
              f.tenant_id = $9
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and (
                c.excluded is null
                or f.unit_id <> all (c.excluded)
              )
            group by f.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values (65, 0, 73 /* key_pupils */, null::text[], 'sum', null::text, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(r.num) as num,
          null::numeric as den,
          null::numeric[] as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        from
          (
            select
              k.unit_id,
              sum(k.num) as num,
              (bit_or(k.periods) >> c.latest) & 1 as answered
            from
              (
                select
                  f.unit_id,
                  (
                    array_agg(
                      f.num
                      order by f.period
                    )
                  ) [count(*)] as num,
                  bit_or(1 << f.period) as periods
                from facts f
                where
                  f.tenant_id = $10
                  and f.year = 2024
                  and f.element_id = t.element_id
                  and (
                    t.keys is null
                    or f.key = any (t.keys)
                  )
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
                group by
                  f.key,
                  f.unit_id
              ) k
            group by k.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      r.sorted,
      r.answered
    from
      (
        values (123, 17, 123 /* assessment_weight */, '', 'mean', null::text, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case t.take
            when 'mean' then s.total
            when 'min' then s.sorted[1]
            when 'max' then s.sorted[s.n]
            else (s.sorted[(s.n + 1) / 2] + s.sorted[s.n / 2 + 1]) * 0.5
          end as num,
          case t.take when 'mean' then s.n::numeric end as den,
          s.sorted,
          s.answered
        from
          (
            select
              sum(r.num) as total,
              count(r.num)::int as n,
              array_agg(
                r.num
                order by r.num
              ) filter (where r.num is not null) as sorted,
              coalesce(sum(r.answered), 0)::int as answered
            from
              (
                select distinct
                  on (f.unit_id) f.unit_id,
                  f.num,
                  (f.period = c.latest)::int as answered
                from facts f
                where
                  f.tenant_id = $11
                  and f.year = 2024
                  and f.element_id = t.element_id
                  and f.key = t.keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
                order by
                  f.unit_id desc,
                  f.period desc
              ) r
          ) s
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            124,
            0,
            52 /* pupils */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            54 /* staff */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            150,
            18,
            154 /* supervised_total */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            153 /* prepaid_total */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            151,
            18,
            155 /* yearly_check_passed */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            150 /* institutions_total */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            153,
            17,
            118 /* duty_items_done */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            117 /* duty_items */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              o.unit_id,
              (
                array_agg(
                  o.said
                  order by o.period
                ) filter (
                  where
                    p.unit_id is not null
                    and (
                      p.said is not null
                      or o.said is null
                    )
                )
              ) [
                count(*) filter (
                  where
                    p.unit_id is not null
                    and (
                      p.said is not null
                      or o.said is null
                    )
                )
              ] as of_num,
              null::text as of_code,
              (
                array_agg(
                  p.said
                  order by p.period
                ) filter (
                  where
                    p.unit_id is not null
                    and (
                      o.said is not null
                      or p.said is null
                    )
                )
              ) [
                count(*) filter (
                  where
                    p.unit_id is not null
                    and (
                      o.said is not null
                      or p.said is null
                    )
                )
              ] as per_num,
              null::text as per_code,
              bit_or(1 << o.period) filter (where p.unit_id is not null) as answered
            from
              (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $12
                  and f.year = 2024
                  and f.element_id = t.of_element
                  and f.key = t.of_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) o
              full join (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $13
                  and f.year = 2024
                  and f.element_id = t.per_element
                  and f.key = t.per_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) p on p.unit_id = o.unit_id
              and p.period = o.period
            group by o.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            125,
            2,
            9 /* charter_status */,
            '',
            'count',
            'eq'::text,
            null::numeric,
            'approved'::text,
            9 /* charter_status */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case
                when case t.of_op
                  when 'eq' then r.of_code = t.of_code
                  when 'ne' then r.of_code <> t.of_code
                  else t.of_op is null
                  and r.of_code is not null
                end then 1
                else 0
              end
            )::numeric
          ) filter (
            where
              r.of_code is not null
              and r.per_code is not null
          ) as num,
          sum(
            (
              case
                when case t.per_op
                  when 'eq' then r.per_code = t.per_code
                  when 'ne' then r.per_code <> t.per_code
                  else t.per_op is null
                  and r.per_code is not null
                end then 1
                else 0
              end
            )::numeric
          ) filter (
            where
              r.of_code is not null
              and r.per_code is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              m.unit_id,
              (
                array_agg(
                  m.code
                  order by m.period
                )
              ) [count(*)] as of_code,
              null::numeric as of_num,
              (
                array_agg(
                  m.code
                  order by m.period
                )
              ) [count(*)] as per_code,
              null::numeric as per_num,
              bit_or(1 << m.period) as answered
            from facts m
            where
              m.tenant_id = $14
              and m.year = 2024
              and m.element_id = t.of_element
              and m.key = t.of_keys
              and (
                c.excluded is null
                or m.unit_id <> all (c.excluded)
              )
            group by m.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            126,
            2,
            3 /* party_led_regime */,
            '',
            'count',
            'eq'::text,
            '1'::numeric,
            'true'::text,
            3 /* party_led_regime */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          ),
          (
            130,
            2,
            20 /* admission_results_published */,
            '',
            'count',
            'eq'::text,
            '1'::numeric,
            'true'::text,
            20 /* admission_results_published */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          ),
          (
            132,
            5,
            29 /* has_vice_principal */,
            '',
            'count',
            'eq'::text,
            '1'::numeric,
            'true'::text,
            29 /* has_vice_principal */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          ),
          (
            135,
            7,
            93 /* all_checked */,
            '',
            'count',
            'eq'::text,
            '1'::numeric,
            'true'::text,
            93 /* all_checked */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          ),
          (
            145,
            0,
            82 /* all_slots_in_place */,
            '',
            'count',
            'eq'::text,
            '1'::numeric,
            'true'::text,
            82 /* all_slots_in_place */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              m.unit_id,
              (
                array_agg(
                  m.num
                  order by m.period
                )
              ) [count(*)] as of_num,
              null::text as of_code,
              (
                array_agg(
                  m.num
                  order by m.period
                )
              ) [count(*)] as per_num,
              null::text as per_code,
              bit_or(1 << m.period) as answered
            from facts m
            where
              m.tenant_id = $15
              and m.year = 2024
              and m.element_id = t.of_element
              and m.key = t.of_keys
              and (
                c.excluded is null
                or m.unit_id <> all (c.excluded)
              )
            group by m.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            127,
            3,
            16 /* decisions_collective */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            15 /* decisions_total */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            136,
            8,
            88 /* problems_fixed */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            91 /* problems_due */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            146,
            14,
            80 /* slot_failures */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            79 /* slot_checks */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            148,
            16,
            110 /* bureau_decisions_collective */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            109 /* bureau_decisions_total */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              k.unit_id,
              sum(k.num) filter (where k.side = 0) as of_num,
              null::text as of_code,
              sum(k.num) filter (where k.side = 1) as per_num,
              null::text as per_code,
              bit_or(k.answered) as answered
            from
              (
                select
                  m.side,
                  m.key,
                  m.unit_id,
                  case m.side
                    when 0 then sum(m.num) filter (where m.is_matched)
                    when 1 then sum(m.num) filter (where m.is_matched)
                  end as num,
                  (
                    array_agg(
                      m.code
                      order by m.period
                    ) filter (where m.is_matched)
                  ) [ count(*) filter (where m.is_matched)
                  ] as code,
                  coalesce(
                    bit_or(1 << m.period) filter (where m.is_both),
                    0
                  ) as answered
                from
                  (
                    select
                      b.side,
                      b.key,
                      b.unit_id,
                      b.period,
                      b.num,
                      b.code,
                      bool_or(b.side = 0) over same
                      and bool_or(b.side = 1) over same as is_both,
                      case
                        when not b.has then bool_or(b.side = 0) over same
                        and bool_or(b.side = 1) over same
                        else bool_or(
                          b.side = 0
                          and b.has
                        ) over same
                        and bool_or(
                          b.side = 1
                          and b.has
                        ) over same
                      end as is_matched
                    from
                      (
                        select
                          0 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $16
                          and f.year = 2024
                          and f.element_id = t.of_element
                          and (
                            t.of_keys is null
                            or f.key = any (t.of_keys)
                          )
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                        union all
                        select
                          1 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $17
                          and f.year = 2024
                          and f.element_id = t.per_element
                          and (
                            t.per_keys is null
                            or f.key = any (t.per_keys)
                          )
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                      ) b
                    window
                      same as (
                        partition by
                          b.unit_id,
                          b.period
                      )
                  ) m
                group by
                  m.side,
                  m.key,
                  m.unit_id
              ) k
            group by k.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            128,
            3,
            16 /* decisions_collective */,
            'funds',
            'sum',
            null::text,
            null::numeric,
            null::text,
            15 /* decisions_total */,
            'funds',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            131,
            4,
            23 /* admission_complaints_settled */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            25 /* admission_complaints_due */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            137,
            8,
            88 /* problems_fixed */,
            'fees',
            'sum',
            null::text,
            null::numeric,
            null::text,
            91 /* problems_due */,
            'fees',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            138,
            11,
            88 /* problems_fixed */,
            'workload',
            'sum',
            null::text,
            null::numeric,
            null::text,
            91 /* problems_due */,
            'workload',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            139,
            12,
            88 /* problems_fixed */,
            'uniforms',
            'sum',
            null::text,
            null::numeric,
            null::text,
            91 /* problems_due */,
            'uniforms',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            140,
            11,
            88 /* problems_fixed */,
            'catering',
            'sum',
            null::text,
            null::numeric,
            null::text,
            91 /* problems_due */,
            'catering',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            142,
            14,
            62 /* viewers */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            61 /* screenings */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            143,
            14,
            67 /* bullying_handled */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            69 /* bullying_due */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            147,
            16,
            102 /* documents_filed */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            101 /* documents_issued */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            149,
            19,
            160 /* inspection_problems_fixed */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            162 /* inspection_problems_due */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          ),
          (
            152,
            19,
            166 /* canteen_problems_fixed */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            165 /* canteen_problems */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              o.unit_id,
              sum(o.said) filter (
                where
                  p.unit_id is not null
                  and (
                    p.said is not null
                    or o.said is null
                  )
              ) as of_num,
              null::text as of_code,
              sum(p.said) filter (
                where
                  p.unit_id is not null
                  and (
                    o.said is not null
                    or p.said is null
                  )
              ) as per_num,
              null::text as per_code,
              bit_or(1 << o.period) filter (where p.unit_id is not null) as answered
            from
              (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $18
                  and f.year = 2024
                  and f.element_id = t.of_element
                  and f.key = t.of_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) o
              full join (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $19
                  and f.year = 2024
                  and f.element_id = t.per_element
                  and f.key = t.per_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) p on p.unit_id = o.unit_id
              and p.period = o.period
            group by o.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            129,
            3,
            18 /* decisions_reviewed */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            15 /* decisions_total */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              k.unit_id,
              sum(k.num) filter (where k.side = 0) as of_num,
              null::text as of_code,
              sum(k.num) filter (where k.side = 1) as per_num,
              null::text as per_code,
              bit_or(k.answered) as answered
            from
              (
                select
                  m.side,
                  m.key,
                  m.unit_id,
                  case m.side
                    when 0 then sum(m.num) filter (where m.is_matched)
                    when 1 then sum(m.num) filter (where m.is_matched)
                  end as num,
                  (
                    array_agg(
                      m.code
                      order by m.period
                    ) filter (where m.is_matched)
                  ) [ count(*) filter (where m.is_matched)
                  ] as code,
                  coalesce(
                    bit_or(1 << m.period) filter (where m.is_both),
                    0
                  ) as answered
                from
                  (
                    select
                      b.side,
                      b.key,
                      b.unit_id,
                      b.period,
                      b.num,
                      b.code,
                      bool_or(b.side = 0) over same
                      and bool_or(b.side = 1) over same as is_both,
                      case
                        when not b.has then bool_or(b.side = 0) over same
                        and bool_or(b.side = 1) over same
                        else bool_or(
                          b.side = 0
                          and b.has
                        ) over same
                        and bool_or(
                          b.side = 1
                          and b.has
                        ) over same
                      end as is_matched
                    from
                      (
                        select
                          0 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $20
                          and f.year = 2024
                          and f.element_id = t.of_element
                          and f.key = t.of_keys
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                        union all
                        select
                          1 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $21
                          and f.year = 2024
                          and f.element_id = t.per_element
                          and (
                            t.per_keys is null
                            or f.key = any (t.per_keys)
                          )
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                      ) b
                    window
                      same as (
                        partition by
                          b.unit_id,
                          b.period
                      )
                  ) m
                group by
                  m.side,
                  m.key,
                  m.unit_id
              ) k
            group by k.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            133,
            1,
            30 /* vice_principal_hours */,
            '',
            'count',
            'gte'::text,
            '4'::numeric,
            '4'::text,
            30 /* vice_principal_hours */,
            '',
            'count',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              m.unit_id,
              sum(m.num) as of_num,
              null::text as of_code,
              sum(m.num) as per_num,
              null::text as per_code,
              bit_or(1 << m.period) as answered
            from facts m
            where
              m.tenant_id = $22
              and m.year = 2024
              and m.element_id = t.of_element
              and m.key = t.of_keys
              and (
                c.excluded is null
                or m.unit_id <> all (c.excluded)
              )
            group by m.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            134,
            6,
            32 /* activity_attendances */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            52 /* pupils */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              k.unit_id,
              sum(k.num) filter (where k.side = 0) as of_num,
              null::text as of_code,
              sum(k.num) filter (where k.side = 1) as per_num,
              null::text as per_code,
              bit_or(k.answered) as answered
            from
              (
                select
                  m.side,
                  m.key,
                  m.unit_id,
                  case m.side
                    when 0 then sum(m.num) filter (where m.is_matched)
                    when 1 then (
                      array_agg(
                        m.num
                        order by m.period
                      ) filter (where m.is_matched)
                    ) [ count(*) filter (where m.is_matched)
                    ]
                  end as num,
                  (
                    array_agg(
                      m.code
                      order by m.period
                    ) filter (where m.is_matched)
                  ) [ count(*) filter (where m.is_matched)
                  ] as code,
                  coalesce(
                    bit_or(1 << m.period) filter (where m.is_both),
                    0
                  ) as answered
                from
                  (
                    select
                      b.side,
                      b.key,
                      b.unit_id,
                      b.period,
                      b.num,
                      b.code,
                      bool_or(b.side = 0) over same
                      and bool_or(b.side = 1) over same as is_both,
                      case
                        when not b.has then bool_or(b.side = 0) over same
                        and bool_or(b.side = 1) over same
                        else bool_or(
                          b.side = 0
                          and b.has
                        ) over same
                        and bool_or(
                          b.side = 1
                          and b.has
                        ) over same
                      end as is_matched
                    from
                      (
                        select
                          0 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $23
                          and f.year = 2024
                          and f.element_id = t.of_element
                          and (
                            t.of_keys is null
                            or f.key = any (t.of_keys)
                          )
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                        union all
                        select
                          1 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $24
                          and f.year = 2024
                          and f.element_id = t.per_element
                          and f.key = t.per_keys
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                      ) b
                    window
                      same as (
                        partition by
                          b.unit_id,
                          b.period
                      )
                  ) m
                group by
                  m.side,
                  m.key,
                  m.unit_id
              ) k
            group by k.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            141,
            15,
            58 /* letters */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            52 /* pupils */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              o.unit_id,
              sum(o.said) filter (
                where
                  p.unit_id is not null
                  and (
                    p.said is not null
                    or o.said is null
                  )
              ) as of_num,
              null::text as of_code,
              (
                array_agg(
                  p.said
                  order by p.period
                ) filter (
                  where
                    p.unit_id is not null
                    and (
                      o.said is not null
                      or p.said is null
                    )
                )
              ) [
                count(*) filter (
                  where
                    p.unit_id is not null
                    and (
                      o.said is not null
                      or p.said is null
                    )
                )
              ] as per_num,
              null::text as per_code,
              bit_or(1 << o.period) filter (where p.unit_id is not null) as answered
            from
              (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $25
                  and f.year = 2024
                  and f.element_id = t.of_element
                  and f.key = t.of_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) o
              full join (
                select
                  f.unit_id,
                  f.period,
                  f.num as said
                from facts f
                where
                  f.tenant_id = $26
                  and f.year = 2024
                  and f.element_id = t.per_element
                  and f.key = t.per_keys
                  and (
                    c.excluded is null
                    or f.unit_id <> all (c.excluded)
                  )
              ) p on p.unit_id = o.unit_id
              and p.period = o.period
            group by o.unit_id
          ) r
      ) r
    union all
    select
      t.ix,
      null::int as unit_id,
      r.num,
      r.den,
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            144,
            0,
            73 /* key_pupils */,
            null::text[],
            'sum',
            null::text,
            null::numeric,
            null::text,
            52 /* pupils */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text
          )
      ) as t (
        ix,
        choice,
        of_element,
        of_keys,
        of_take,
        of_op,
        of_wanted,
        of_code,
        per_element,
        per_keys,
        per_take,
        per_op,
        per_wanted,
        per_code
      )
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(
            (
              case t.of_take
                when 'sum' then r.of_num
                else case
                  when case t.of_op
                    when 'eq' then r.of_num = t.of_wanted
                    when 'ne' then r.of_num <> t.of_wanted
                    when 'gt' then r.of_num > t.of_wanted
                    when 'gte' then r.of_num >= t.of_wanted
                    when 'lt' then r.of_num < t.of_wanted
                    when 'lte' then r.of_num <= t.of_wanted
                    else r.of_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as num,
          sum(
            (
              case t.per_take
                when 'sum' then r.per_num
                else case
                  when case t.per_op
                    when 'eq' then r.per_num = t.per_wanted
                    when 'ne' then r.per_num <> t.per_wanted
                    when 'gt' then r.per_num > t.per_wanted
                    when 'gte' then r.per_num >= t.per_wanted
                    when 'lt' then r.per_num < t.per_wanted
                    when 'lte' then r.per_num <= t.per_wanted
                    else r.per_num is not null
                  end then 1
                  else 0
                end
              end
            )::numeric
          ) filter (
            where
              r.of_num is not null
              and r.per_num is not null
          ) as den,
          coalesce(
            sum(
              (
                case
                  when c.latest is null then bit_count(r.answered::bit(32))::int
                  else (r.answered >> c.latest) & 1
                end
              )
            ),
            0
          )::int as answered
        from
          (
            select
              k.unit_id,
              sum(k.num) filter (where k.side = 0) as of_num,
              null::text as of_code,
              sum(k.num) filter (where k.side = 1) as per_num,
              null::text as per_code,
              bit_or(k.answered) as answered
            from
              (
                select
                  m.side,
                  m.key,
                  m.unit_id,
                  case m.side
                    when 0 then (
                      array_agg(
                        m.num
                        order by m.period
                      ) filter (where m.is_matched)
                    ) [ count(*) filter (where m.is_matched)
                    ]
                    when 1 then (
                      array_agg(
                        m.num
                        order by m.period
                      ) filter (where m.is_matched)
                    ) [ count(*) filter (where m.is_matched)
                    ]
                  end as num,
                  (
                    array_agg(
                      m.code
                      order by m.period
                    ) filter (where m.is_matched)
                  ) [ count(*) filter (where m.is_matched)
                  ] as code,
                  coalesce(
                    bit_or(1 << m.period) filter (where m.is_both),
                    0
                  ) as answered
                from
                  (
                    select
                      b.side,
                      b.key,
                      b.unit_id,
                      b.period,
                      b.num,
                      b.code,
                      bool_or(b.side = 0) over same
                      and bool_or(b.side = 1) over same as is_both,
                      case
                        when not b.has then bool_or(b.side = 0) over same
                        and bool_or(b.side = 1) over same
                        else bool_or(
                          b.side = 0
                          and b.has
                        ) over same
                        and bool_or(
                          b.side = 1
                          and b.has
                        ) over same
                      end as is_matched
                    from
                      (
                        select
                          0 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $27
                          and f.year = 2024
                          and f.element_id = t.of_element
                          and (
                            t.of_keys is null
                            or f.key = any (t.of_keys)
                          )
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                        union all
                        select
                          1 as side,
                          f.key,
                          f.unit_id,
                          f.period,
                          f.num,
                          f.code,
                          f.num is not null as has
                        from facts f
                        where
                          f.tenant_id = $28
                          and f.year = 2024
                          and f.element_id = t.per_element
                          and f.key = t.per_keys
                          and (
                            c.excluded is null
                            or f.unit_id <> all (c.excluded)
                          )
                      ) b
                    window
                      same as (
                        partition by
                          b.unit_id,
                          b.period
                      )
                  ) m
                group by
                  m.side,
                  m.key,
                  m.unit_id
              ) k
            group by k.unit_id
          ) r
      ) r
  ),
  listed (ix, unit_id, texts, answered) as materialized (
    select
      0 as ix,
      null::int as unit_id,
      case
        when count(*) > 0 then coalesce(
          array_agg(
            distinct x.text collate "C"
            order by x.text collate "C"
          ) filter (where x.text is not null),
          '{}'
        )
      end as texts,
      count(distinct answering.unit_id) filter (
        where
          answering.period = (
            select latest
            from choice
            where no = 5
          )
      )::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          a.period,
          max(a.period) over (partition by a.unit_id) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $29
              and f.year = 2024
              and f.element_id = 45
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $30
              and f.year = 2024
              and f.element_id = 47
          ) a
        where
          a.unit_id <> all (
            (
              select coalesce(excluded, '{}')
              from choice
              where no = 5
            )::int[]
          )
        group by
          a.unit_id,
          a.period
      ) answering
      left join fact_texts x on x.tenant_id = $31
      and x.year = 2024
      and x.element_id = 47 /* vice_principals.person_number */
      and x.unit_id = answering.unit_id
      and x.period = answering.period
      and answering.period = answering.latest
    union all
    select
      1 as ix,
      null::int as unit_id,
      case
        when count(*) > 0 then coalesce(
          array_agg(
            distinct x.text collate "C"
            order by x.text collate "C"
          ) filter (where x.text is not null),
          '{}'
        )
      end as texts,
      count(distinct answering.unit_id::bigint * 32 + answering.period)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          a.period,
          max(a.period) over (partition by a.unit_id) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $32
              and f.year = 2024
              and f.element_id = 36
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $33
              and f.year = 2024
              and f.element_id = 36
          ) a
        where
          a.unit_id <> all (
            (
              select coalesce(excluded, '{}')
              from choice
              where no = 1
            )::int[]
          )
        group by
          a.unit_id,
          a.period
      ) answering
      left join fact_texts x on x.tenant_id = $34
      and x.year = 2024
      and x.element_id = 36 /* case_title */
      and x.unit_id = answering.unit_id
      and x.period = answering.period
    union all
    select
      2 as ix,
      null::int as unit_id,
      case
        when count(*) > 0 then coalesce(
          array_agg(
            distinct x.text collate "C"
            order by x.text collate "C"
          ) filter (where x.text is not null),
          '{}'
        )
      end as texts,
      count(distinct answering.unit_id::bigint * 32 + answering.period)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          a.period,
          max(a.period) over (partition by a.unit_id) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $35
              and f.year = 2024
              and f.element_id = 125
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $36
              and f.year = 2024
              and f.element_id = 129
          ) a
        where
          a.unit_id <> all (
            (
              select coalesce(excluded, '{}')
              from choice
              where no = 16
            )::int[]
          )
        group by
          a.unit_id,
          a.period
      ) answering
      left join fact_texts x on x.tenant_id = $37
      and x.year = 2024
      and x.element_id = 129 /* bureau_study_sessions.law */
      and x.unit_id = answering.unit_id
      and x.period = answering.period
    union all
    select
      3 as ix,
      null::int as unit_id,
      case
        when count(*) > 0 then coalesce(
          array_agg(
            distinct x.text collate "C"
            order by x.text collate "C"
          ) filter (where x.text is not null),
          '{}'
        )
      end as texts,
      count(distinct answering.unit_id::bigint * 32 + answering.period)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          a.period,
          max(a.period) over (partition by a.unit_id) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $38
              and f.year = 2024
              and f.element_id = 179
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $39
              and f.year = 2024
              and f.element_id = 181
          ) a
        where
          a.unit_id <> all (
            (
              select coalesce(excluded, '{}')
              from choice
              where no = 19
            )::int[]
          )
        group by
          a.unit_id,
          a.period
      ) answering
      left join fact_texts x on x.tenant_id = $40
      and x.year = 2024
      and x.element_id = 181 /* inspections.institution */
      and x.unit_id = answering.unit_id
      and x.period = answering.period
  ),
  figure (figure, op, own, choice, factor, element_id) as (
    values
      (0, 'total' /* schools_reporting */, 0, 0, '1'::numeric, 186::int),
      (1, 'total' /* pupils */, 1, 0, '1'::numeric, 187::int),
      (2, 'total' /* classes */, 2, 0, '1'::numeric, 188::int),
      (3, 'total' /* staff */, 3, 0, '1'::numeric, 189::int),
      (4, 'total' /* outside_workers */, 4, 0, '1'::numeric, 190::int),
      (5, 'total' /* campuses */, 5, 0, '1'::numeric, 191::int),
      (6, 'ratio' /* pupils_per_staff */, 124, 0, '1'::numeric, 192::int),
      (7, 'total' /* school_study_sessions */, 6, 1, '1'::numeric, 193::int),
      (8, 'total' /* school_study_attendances */, 7, 1, '1'::numeric, 194::int),
      (9, 'total' /* charters_revised */, 8, 2, '1'::numeric, 195::int),
      (10, 'total' /* charters_approved */, 9, 2, '1'::numeric, 196::int),
      (11, 'ratio' /* charters_approved_share */, 125, 2, '100'::numeric, 197::int),
      (12, 'total' /* decision_rules_schools */, 10, 2, '1'::numeric, 198::int),
      (13, 'total' /* party_led_schools */, 11, 2, '1'::numeric, 199::int),
      (14, 'ratio' /* party_led_share */, 126, 2, '100'::numeric, 200::int),
      (15, 'total' /* general_branches_split */, 12, 2, '1'::numeric, 201::int),
      (16, 'total' /* branches_one_person */, 13, 2, '1'::numeric, 202::int),
      (17, 'total' /* party_members */, 14, 2, '1'::numeric, 203::int),
      (18, 'total' /* decisions_total */, 15, 3, '1'::numeric, 204::int),
      (19, 'total' /* decisions_collective */, 16, 3, '1'::numeric, 205::int),
      (20, 'total' /* decision_meetings */, 17, 3, '1'::numeric, 206::int),
      (21, 'ratio' /* collective_share */, 127, 3, '100'::numeric, 207::int),
      (22, 'ratio' /* funds_collective_share */, 128, 3, '100'::numeric, 208::int),
      (23, 'ratio' /* decisions_reviewed_share */, 129, 3, '100'::numeric, 209::int),
      (24, 'total' /* admission_plan_schools */, 18, 2, '1'::numeric, 210::int),
      (25, 'total' /* admission_results_schools */, 19, 2, '1'::numeric, 211::int),
      (26, 'ratio' /* admission_results_share */, 130, 2, '100'::numeric, 212::int),
      (27, 'total' /* admission_complaints */, 20, 4, '1'::numeric, 213::int),
      (28, 'total' /* admission_complaints_due */, 21, 4, '1'::numeric, 214::int),
      (29, 'total' /* admission_complaints_settled */, 22, 4, '1'::numeric, 215::int),
      (30, 'ratio' /* admission_settled_share */, 131, 4, '100'::numeric, 216::int),
      (31, 'total' /* vice_principal_schools */, 23, 5, '1'::numeric, 217::int),
      (32, 'total' /* vice_principal_due_schools */, 24, 5, '1'::numeric, 218::int),
      (33, 'ratio' /* vice_principal_share */, 132, 5, '100'::numeric, 219::int),
      (34, 'list' /* vice_principal_persons */, 0, 5, '1'::numeric, 220::int),
      (35, 'total' /* vice_principal_hours */, 25, 1, '1'::numeric, 221::int),
      (36, 'total' /* vice_principal_hours_schools */, 26, 1, '1'::numeric, 222::int),
      (37, 'ratio' /* vice_principal_hours_share */, 133, 1, '100'::numeric, 223::int),
      (38, 'total' /* activity_events */, 27, 1, '1'::numeric, 224::int),
      (39, 'total' /* activity_attendances */, 28, 1, '1'::numeric, 225::int),
      (40, 'ratio' /* attendances_per_pupil */, 134, 6, '1'::numeric, 226::int),
      (41, 'total' /* lecture_events */, 29, 1, '1'::numeric, 227::int),
      (42, 'total' /* class_meeting_events */, 30, 1, '1'::numeric, 228::int),
      (43, 'total' /* flag_speech_events */, 31, 1, '1'::numeric, 229::int),
      (44, 'total' /* film_events */, 32, 1, '1'::numeric, 230::int),
      (45, 'total' /* speech_events */, 33, 1, '1'::numeric, 231::int),
      (46, 'total' /* security_day_schools */, 34, 1, '1'::numeric, 232::int),
      (47, 'total' /* constitution_week_schools */, 35, 1, '1'::numeric, 233::int),
      (48, 'total' /* constitution_events */, 36, 1, '1'::numeric, 234::int),
      (49, 'total' /* legal_products */, 37, 1, '1'::numeric, 235::int),
      (50, 'total' /* legal_culture_sites */, 38, 5, '1'::numeric, 236::int),
      (51, 'list' /* case_titles */, 1, 1, '1'::numeric, 237::int),
      (52, 'total' /* campaigns_checked_units */, 39, 7, '1'::numeric, 238::int),
      (53, 'ratio' /* campaigns_checked_share */, 135, 7, '100'::numeric, 239::int),
      (54, 'total' /* problems_brought_in */, 40, 8, '1'::numeric, 240::int),
      (55, 'total' /* problems_found */, 41, 8, '1'::numeric, 241::int),
      (56, 'total' /* problems_due */, 42, 8, '1'::numeric, 242::int),
      (57, 'total' /* problems_fixed */, 43, 8, '1'::numeric, 243::int),
      (58, 'ratio' /* rectified_share */, 136, 8, '100'::numeric, 244::int),
      (59, 'total' /* checked_fees */, 44, 7, '1'::numeric, 245::int),
      (60, 'total' /* checked_workload */, 45, 9, '1'::numeric, 246::int),
      (61, 'total' /* checked_uniforms */, 46, 10, '1'::numeric, 247::int),
      (62, 'total' /* checked_catering */, 47, 9, '1'::numeric, 248::int),
      (63, 'ratio' /* rectified_share_fees */, 137, 8, '100'::numeric, 249::int),
      (64, 'ratio' /* rectified_share_workload */, 138, 11, '100'::numeric, 250::int),
      (65, 'ratio' /* rectified_share_uniforms */, 139, 12, '100'::numeric, 251::int),
      (66, 'ratio' /* rectified_share_catering */, 140, 11, '100'::numeric, 252::int),
      (67, 'total' /* fees_refunded */, 48, 8, '1'::numeric, 253::int),
      (68, 'total' /* leads_referred */, 49, 8, '1'::numeric, 254::int),
      (69, 'total' /* persons_handled */, 50, 8, '1'::numeric, 255::int),
      (70, 'total' /* rules_made */, 51, 8, '1'::numeric, 256::int),
      (71, 'total' /* kindergarten_children */, 52, 13, '1'::numeric, 257::int),
      (72, 'total' /* bullying_plan_schools */, 53, 0, '1'::numeric, 258::int),
      (73, 'total' /* letters */, 54, 14, '1'::numeric, 259::int),
      (74, 'ratio' /* letters_per_100_pupils */, 141, 15, '100'::numeric, 260::int),
      (75, 'total' /* mailboxes */, 55, 0, '1'::numeric, 261::int),
      (76, 'total' /* notice_schools */, 56, 0, '1'::numeric, 262::int),
      (77, 'total' /* screenings */, 57, 14, '1'::numeric, 263::int),
      (78, 'total' /* viewers */, 58, 14, '1'::numeric, 264::int),
      (79, 'ratio' /* viewers_per_screening */, 142, 14, '1'::numeric, 265::int),
      (80, 'total' /* bullying_checks */, 59, 14, '1'::numeric, 266::int),
      (81, 'total' /* bullying_found */, 60, 14, '1'::numeric, 267::int),
      (82, 'total' /* bullying_due */, 61, 14, '1'::numeric, 268::int),
      (83, 'total' /* bullying_handled */, 62, 14, '1'::numeric, 269::int),
      (84, 'ratio' /* bullying_handled_share */, 143, 14, '100'::numeric, 270::int),
      (85, 'total' /* counselling */, 63, 14, '1'::numeric, 271::int),
      (86, 'total' /* enrolment_check_schools */, 64, 0, '1'::numeric, 272::int),
      (87, 'total' /* key_pupils */, 65, 0, '1'::numeric, 273::int),
      (88, 'ratio' /* key_pupils_per_1000 */, 144, 0, '1000'::numeric, 274::int),
      (89, 'total' /* key_pupils_leave */, 66, 0, '1'::numeric, 275::int),
      (90, 'total' /* key_pupils_suspended */, 67, 0, '1'::numeric, 276::int),
      (91, 'total' /* key_pupils_home_teaching */, 68, 0, '1'::numeric, 277::int),
      (92, 'total' /* key_pupils_suspected */, 69, 0, '1'::numeric, 278::int),
      (93, 'total' /* key_pupils_lost */, 70, 0, '1'::numeric, 279::int),
      (94, 'total' /* returned_pupils */, 71, 14, '1'::numeric, 280::int),
      (95, 'total' /* home_teaching_visits */, 72, 14, '1'::numeric, 281::int),
      (96, 'total' /* dropout_cleared_schools */, 73, 0, '1'::numeric, 282::int),
      (97, 'total' /* reminder_schools */, 74, 0, '1'::numeric, 283::int),
      (98, 'ratio' /* reminder_share */, 145, 0, '100'::numeric, 284::int),
      (99, 'total' /* reminder_daily_schools */, 75, 0, '1'::numeric, 285::int),
      (100, 'total' /* reminder_lesson_schools */, 76, 0, '1'::numeric, 286::int),
      (101, 'total' /* reminder_weekly_schools */, 77, 0, '1'::numeric, 287::int),
      (102, 'total' /* reminder_holiday_schools */, 78, 0, '1'::numeric, 288::int),
      (103, 'total' /* slot_checks */, 79, 14, '1'::numeric, 289::int),
      (104, 'ratio' /* slot_failure_share */, 146, 14, '100'::numeric, 290::int),
      (105, 'total' /* reminder_events */, 80, 14, '1'::numeric, 291::int),
      (106, 'total' /* reminder_blackboard */, 81, 14, '1'::numeric, 292::int),
      (107, 'total' /* reminder_flag_speech */, 82, 14, '1'::numeric, 293::int),
      (108, 'total' /* reminder_class_meeting */, 83, 14, '1'::numeric, 294::int),
      (109, 'total' /* study_sessions */, 84, 16, '1'::numeric, 295::int),
      (110, 'total' /* first_topic_sessions */, 85, 16, '1'::numeric, 296::int),
      (111, 'total' /* centre_group_sessions */, 86, 16, '1'::numeric, 297::int),
      (112, 'total' /* study_attendances */, 87, 16, '1'::numeric, 298::int),
      (113, 'list' /* laws_studied */, 2, 16, '1'::numeric, 299::int),
      (114, 'list' /* laws_studied_count */, 2, 16, '1'::numeric, 300::int),
      (115, 'total' /* documents_issued */, 88, 16, '1'::numeric, 301::int),
      (116, 'total' /* documents_filed */, 89, 16, '1'::numeric, 302::int),
      (117, 'ratio' /* filing_share */, 147, 16, '100'::numeric, 303::int),
      (118, 'total' /* documents_in_force */, 90, 17, '1'::numeric, 304::int),
      (119, 'total' /* documents_cleaned */, 91, 16, '1'::numeric, 305::int),
      (120, 'total' /* documents_amended */, 92, 16, '1'::numeric, 306::int),
      (121, 'total' /* documents_repealed */, 93, 16, '1'::numeric, 307::int),
      (122, 'total' /* documents_evaluated */, 94, 17, '1'::numeric, 308::int),
      (123, 'total' /* bureau_decisions */, 95, 16, '1'::numeric, 309::int),
      (124, 'total' /* bureau_decisions_collective */, 96, 16, '1'::numeric, 310::int),
      (125, 'total' /* bureau_decision_meetings */, 97, 16, '1'::numeric, 311::int),
      (126, 'ratio' /* bureau_collective_share */, 148, 16, '100'::numeric, 312::int),
      (127, 'total' /* institutions */, 98, 18, '1'::numeric, 313::int),
      (128, 'total' /* private_kindergartens */, 99, 18, '1'::numeric, 314::int),
      (129, 'total' /* training_institutions */, 100, 18, '1'::numeric, 315::int),
      (130, 'total' /* inspections */, 101, 19, '1'::numeric, 316::int),
      (131, 'list' /* institutions_inspected */, 3, 19, '1'::numeric, 317::int),
      (132, 'total' /* inspection_problems */, 102, 19, '1'::numeric, 318::int),
      (133, 'total' /* inspection_problems_brought_in */, 103, 19, '1'::numeric, 319::int),
      (134, 'total' /* inspection_problems_due */, 104, 19, '1'::numeric, 320::int),
      (135, 'total' /* inspection_problems_fixed */, 105, 19, '1'::numeric, 321::int),
      (136, 'ratio' /* inspection_rectified_share */, 149, 19, '100'::numeric, 322::int),
      (137, 'total' /* fees_prepaid */, 106, 18, '0.0001'::numeric, 323::int),
      (138, 'total' /* fees_supervised */, 107, 18, '0.0001'::numeric, 324::int),
      (139, 'ratio' /* fees_supervised_share */, 150, 18, '100'::numeric, 325::int),
      (140, 'ratio' /* yearly_check_share */, 151, 18, '100'::numeric, 326::int),
      (141, 'total' /* canteen_inspections */, 108, 19, '1'::numeric, 327::int),
      (142, 'total' /* canteen_problems */, 109, 19, '1'::numeric, 328::int),
      (143, 'ratio' /* canteen_rectified_share */, 152, 19, '100'::numeric, 329::int),
      (144, 'total' /* unlicensed_closed */, 110, 19, '1'::numeric, 330::int),
      (145, 'total' /* absconding_cases */, 111, 19, '1'::numeric, 331::int),
      (146, 'total' /* party_group_meetings */, 112, 16, '1'::numeric, 332::int),
      (147, 'total' /* director_meetings */, 113, 16, '1'::numeric, 333::int),
      (148, 'total' /* special_meetings */, 114, 16, '1'::numeric, 334::int),
      (149, 'total' /* reports_heard */, 115, 16, '1'::numeric, 335::int),
      (150, 'total' /* instructions_given */, 116, 16, '1'::numeric, 336::int),
      (151, 'total' /* duty_items */, 117, 17, '1'::numeric, 337::int),
      (152, 'total' /* duty_items_done */, 118, 17, '1'::numeric, 338::int),
      (153, 'ratio' /* duty_done_share */, 153, 17, '100'::numeric, 339::int),
      (154, 'total' /* annual_law_reports */, 119, 17, '1'::numeric, 340::int),
      (155, 'total' /* leading_groups */, 120, 17, '1'::numeric, 341::int),
      (156, 'total' /* leading_groups_adjusted */, 121, 17, '1'::numeric, 342::int),
      (157, 'total' /* schools_assessed */, 122, 17, '1'::numeric, 343::int),
      (158, 'mean' /* assessment_weight */, 123, 17, '1'::numeric, 344::int)
  )
select
  figure,
  unit_id,
  trim_scale(num)::text as numerator,
  trim_scale(den)::text as denominator,
  trim_scale(
    case
      when op in ('ratio', 'mean', 'weighted_mean') then div(num * factor * 100000000000000000000, nullif(den, 0)) * 0.00000000000000000001
      else num * factor
    end
  )::text as value,
  texts,
  answered,
  expected,
  leaves_answered,
  leaves_expected,
  periods
from
  (
    select
      g.figure,
      null::int as unit_id,
      g.op,
      g.factor,
      case g.op
        when 'list' then case when l.texts is not null then coalesce(cardinality(l.texts), 0)::numeric end
        when 'min' then o.num
        when 'max' then o.num
        when 'median' then o.num
        else o.num
      end as num,
      case when g.op in ('ratio', 'mean', 'weighted_mean') then o.den end as den,
      l.texts as texts,
      coalesce(o.answered, l.answered, 0) as answered,
      coalesce(c.expected, 0) as expected,
      coalesce(o.answered, l.answered, 0) as leaves_answered,
      coalesce(c.expected, 0) as leaves_expected,
      coalesce(c.opened, 0) as periods
    from
      figure g
      left join choice c on c.no = g.choice
      left join taken o on g.op <> 'list'
      and o.ix = g.own
      left join listed l on g.op = 'list'
      and l.ix = g.own
  ) figures
order by
  figure,
  unit_id
