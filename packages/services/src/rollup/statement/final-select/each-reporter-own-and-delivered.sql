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
      u.unit_id,
      g.op,
      g.factor,
      case g.op
        when 'list' then case
          when coalesce(o.answered, l.answered, 0) + coalesce(k.answered, 0) > 0 then coalesce(
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
          when (
            case
              when g.op = 'ratio' then p.num
              else o.den
            end
          ) is null then k.den
          else (
            case
              when g.op = 'ratio' then p.num
              else o.den
            end
          ) + coalesce(k.den, 0)
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
      (
        case
          when u.unit_id = any (c.included) then 1
          else 0
        end
      ) + (
        case
          when u.unit_id = any (c.included) then 0
          else 1
        end
      ) as expected,
      coalesce(o.answered, l.answered, 0) + coalesce(k.leaves_answered, 0) as leaves_answered,
      (
        case
          when u.unit_id = any (c.included) then 1
          else 0
        end
      ) + coalesce(k.leaves_expected, 0) as leaves_expected
    from
      figure g
      left join choice c on c.no = g.choice
      cross join lateral (
        select unnest(c.included) as unit_id
        union all
        select id
        from org_units
        where
          tenant_id = app_tenant ()
          and kind = 'bureau'
      ) u
      left join taken o on g.op <> 'list'
      and o.ix = g.own
      and o.unit_id = u.unit_id
      left join taken p on g.op <> 'list'
      and p.ix = g.per
      and p.unit_id = u.unit_id
      left join listed l on g.op = 'list'
      and l.ix = g.own
      and l.unit_id = u.unit_id
      left join child k on k.figure = g.figure
      and k.unit_id = u.unit_id
      cross join (
        select count(*)::int as n
        from org_units b
        where
          b.tenant_id = app_tenant ()
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
