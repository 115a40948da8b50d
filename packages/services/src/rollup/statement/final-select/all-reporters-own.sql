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
