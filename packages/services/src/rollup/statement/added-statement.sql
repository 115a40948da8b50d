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
          bit_or(1 << c.period) filter (where s.form_code = 'bureau_1_drill_form') as owed_0
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
    select bit_or(owed_0) as owed_0
    from assigned
  ),
  chosen as (
    select
      0 as no,
      a.unit_id,
      a.owed_0 as owed,
      true as counts
    from assigned a
    where a.owed_0 is not null
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
        from (values (0, coalesce(o.owed_0, 0), false)) as v (no, opened, owes_latest)
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
        values (0, 0, 345 /* bureau_1_drills */, '', 'sum', null::text, null::numeric, null::text)
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
              f.tenant_id = $4
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
      null::numeric[] as sorted,
      r.answered
    from
      (
        values
          (
            1,
            0,
            346 /* bureau_1_drill_pupils */,
            '',
            'sum',
            null::text,
            null::numeric,
            null::text,
            345 /* bureau_1_drills */,
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
                  f.tenant_id = $5
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
                  f.tenant_id = $6
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
  ),
  listed (ix, unit_id, texts, answered) as materialized (
    select
      null::int as ix,
      null::int as unit_id,
      null::text[] as texts,
      0 as answered
    where false
  ),
  figure (figure, op, own, choice, factor, element_id) as (
    values
      (0, 'total' /* bureau_1_drills_held */, 0, 0, '1'::numeric, 347::int),
      (1, 'ratio' /* bureau_1_per_drill */, 1, 0, '1'::numeric, 348::int)
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
