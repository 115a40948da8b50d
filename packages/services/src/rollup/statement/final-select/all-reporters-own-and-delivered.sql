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
        when 'list' then case
          when (
            l.texts is not null
            or k.answered > 0
          ) then coalesce(
            cardinality(
              (
                select
                  array_agg(
                    distinct one collate "C"
                    order by one collate "C"
                  )
                from unnest(l.texts || k.texts) as one
              )
            ),
            0
          )::numeric
        end
        when 'min' then least(o.num, k.sorted[1])
        when 'max' then greatest(o.num, k.sorted[cardinality(k.sorted)])
        when 'median' then (
          select (s[(cardinality(s) + 1) / 2] + s[cardinality(s) / 2 + 1]) * 0.5
          from
            (
              select
                (
                  select
                    array_agg(
                      one
                      order by one
                    )
                  from unnest(o.sorted || k.sorted) as one
                ) as s
            ) m
        )
        else case
          when o.num is null then k.num
          else o.num + coalesce(k.num, 0)
        end
      end as num,
      case
        when g.op in ('ratio', 'mean', 'weighted_mean') then case
          when o.den is null then k.den
          else o.den + coalesce(k.den, 0)
        end
      end as den,
      (
        select
          array_agg(
            distinct one collate "C"
            order by one collate "C"
          )
        from unnest(l.texts || k.texts) as one
      ) as texts,
      coalesce(o.answered, l.answered, 0) + coalesce(k.answered, 0) as answered,
      coalesce(c.expected, 0) + bureaus.n - (
        select count(*)::int
        from unnest(bureaus.sent) s
        where s <> all (coalesce(k.units, '{}'))
      ) as expected,
      coalesce(o.answered, l.answered, 0) + coalesce(k.leaves_answered, 0) as leaves_answered,
      coalesce(c.expected, 0) + coalesce(k.leaves_expected, 0) as leaves_expected,
      (
        case
          when coalesce(c.opened, 0) = 0 then coalesce(k.periods, 0)
          else coalesce(c.opened, 0) & coalesce(k.periods, 6)
        end
      ) as periods
    from
      figure g
      left join choice c on c.no = g.choice
      left join taken o on g.op <> 'list'
      and o.ix = g.own
      left join listed l on g.op = 'list'
      and l.ix = g.own
      left join child k on k.figure = g.figure
      cross join (
        select
          count(*)::int as n,
          coalesce(
            array_agg(b.id) filter (
              where
                exists (
                  select
                  from deliveries d
                  where
                    d.tenant_id = $1
                    and d.unit_id = b.id
                    and d.state = 'accepted'
                    and d.year = 2024
                    and d.owner_tenant_id = 1
                    and d.programme_code = 'sample'
                )
            ),
            '{}'
          ) as sent
        from org_units b
        where
          b.tenant_id = $2
          and b.kind = 'bureau'
          and b.opens_on <= '2024-12-31'::date
          and (
            b.closes_on is null
            or b.closes_on >= '2024-12-31'::date
          )
      ) bureaus
  ) figures
order by
  figure,
  unit_id
