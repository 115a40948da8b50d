with
  assigned as materialized (
    select
      f.form_code,
      g.unit_id,
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
          array_agg(distinct s.form_code) as forms
        from
          collections c
          join submissions s on s.tenant_id = c.tenant_id
          and s.collection_id = c.id
        where
          c.tenant_id = $1
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
      cross join lateral unnest(g.forms) as f (form_code)
  ),
  choice as materialized (
    select
      0 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'safety'
      ) a
    union all
    select
      1 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
          ) is true as counts
        from assigned a
        where a.form_code = 'education'
      ) a
    union all
    select
      2 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'governance'
      ) a
    union all
    select
      3 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
            and a.ownership = 'public'
          ) is true as counts
        from assigned a
        where a.form_code = 'governance'
      ) a
    union all
    select
      4 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
          ) is true as counts
        from assigned a
        where a.form_code = 'governance'
      ) a
    union all
    select
      5 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'education'
      ) a
    union all
    select
      6 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'education'
      ) a
    union all
    select
      7 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
          ) is true as counts
        from assigned a
        where a.form_code = 'education'
      ) a
    union all
    select
      8 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      9 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (a.kind in ('school')) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      10 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and ((coalesce(a.school_type, '') not in ('111')))
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      11 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and ((coalesce(a.school_type, '') not in ('111', '218')))
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      12 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and ((coalesce(a.school_type, '') not in ('111')))
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      13 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and ((coalesce(a.school_type, '') not in ('111', '218')))
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      14 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('school')
            and a.school_type in ('111')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'campaigns'
      ) a
    union all
    select
      15 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            coalesce(a.school_type, '') not in ('111')
            and a.kind in ('school')
          ) is true as counts
        from assigned a
        where a.form_code = 'safety'
      ) a
    union all
    select
      16 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('policy')
          ) is true as counts
        from assigned a
        where a.form_code = 'policy_section'
      ) a
    union all
    select
      17 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('policy')
          ) is true as counts
        from assigned a
        where a.form_code = 'policy_section'
      ) a
    union all
    select
      18 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('policy')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'policy_section'
      ) a
    union all
    select
      19 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('private-education')
            and a.stands
          ) is true as counts
        from assigned a
        where a.form_code = 'private_education'
      ) a
    union all
    select
      20 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('private-education')
          ) is true as counts
        from assigned a
        where a.form_code = 'private_education'
      ) a
    union all
    select
      21 as no,
      count(*) filter (where counts)::int as expected,
      coalesce(
        array_agg(unit_id) filter (where not counts),
        '{}'
      ) as excluded,
      array_agg(unit_id) filter (where counts) as included
    from
      (
        select
          a.unit_id,
          (
            a.kind in ('section')
            and a.section_code in ('private-education')
          ) is true as counts
        from assigned a
        where a.form_code = 'private_education'
      ) a
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
          (0, 0, 50 /* pupils */, '', 'count', null, null::numeric, null::text),
          (13, 2, 3 /* party_led_regime */, '', 'count', null, null::numeric, null::text),
          (25, 2, 20 /* admission_results_published */, '', 'count', null, null::numeric, null::text),
          (30, 5, 27 /* has_vice_principal */, '', 'count', null, null::numeric, null::text),
          (47, 8, 87 /* all_checked */, '', 'count', null, null::numeric, null::text),
          (90, 0, 78 /* all_slots_in_place */, '', 'count', null, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case when count(*) > 0 then (count(*) filter (where r.num is not null))::numeric end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              (
                array_agg(
                  f.num
                  order by f.period
                )
              ) [count(*)] as num
            from facts f
            where
              f.tenant_id = $4
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values
          (1, 0, 50 /* pupils */, '', 'sum', null, null::numeric, null::text),
          (2, 0, 51 /* classes */, '', 'sum', null, null::numeric, null::text),
          (3, 0, 52 /* staff */, '', 'sum', null, null::numeric, null::text),
          (4, 0, 53 /* outside_workers */, '', 'sum', null, null::numeric, null::text),
          (5, 0, 54 /* campuses */, '', 'sum', null, null::numeric, null::text),
          (16, 2, 2 /* party_members */, '', 'sum', null, null::numeric, null::text),
          (45, 5, 33 /* legal_culture_sites */, '', 'sum', null, null::numeric, null::text),
          (67, 14, 79 /* kindergarten_children */, '', 'sum', null, null::numeric, null::text),
          (70, 0, 57 /* mailboxes */, '', 'sum', null, null::numeric, null::text),
          (81, 0, 69 /* key_pupils */, 'leave', 'sum', null, null::numeric, null::text),
          (82, 0, 69 /* key_pupils */, 'suspended', 'sum', null, null::numeric, null::text),
          (83, 0, 69 /* key_pupils */, 'home_teaching', 'sum', null, null::numeric, null::text),
          (84, 0, 69 /* key_pupils */, 'suspected_dropout', 'sum', null, null::numeric, null::text),
          (85, 0, 69 /* key_pupils */, 'lost', 'sum', null, null::numeric, null::text),
          (107, 18, 97 /* documents_in_force */, '', 'sum', null, null::numeric, null::text),
          (111, 18, 101 /* documents_evaluated */, '', 'sum', null, null::numeric, null::text),
          (115, 19, 142 /* institutions_total */, '', 'sum', null, null::numeric, null::text),
          (116, 19, 143 /* private_kindergartens */, '', 'sum', null, null::numeric, null::text),
          (117, 19, 144 /* training_institutions */, '', 'sum', null, null::numeric, null::text),
          (122, 19, 146 /* supervised_total */, '', 'sum', null, null::numeric, null::text),
          (123, 19, 145 /* prepaid_total */, '', 'sum', null, null::numeric, null::text),
          (124, 19, 147 /* yearly_check_passed */, '', 'sum', null, null::numeric, null::text),
          (135, 18, 111 /* duty_items */, '', 'sum', null, null::numeric, null::text),
          (136, 18, 112 /* duty_items_done */, '', 'sum', null, null::numeric, null::text)
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
              (
                array_agg(
                  f.num
                  order by f.period
                )
              ) [count(*)] as num
            from facts f
            where
              f.tenant_id = $5
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values
          (6, 1, 25 /* school_study_count */, '', 'sum', null, null::numeric, null::text),
          (7, 1, 26 /* school_study_attendances */, '', 'sum', null, null::numeric, null::text),
          (18, 3, 14 /* decision_meetings */, '', 'sum', null, null::numeric, null::text),
          (20, 3, 16 /* decisions_collective */, 'funds', 'sum', null, null::numeric, null::text),
          (21, 3, 15 /* decisions_total */, 'funds', 'sum', null, null::numeric, null::text),
          (22, 3, 18 /* decisions_reviewed */, '', 'sum', null, null::numeric, null::text),
          (26, 4, 22 /* admission_complaints_received */, '', 'sum', null, null::numeric, null::text),
          (27, 4, 23 /* admission_complaints_settled */, '', 'sum', null, null::numeric, null::text),
          (28, 4, 24 /* admission_complaints_due */, '', 'sum', null, null::numeric, null::text),
          (31, 1, 28 /* vice_principal_hours */, '', 'sum', null, null::numeric, null::text),
          (36, 1, 29 /* activity_events */, 'lecture', 'sum', null, null::numeric, null::text),
          (37, 1, 29 /* activity_events */, 'class_meeting', 'sum', null, null::numeric, null::text),
          (38, 1, 29 /* activity_events */, 'flag_speech', 'sum', null, null::numeric, null::text),
          (39, 1, 29 /* activity_events */, 'film', 'sum', null, null::numeric, null::text),
          (40, 1, 29 /* activity_events */, 'speech', 'sum', null, null::numeric, null::text),
          (43, 1, 31 /* theme_events */, 'constitution', 'sum', null, null::numeric, null::text),
          (55, 9, 84 /* problems_fixed */, 'fees', 'sum', null, null::numeric, null::text),
          (56, 9, 86 /* problems_due */, 'fees', 'sum', null, null::numeric, null::text),
          (57, 12, 84 /* problems_fixed */, 'workload', 'sum', null, null::numeric, null::text),
          (58, 12, 86 /* problems_due */, 'workload', 'sum', null, null::numeric, null::text),
          (59, 13, 84 /* problems_fixed */, 'uniforms', 'sum', null, null::numeric, null::text),
          (60, 13, 86 /* problems_due */, 'uniforms', 'sum', null, null::numeric, null::text),
          (61, 12, 84 /* problems_fixed */, 'catering', 'sum', null, null::numeric, null::text),
          (62, 12, 86 /* problems_due */, 'catering', 'sum', null, null::numeric, null::text),
          (63, 9, 90 /* fees_refunded */, '', 'sum', null, null::numeric, null::text),
          (64, 9, 88 /* leads_referred */, '', 'sum', null, null::numeric, null::text),
          (65, 9, 89 /* persons_handled */, '', 'sum', null, null::numeric, null::text),
          (69, 15, 56 /* letters */, '', 'sum', null, null::numeric, null::text),
          (72, 15, 59 /* screenings */, '', 'sum', null, null::numeric, null::text),
          (73, 15, 60 /* viewers */, '', 'sum', null, null::numeric, null::text),
          (74, 15, 62 /* bullying_checks */, '', 'sum', null, null::numeric, null::text),
          (75, 15, 64 /* bullying_found */, '', 'sum', null, null::numeric, null::text),
          (76, 15, 65 /* bullying_handled */, '', 'sum', null, null::numeric, null::text),
          (77, 15, 66 /* bullying_due */, '', 'sum', null, null::numeric, null::text),
          (78, 15, 67 /* counselling */, '', 'sum', null, null::numeric, null::text),
          (86, 15, 70 /* returned_pupils */, '', 'sum', null, null::numeric, null::text),
          (87, 15, 71 /* home_teaching_visits */, '', 'sum', null, null::numeric, null::text),
          (98, 15, 77 /* reminder_events */, 'blackboard', 'sum', null, null::numeric, null::text),
          (99, 15, 77 /* reminder_events */, 'flag_speech', 'sum', null, null::numeric, null::text),
          (100, 15, 77 /* reminder_events */, 'class_meeting', 'sum', null, null::numeric, null::text),
          (101, 16, 91 /* bureau_study_count */, '', 'sum', null, null::numeric, null::text),
          (102, 16, 93 /* first_topic_count */, '', 'sum', null, null::numeric, null::text),
          (103, 16, 94 /* centre_group_count */, '', 'sum', null, null::numeric, null::text),
          (104, 16, 92 /* bureau_study_attendances */, '', 'sum', null, null::numeric, null::text),
          (105, 16, 95 /* documents_issued */, '', 'sum', null, null::numeric, null::text),
          (106, 16, 96 /* documents_filed */, '', 'sum', null, null::numeric, null::text),
          (108, 16, 100 /* documents_cleaned */, '', 'sum', null, null::numeric, null::text),
          (109, 16, 98 /* documents_amended */, '', 'sum', null, null::numeric, null::text),
          (110, 16, 99 /* documents_repealed */, '', 'sum', null, null::numeric, null::text),
          (113, 16, 102 /* bureau_decision_meetings */, '', 'sum', null, null::numeric, null::text),
          (118, 20, 148 /* inspection_count */, '', 'sum', null, null::numeric, null::text),
          (119, 20, 151 /* inspection_problems */, '', 'sum', null, null::numeric, null::text),
          (120, 20, 152 /* inspection_problems_fixed */, '', 'sum', null, null::numeric, null::text),
          (121, 20, 153 /* inspection_problems_due */, '', 'sum', null, null::numeric, null::text),
          (125, 20, 154 /* canteen_inspections */, '', 'sum', null, null::numeric, null::text),
          (126, 20, 155 /* canteen_problems */, '', 'sum', null, null::numeric, null::text),
          (127, 20, 156 /* canteen_problems_fixed */, '', 'sum', null, null::numeric, null::text),
          (128, 20, 157 /* unlicensed_closed */, '', 'sum', null, null::numeric, null::text),
          (129, 20, 158 /* absconding_cases */, '', 'sum', null, null::numeric, null::text),
          (130, 16, 106 /* party_group_meetings */, '', 'sum', null, null::numeric, null::text),
          (131, 16, 107 /* director_meetings */, '', 'sum', null, null::numeric, null::text),
          (132, 16, 108 /* special_meetings */, '', 'sum', null, null::numeric, null::text),
          (133, 16, 109 /* reports_heard */, '', 'sum', null, null::numeric, null::text),
          (134, 16, 110 /* instructions_given */, '', 'sum', null, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          sum(r.num) as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(distinct r.unit_id)::int as answered
        from
          (
            select
              f.unit_id,
              f.num
            from facts f
            where
              f.tenant_id = $6
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
          (8, 2, 13 /* charter_revised_this_year */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (11, 2, 12 /* decision_rules */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (12, 2, 3 /* party_led_regime */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (14, 2, 7 /* split_general_branch */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (15, 2, 8 /* one_person_branch */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (23, 2, 19 /* admission_plan_published */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (24, 2, 20 /* admission_results_published */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (29, 5, 27 /* has_vice_principal */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (46, 8, 87 /* all_checked */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (51, 8, 81 /* self_check */, 'fees', 'count', 'eq', '1'::numeric, 'true'::text),
          (52, 10, 81 /* self_check */, 'workload', 'count', 'eq', '1'::numeric, 'true'::text),
          (53, 11, 81 /* self_check */, 'uniforms', 'count', 'eq', '1'::numeric, 'true'::text),
          (54, 10, 81 /* self_check */, 'catering', 'count', 'eq', '1'::numeric, 'true'::text),
          (68, 0, 55 /* bullying_plan */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (71, 0, 58 /* notice_posted */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (79, 0, 68 /* enrolment_check */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (88, 0, 72 /* dropout_cleared */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (89, 0, 78 /* all_slots_in_place */, '', 'count', 'eq', '1'::numeric, 'true'::text),
          (91, 0, 73 /* slot_rule */, 'daily', 'count', 'eq', '1'::numeric, 'true'::text),
          (92, 0, 73 /* slot_rule */, 'lesson', 'count', 'eq', '1'::numeric, 'true'::text),
          (93, 0, 73 /* slot_rule */, 'weekly', 'count', 'eq', '1'::numeric, 'true'::text),
          (94, 0, 73 /* slot_rule */, 'holiday', 'count', 'eq', '1'::numeric, 'true'::text),
          (137, 18, 114 /* annual_law_report */, '', 'count', 'eq', '1'::numeric, 'true'::text)
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
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              (
                array_agg(
                  f.num
                  order by f.period
                )
              ) [count(*)] as num
            from facts f
            where
              f.tenant_id = $7
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values (9, 2, 9 /* charter_status */, '', 'count', 'eq', null::numeric, 'approved'::text)
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
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              null::numeric as num,
              (
                array_agg(
                  f.code
                  order by f.period
                )
              ) [count(*)] as code
            from facts f
            where
              f.tenant_id = $8
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values (10, 2, 9 /* charter_status */, '', 'count', null, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case when count(*) > 0 then (count(*) filter (where r.code is not null))::numeric end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              null::numeric as num,
              (
                array_agg(
                  f.code
                  order by f.period
                )
              ) [count(*)] as code
            from facts f
            where
              f.tenant_id = $9
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values
          (17, 3, 15 /* decisions_total */, null::text[], 'sum', null, null::numeric, null::text),
          (19, 3, 16 /* decisions_collective */, null::text[], 'sum', null, null::numeric, null::text),
          (34, 1, 29 /* activity_events */, null::text[], 'sum', null, null::numeric, null::text),
          (35, 1, 30 /* activity_attendances */, null::text[], 'sum', null, null::numeric, null::text),
          (44, 1, 32 /* legal_products */, null::text[], 'sum', null, null::numeric, null::text),
          (48, 9, 83 /* problems_found */, null::text[], 'sum', null, null::numeric, null::text),
          (49, 9, 84 /* problems_fixed */, null::text[], 'sum', null, null::numeric, null::text),
          (50, 9, 86 /* problems_due */, null::text[], 'sum', null, null::numeric, null::text),
          (66, 9, 85 /* rules_made */, null::text[], 'sum', null, null::numeric, null::text),
          (95, 15, 75 /* slot_checks */, null::text[], 'sum', null, null::numeric, null::text),
          (96, 15, 76 /* slot_failures */, null::text[], 'sum', null, null::numeric, null::text),
          (97, 15, 77 /* reminder_events */, null::text[], 'sum', null, null::numeric, null::text),
          (112, 16, 103 /* bureau_decisions_total */, null::text[], 'sum', null, null::numeric, null::text),
          (
            114,
            16,
            104 /* bureau_decisions_collective */,
            null::text[],
            'sum',
            null,
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
          count(distinct r.unit_id)::int as answered
        from
          (
            select
              f.unit_id,
              f.num
            from facts f
            where
              f.tenant_id = $10
              and f.year = 2024
              and f.element_id = t.element_id
              and (
                t.keys is null
                or f.key = any (t.keys)
              )
              and f.unit_id <> all (c.excluded)
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
          (32, 1, 28 /* vice_principal_hours */, '', 'count', 'gte', '4'::numeric, '4'::text),
          (41, 1, 31 /* theme_events */, 'national_security', 'count', 'gt', '0'::numeric, '0'::text),
          (42, 1, 31 /* theme_events */, 'constitution', 'count', 'gt', '0'::numeric, '0'::text)
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
                  end
              )
            )::numeric
          end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              sum(f.num) as num
            from facts f
            where
              f.tenant_id = $11
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values (33, 1, 28 /* vice_principal_hours */, '', 'count', null, null::numeric, null::text)
      ) as t (ix, choice, element_id, keys, take, op, wanted, code)
      join choice c on c.no = t.choice
      cross join lateral (
        select
          case when count(*) > 0 then (count(*) filter (where r.num is not null))::numeric end as num,
          null::numeric as den,
          null::numeric[] as sorted,
          count(*)::int as answered
        from
          (
            select
              f.unit_id,
              sum(f.num) as num
            from facts f
            where
              f.tenant_id = $12
              and f.year = 2024
              and f.element_id = t.element_id
              and f.key = t.keys
              and f.unit_id <> all (c.excluded)
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
        values (80, 0, 69 /* key_pupils */, null::text[], 'sum', null, null::numeric, null::text)
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
              unit_id,
              sum(num) as num
            from
              (
                select
                  f.key,
                  f.unit_id,
                  (
                    array_agg(
                      f.num
                      order by f.period
                    )
                  ) [count(*)] as num
                from facts f
                where
                  f.tenant_id = $13
                  and f.year = 2024
                  and f.element_id = t.element_id
                  and (
                    t.keys is null
                    or f.key = any (t.keys)
                  )
                  and f.unit_id <> all (c.excluded)
                group by
                  f.key,
                  f.unit_id
              ) k
            group by unit_id
          ) r
      ) r
  ),
  listed (ix, unit_id, texts, answered) as materialized (
    select
      0 as ix,
      null::int as unit_id,
      array_agg(
        distinct x.text collate "C"
        order by x.text collate "C"
      ) filter (where x.text is not null) as texts,
      count(distinct answering.unit_id)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          max(a.period) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $14
              and f.year = 2024
              and f.element_id = 43
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $15
              and f.year = 2024
              and f.element_id = 45
          ) a
        where
          a.unit_id <> all (
            (
              select excluded
              from choice
              where no = 6
            )::int[]
          )
        group by a.unit_id
      ) answering
      left join fact_texts x on x.tenant_id = $16
      and x.year = 2024
      and x.element_id = 45 /* vice_principals.person_number */
      and x.unit_id = answering.unit_id
      and x.period = answering.latest
    union all
    select
      1 as ix,
      null::int as unit_id,
      array_agg(
        distinct x.text collate "C"
        order by x.text collate "C"
      ) filter (where x.text is not null) as texts,
      count(distinct answering.unit_id)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          max(a.period) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $17
              and f.year = 2024
              and f.element_id = 34
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $18
              and f.year = 2024
              and f.element_id = 34
          ) a
        where
          a.unit_id <> all (
            (
              select excluded
              from choice
              where no = 7
            )::int[]
          )
        group by a.unit_id
      ) answering
      left join fact_texts x on x.tenant_id = $19
      and x.year = 2024
      and x.element_id = 34 /* case_title */
      and x.unit_id = answering.unit_id
    union all
    select
      2 as ix,
      null::int as unit_id,
      array_agg(
        distinct x.text collate "C"
        order by x.text collate "C"
      ) filter (where x.text is not null) as texts,
      count(distinct answering.unit_id)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          max(a.period) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $20
              and f.year = 2024
              and f.element_id = 117
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $21
              and f.year = 2024
              and f.element_id = 121
          ) a
        where
          a.unit_id <> all (
            (
              select excluded
              from choice
              where no = 17
            )::int[]
          )
        group by a.unit_id
      ) answering
      left join fact_texts x on x.tenant_id = $22
      and x.year = 2024
      and x.element_id = 121 /* bureau_study_sessions.law */
      and x.unit_id = answering.unit_id
    union all
    select
      3 as ix,
      null::int as unit_id,
      array_agg(
        distinct x.text collate "C"
        order by x.text collate "C"
      ) filter (where x.text is not null) as texts,
      count(distinct answering.unit_id)::int as answered
    from
      (
        -- Whoever named something answered, too, whether or not there is a fact that says so.
        select
          a.unit_id,
          max(a.period) as latest
        from
          (
            select
              f.unit_id,
              f.period
            from facts f
            where
              f.tenant_id = $23
              and f.year = 2024
              and f.element_id = 169
              and f.key = ''
            union all
            select
              f.unit_id,
              f.period
            from fact_texts f
            where
              f.tenant_id = $24
              and f.year = 2024
              and f.element_id = 171
          ) a
        where
          a.unit_id <> all (
            (
              select excluded
              from choice
              where no = 21
            )::int[]
          )
        group by a.unit_id
      ) answering
      left join fact_texts x on x.tenant_id = $25
      and x.year = 2024
      and x.element_id = 171 /* inspections.institution */
      and x.unit_id = answering.unit_id
  ),
  figure (figure, op, own, per, choice, factor, element_id) as (
    values
      (0, 'total' /* schools_reporting */, 0, null::int, 0, '1'::numeric, 176::int),
      (1, 'total' /* pupils */, 1, null::int, 0, '1'::numeric, 177::int),
      (2, 'total' /* classes */, 2, null::int, 0, '1'::numeric, 178::int),
      (3, 'total' /* staff */, 3, null::int, 0, '1'::numeric, 179::int),
      (4, 'total' /* outside_workers */, 4, null::int, 0, '1'::numeric, 180::int),
      (5, 'total' /* campuses */, 5, null::int, 0, '1'::numeric, 181::int),
      (6, 'ratio' /* pupils_per_staff */, 1, 3::int, 0, '1'::numeric, 182::int),
      (7, 'total' /* school_study_sessions */, 6, null::int, 1, '1'::numeric, 183::int),
      (8, 'total' /* school_study_attendances */, 7, null::int, 1, '1'::numeric, 184::int),
      (9, 'total' /* charters_revised */, 8, null::int, 2, '1'::numeric, 185::int),
      (10, 'total' /* charters_approved */, 9, null::int, 2, '1'::numeric, 186::int),
      (11, 'ratio' /* charters_approved_share */, 9, 10::int, 2, '100'::numeric, 187::int),
      (12, 'total' /* decision_rules_schools */, 11, null::int, 2, '1'::numeric, 188::int),
      (13, 'total' /* party_led_schools */, 12, null::int, 2, '1'::numeric, 189::int),
      (14, 'ratio' /* party_led_share */, 12, 13::int, 2, '100'::numeric, 190::int),
      (15, 'total' /* general_branches_split */, 14, null::int, 2, '1'::numeric, 191::int),
      (16, 'total' /* branches_one_person */, 15, null::int, 2, '1'::numeric, 192::int),
      (17, 'total' /* party_members */, 16, null::int, 2, '1'::numeric, 193::int),
      (18, 'total' /* decisions_total */, 17, null::int, 3, '1'::numeric, 194::int),
      (19, 'total' /* decision_meetings */, 18, null::int, 3, '1'::numeric, 195::int),
      (20, 'ratio' /* collective_share */, 19, 17::int, 3, '100'::numeric, 196::int),
      (21, 'ratio' /* funds_collective_share */, 20, 21::int, 3, '100'::numeric, 197::int),
      (22, 'ratio' /* decisions_reviewed_share */, 22, 17::int, 3, '100'::numeric, 198::int),
      (23, 'total' /* admission_plan_schools */, 23, null::int, 2, '1'::numeric, 199::int),
      (24, 'total' /* admission_results_schools */, 24, null::int, 2, '1'::numeric, 200::int),
      (25, 'ratio' /* admission_results_share */, 24, 25::int, 2, '100'::numeric, 201::int),
      (26, 'total' /* admission_complaints */, 26, null::int, 4, '1'::numeric, 202::int),
      (27, 'ratio' /* admission_settled_share */, 27, 28::int, 4, '100'::numeric, 203::int),
      (28, 'total' /* vice_principal_schools */, 29, null::int, 5, '1'::numeric, 204::int),
      (29, 'ratio' /* vice_principal_share */, 29, 30::int, 5, '100'::numeric, 205::int),
      (30, 'list' /* vice_principal_persons */, 0, null::int, 6, '1'::numeric, 206::int),
      (31, 'total' /* vice_principal_hours */, 31, null::int, 1, '1'::numeric, 207::int),
      (32, 'total' /* vice_principal_hours_schools */, 32, null::int, 1, '1'::numeric, 208::int),
      (33, 'ratio' /* vice_principal_hours_share */, 32, 33::int, 1, '100'::numeric, 209::int),
      (34, 'total' /* activity_events */, 34, null::int, 1, '1'::numeric, 210::int),
      (35, 'total' /* activity_attendances */, 35, null::int, 1, '1'::numeric, 211::int),
      (36, 'ratio' /* attendances_per_pupil */, 35, 1::int, 1, '1'::numeric, 212::int),
      (37, 'total' /* lecture_events */, 36, null::int, 1, '1'::numeric, 213::int),
      (38, 'total' /* class_meeting_events */, 37, null::int, 1, '1'::numeric, 214::int),
      (39, 'total' /* flag_speech_events */, 38, null::int, 1, '1'::numeric, 215::int),
      (40, 'total' /* film_events */, 39, null::int, 1, '1'::numeric, 216::int),
      (41, 'total' /* speech_events */, 40, null::int, 1, '1'::numeric, 217::int),
      (42, 'total' /* security_day_schools */, 41, null::int, 1, '1'::numeric, 218::int),
      (43, 'total' /* constitution_week_schools */, 42, null::int, 1, '1'::numeric, 219::int),
      (44, 'total' /* constitution_events */, 43, null::int, 1, '1'::numeric, 220::int),
      (45, 'total' /* legal_products */, 44, null::int, 1, '1'::numeric, 221::int),
      (46, 'total' /* legal_culture_sites */, 45, null::int, 5, '1'::numeric, 222::int),
      (47, 'list' /* case_titles */, 1, null::int, 7, '1'::numeric, 223::int),
      (48, 'total' /* campaigns_checked_units */, 46, null::int, 8, '1'::numeric, 224::int),
      (49, 'ratio' /* campaigns_checked_share */, 46, 47::int, 8, '100'::numeric, 225::int),
      (50, 'total' /* problems_found */, 48, null::int, 9, '1'::numeric, 226::int),
      (51, 'total' /* problems_fixed */, 49, null::int, 9, '1'::numeric, 227::int),
      (52, 'ratio' /* rectified_share */, 49, 50::int, 9, '100'::numeric, 228::int),
      (53, 'total' /* checked_fees */, 51, null::int, 8, '1'::numeric, 229::int),
      (54, 'total' /* checked_workload */, 52, null::int, 10, '1'::numeric, 230::int),
      (55, 'total' /* checked_uniforms */, 53, null::int, 11, '1'::numeric, 231::int),
      (56, 'total' /* checked_catering */, 54, null::int, 10, '1'::numeric, 232::int),
      (57, 'ratio' /* rectified_share_fees */, 55, 56::int, 9, '100'::numeric, 233::int),
      (58, 'ratio' /* rectified_share_workload */, 57, 58::int, 12, '100'::numeric, 234::int),
      (59, 'ratio' /* rectified_share_uniforms */, 59, 60::int, 13, '100'::numeric, 235::int),
      (60, 'ratio' /* rectified_share_catering */, 61, 62::int, 12, '100'::numeric, 236::int),
      (61, 'total' /* fees_refunded */, 63, null::int, 9, '1'::numeric, 237::int),
      (62, 'total' /* leads_referred */, 64, null::int, 9, '1'::numeric, 238::int),
      (63, 'total' /* persons_handled */, 65, null::int, 9, '1'::numeric, 239::int),
      (64, 'total' /* rules_made */, 66, null::int, 9, '1'::numeric, 240::int),
      (65, 'total' /* kindergarten_children */, 67, null::int, 14, '1'::numeric, 241::int),
      (66, 'total' /* bullying_plan_schools */, 68, null::int, 0, '1'::numeric, 242::int),
      (67, 'total' /* letters */, 69, null::int, 15, '1'::numeric, 243::int),
      (68, 'ratio' /* letters_per_100_pupils */, 69, 1::int, 15, '100'::numeric, 244::int),
      (69, 'total' /* mailboxes */, 70, null::int, 0, '1'::numeric, 245::int),
      (70, 'total' /* notice_schools */, 71, null::int, 0, '1'::numeric, 246::int),
      (71, 'total' /* screenings */, 72, null::int, 15, '1'::numeric, 247::int),
      (72, 'total' /* viewers */, 73, null::int, 15, '1'::numeric, 248::int),
      (73, 'ratio' /* viewers_per_screening */, 73, 72::int, 15, '1'::numeric, 249::int),
      (74, 'total' /* bullying_checks */, 74, null::int, 15, '1'::numeric, 250::int),
      (75, 'total' /* bullying_found */, 75, null::int, 15, '1'::numeric, 251::int),
      (76, 'total' /* bullying_handled */, 76, null::int, 15, '1'::numeric, 252::int),
      (77, 'ratio' /* bullying_handled_share */, 76, 77::int, 15, '100'::numeric, 253::int),
      (78, 'total' /* counselling */, 78, null::int, 15, '1'::numeric, 254::int),
      (79, 'total' /* enrolment_check_schools */, 79, null::int, 0, '1'::numeric, 255::int),
      (80, 'total' /* key_pupils */, 80, null::int, 0, '1'::numeric, 256::int),
      (81, 'ratio' /* key_pupils_per_1000 */, 80, 1::int, 0, '1000'::numeric, 257::int),
      (82, 'total' /* key_pupils_leave */, 81, null::int, 0, '1'::numeric, 258::int),
      (83, 'total' /* key_pupils_suspended */, 82, null::int, 0, '1'::numeric, 259::int),
      (84, 'total' /* key_pupils_home_teaching */, 83, null::int, 0, '1'::numeric, 260::int),
      (85, 'total' /* key_pupils_suspected */, 84, null::int, 0, '1'::numeric, 261::int),
      (86, 'total' /* key_pupils_lost */, 85, null::int, 0, '1'::numeric, 262::int),
      (87, 'total' /* returned_pupils */, 86, null::int, 15, '1'::numeric, 263::int),
      (88, 'total' /* home_teaching_visits */, 87, null::int, 15, '1'::numeric, 264::int),
      (89, 'total' /* dropout_cleared_schools */, 88, null::int, 0, '1'::numeric, 265::int),
      (90, 'total' /* reminder_schools */, 89, null::int, 0, '1'::numeric, 266::int),
      (91, 'ratio' /* reminder_share */, 89, 90::int, 0, '100'::numeric, 267::int),
      (92, 'total' /* reminder_daily_schools */, 91, null::int, 0, '1'::numeric, 268::int),
      (93, 'total' /* reminder_lesson_schools */, 92, null::int, 0, '1'::numeric, 269::int),
      (94, 'total' /* reminder_weekly_schools */, 93, null::int, 0, '1'::numeric, 270::int),
      (95, 'total' /* reminder_holiday_schools */, 94, null::int, 0, '1'::numeric, 271::int),
      (96, 'total' /* slot_checks */, 95, null::int, 15, '1'::numeric, 272::int),
      (97, 'ratio' /* slot_failure_share */, 96, 95::int, 15, '100'::numeric, 273::int),
      (98, 'total' /* reminder_events */, 97, null::int, 15, '1'::numeric, 274::int),
      (99, 'total' /* reminder_blackboard */, 98, null::int, 15, '1'::numeric, 275::int),
      (100, 'total' /* reminder_flag_speech */, 99, null::int, 15, '1'::numeric, 276::int),
      (101, 'total' /* reminder_class_meeting */, 100, null::int, 15, '1'::numeric, 277::int),
      (102, 'total' /* study_sessions */, 101, null::int, 16, '1'::numeric, 278::int),
      (103, 'total' /* first_topic_sessions */, 102, null::int, 16, '1'::numeric, 279::int),
      (104, 'total' /* centre_group_sessions */, 103, null::int, 16, '1'::numeric, 280::int),
      (105, 'total' /* study_attendances */, 104, null::int, 16, '1'::numeric, 281::int),
      (106, 'list' /* laws_studied */, 2, null::int, 17, '1'::numeric, 282::int),
      (107, 'list' /* laws_studied_count */, 2, null::int, 17, '1'::numeric, 283::int),
      (108, 'total' /* documents_issued */, 105, null::int, 16, '1'::numeric, 284::int),
      (109, 'total' /* documents_filed */, 106, null::int, 16, '1'::numeric, 285::int),
      (110, 'ratio' /* filing_share */, 106, 105::int, 16, '100'::numeric, 286::int),
      (111, 'total' /* documents_in_force */, 107, null::int, 18, '1'::numeric, 287::int),
      (112, 'total' /* documents_cleaned */, 108, null::int, 16, '1'::numeric, 288::int),
      (113, 'total' /* documents_amended */, 109, null::int, 16, '1'::numeric, 289::int),
      (114, 'total' /* documents_repealed */, 110, null::int, 16, '1'::numeric, 290::int),
      (115, 'total' /* documents_evaluated */, 111, null::int, 18, '1'::numeric, 291::int),
      (116, 'total' /* bureau_decisions */, 112, null::int, 16, '1'::numeric, 292::int),
      (117, 'total' /* bureau_decision_meetings */, 113, null::int, 16, '1'::numeric, 293::int),
      (118, 'ratio' /* bureau_collective_share */, 114, 112::int, 16, '100'::numeric, 294::int),
      (119, 'total' /* institutions */, 115, null::int, 19, '1'::numeric, 295::int),
      (120, 'total' /* private_kindergartens */, 116, null::int, 19, '1'::numeric, 296::int),
      (121, 'total' /* training_institutions */, 117, null::int, 19, '1'::numeric, 297::int),
      (122, 'total' /* inspections */, 118, null::int, 20, '1'::numeric, 298::int),
      (123, 'list' /* institutions_inspected */, 3, null::int, 21, '1'::numeric, 299::int),
      (124, 'total' /* inspection_problems */, 119, null::int, 20, '1'::numeric, 300::int),
      (125, 'ratio' /* inspection_rectified_share */, 120, 121::int, 20, '100'::numeric, 301::int),
      (126, 'ratio' /* fees_supervised_share */, 122, 123::int, 19, '100'::numeric, 302::int),
      (127, 'ratio' /* yearly_check_share */, 124, 115::int, 19, '100'::numeric, 303::int),
      (128, 'total' /* canteen_inspections */, 125, null::int, 20, '1'::numeric, 304::int),
      (129, 'total' /* canteen_problems */, 126, null::int, 20, '1'::numeric, 305::int),
      (130, 'ratio' /* canteen_rectified_share */, 127, 126::int, 20, '100'::numeric, 306::int),
      (131, 'total' /* unlicensed_closed */, 128, null::int, 20, '1'::numeric, 307::int),
      (132, 'total' /* absconding_cases */, 129, null::int, 20, '1'::numeric, 308::int),
      (133, 'total' /* party_group_meetings */, 130, null::int, 16, '1'::numeric, 309::int),
      (134, 'total' /* director_meetings */, 131, null::int, 16, '1'::numeric, 310::int),
      (135, 'total' /* special_meetings */, 132, null::int, 16, '1'::numeric, 311::int),
      (136, 'total' /* reports_heard */, 133, null::int, 16, '1'::numeric, 312::int),
      (137, 'total' /* instructions_given */, 134, null::int, 16, '1'::numeric, 313::int),
      (138, 'total' /* duty_items */, 135, null::int, 18, '1'::numeric, 314::int),
      (139, 'total' /* duty_items_done */, 136, null::int, 18, '1'::numeric, 315::int),
      (140, 'ratio' /* duty_done_share */, 136, 135::int, 18, '100'::numeric, 316::int),
      (141, 'total' /* annual_law_reports */, 137, null::int, 18, '1'::numeric, 317::int)
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
  leaves_expected
from
  (
    select
      g.figure,
      null::int as unit_id,
      g.op,
      g.factor,
      case g.op
        when 'list' then case
          when coalesce(o.answered, l.answered, 0) > 0 then coalesce(cardinality(l.texts), 0)::numeric
        end
        when 'min' then o.num
        when 'max' then o.num
        when 'median' then o.num
        else o.num
      end as num,
      case
        when g.op in ('ratio', 'mean', 'weighted_mean') then (
          case
            when g.op = 'ratio' then p.num
            else o.den
          end
        )
      end as den,
      l.texts as texts,
      coalesce(o.answered, l.answered, 0) as answered,
      coalesce(c.expected, 0) as expected,
      coalesce(o.answered, l.answered, 0) as leaves_answered,
      coalesce(c.expected, 0) as leaves_expected
    from
      figure g
      left join choice c on c.no = g.choice
      left join taken o on g.op <> 'list'
      and o.ix = g.own
      left join taken p on g.op <> 'list'
      and p.ix = g.per
      left join listed l on g.op = 'list'
      and l.ix = g.own
  ) figures
order by
  figure,
  unit_id
