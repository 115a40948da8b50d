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
      u.unit_id,
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
      coalesce(
        (
          case
            when c.latest is null then bit_count(u.owed::bit(32))::int
            else (u.owed >> c.latest) & 1
          end
        ),
        0
      ) as expected,
      coalesce(o.answered, l.answered, 0) as leaves_answered,
      coalesce(
        (
          case
            when c.latest is null then bit_count(u.owed::bit(32))::int
            else (u.owed >> c.latest) & 1
          end
        ),
        0
      ) as leaves_expected,
      coalesce(u.owed, 0) as periods
    from
      figure g
      left join choice c on c.no = g.choice
      cross join lateral (
        select
          i.unit_id,
          i.owed
        from unnest(c.included, c.owed) as i (unit_id, owed)
      ) u
      left join taken o on g.op <> 'list'
      and o.ix = g.own
      and o.unit_id = u.unit_id
      left join listed l on g.op = 'list'
      and l.ix = g.own
      and l.unit_id = u.unit_id
  ) figures
order by
  figure,
  unit_id
