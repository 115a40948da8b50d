import { sql, type RawBuilder } from 'kysely';
import type { ProgrammeRef } from '../../forms/edition.repository.ts';
import { bitsOf } from '../period-bits.ts';
import { countOwed } from './reporters.ts';
import type { TenantParameter } from './tenant-parameter.ts';

type Sql = RawBuilder<unknown>;

export interface FinalYear {
  /** Every period of it, by its place. */
  readonly yearPeriods: readonly number[];
  readonly lastDay: string;
  /** Of whose deliveries. */
  readonly programme: ProgrammeRef;
  readonly year: number;
  readonly tenant: TenantParameter;
}

/**
 * Own reporters and children brought together, and the one division, cut off (not rounded) after 20 decimals. There are
 * four cases: figures over all reporters or of each, of a tenant with or without bureaus below.
 */
export function finalSelect(byUnit: boolean, hasChildren: boolean, year: FinalYear): Sql {
  const reporters = byUnit ? eachReporter : allReporters;
  const figures = hasChildren ? ownAndDelivered(reporters, year) : ownAlone(reporters);
  return sql`
    select figure, unit_id, trim_scale(num)::text as numerator, trim_scale(den)::text as denominator,
      trim_scale(case
        when op in ('ratio', 'mean', 'weighted_mean')
          then div(num * factor * 100000000000000000000, nullif(den, 0)) * 0.00000000000000000001
        else num * factor end)::text as value,
      texts, answered, expected, leaves_answered, leaves_expected, periods
    from (
      select g.figure, ${reporters.unitId}, g.op, g.factor,
        case g.op
          when 'list' then case when ${figures.isListed} then coalesce(cardinality(${figures.texts}), 0)::numeric end
          when 'min' then ${figures.smallest}
          when 'max' then ${figures.largest}
          when 'median' then ${figures.median}
          else ${figures.total} end as num,
        case when g.op in ('ratio', 'mean', 'weighted_mean') then ${figures.denominator} end as den,
        ${figures.texts} as texts, ${figures.answered} as answered, ${figures.expected} as expected,
        ${figures.leavesAnswered} as leaves_answered, ${figures.leavesExpected} as leaves_expected,
        ${figures.periods} as periods
      from figure g
      left join choice c on c.no = g.choice
      ${figures.units}
      left join taken o on g.op <> 'list' and o.ix = g.own${reporters.isSame('o')}
      left join listed l on g.op = 'list' and l.ix = g.own${reporters.isSame('l')}${figures.children}
    ) figures order by figure, unit_id`;
}

/** What differs between figures over all reporters and those of each. */
interface Reporters {
  readonly unitId: Sql;
  /** Each of the choice's reporters, as `u`; and, of a tenant with bureaus below, each of these. */
  readonly units: (bureaus: Sql) => Sql;
  /** That a row of what is joined (own values, lists, children) is of the same reporter. */
  readonly isSame: (row: 'o' | 'l' | 'k') => Sql;
  readonly expected: Sql;
  /** Periods opened to them, of their own reports. */
  readonly opened: Sql;
  /** Bureaus among those who were asked: who sent its year under an issue that had no such figure wasn't. */
  readonly expectedBureaus: Sql;
}

const allReporters: Reporters = {
  unitId: sql`null::int as unit_id`,
  units: () => sql``,
  isSame: () => sql``,
  expected: sql`coalesce(c.expected, 0)`,
  opened: sql`coalesce(c.opened, 0)`,
  expectedBureaus: sql`bureaus.n - (select count(*)::int from unnest(bureaus.sent) s where s <> all (coalesce(k.units, '{}')))`,
};

/** A bureau owes no period of its own: its figure is of a year. */
const eachReporter: Reporters = {
  unitId: sql`u.unit_id`,
  units: (bureaus) =>
    sql`cross join lateral (select i.unit_id, i.owed from unnest(c.included, c.owed) as i(unit_id, owed)${bureaus}) u`,
  isSame: (row) => sql` and ${sql.raw(row)}.unit_id = u.unit_id`,
  expected: sql`coalesce(${countOwed('u.owed', 'c.latest')}, 0)`,
  opened: sql`coalesce(u.owed, 0)`,
  expectedBureaus: sql`(case when u.owed is null and (k.answered is not null or u.unit_id <> all (bureaus.sent)) then 1 else 0 end)`,
};

/** What differs between a tenant that nobody delivers to and one with bureaus below: a value for each column. */
interface Figures {
  /** Of a sum and what is like it: the numerator. */
  readonly total: Sql;
  readonly denominator: Sql;
  readonly smallest: Sql;
  readonly largest: Sql;
  readonly median: Sql;
  readonly texts: Sql;
  /** Whether anybody answered, if with nothing to name. */
  readonly isListed: Sql;
  readonly answered: Sql;
  readonly expected: Sql;
  readonly leavesAnswered: Sql;
  readonly leavesExpected: Sql;
  readonly periods: Sql;
  readonly units: Sql;
  /** The joins of what came from below. */
  readonly children: Sql;
}

const ownAnswered = sql`coalesce(o.answered, l.answered, 0)`;

function ownAlone({ expected, opened, units }: Reporters): Figures {
  return {
    total: sql`o.num`,
    denominator: sql`o.den`,
    smallest: sql`o.num`,
    largest: sql`o.num`,
    median: sql`o.num`,
    texts: sql`l.texts`,
    isListed: sql`l.texts is not null`,
    answered: ownAnswered,
    expected,
    leavesAnswered: ownAnswered,
    leavesExpected: expected,
    periods: opened,
    units: units(sql``),
    children: sql``,
  };
}

/** Own reporters (`o`, `l`) and what bureaus delivered (`k`), of which either may be missing. */
function ownAndDelivered(
  { expected, expectedBureaus, opened, isSame, units }: Reporters,
  { yearPeriods, lastDay, programme, year, tenant }: FinalYear,
): Figures {
  const all = sql.lit(bitsOf(yearPeriods));
  const sorted = sql`(select array_agg(one order by one) from unnest(o.sorted || k.sorted) as one)`;
  return {
    total: addDelivered(sql`o.num`, sql`k.num`),
    denominator: addDelivered(sql`o.den`, sql`k.den`),
    smallest: sql`least(o.num, k.sorted[1])`,
    largest: sql`greatest(o.num, k.sorted[cardinality(k.sorted)])`,
    median: sql`(
      select (s[(cardinality(s) + 1) / 2] + s[cardinality(s) / 2 + 1]) * 0.5 from (select ${sorted} as s) m)`,
    texts: sql`(
      select array_agg(distinct one collate "C" order by one collate "C") from unnest(l.texts || k.texts) as one)`,
    isListed: sql`(l.texts is not null or k.answered > 0)`,
    answered: sql`${ownAnswered} + coalesce(k.answered, 0)`,
    expected: sql`${expected} + ${expectedBureaus}`,
    leavesAnswered: sql`${ownAnswered} + coalesce(k.leaves_answered, 0)`,
    leavesExpected: sql`${expected} + coalesce(k.leaves_expected, 0)`,
    // Own reports and deliveries together cover what each of them does; without either, nothing.
    periods: sql`(case when ${opened} = 0 then coalesce(k.periods, 0) else ${opened} & coalesce(k.periods, ${all}) end)`,
    units: units(sql` union all select id, null::int from org_units where tenant_id = ${tenant} and kind = 'bureau'`),
    children: sql`
    left join child k on k.figure = g.figure${isSame('k')}
    cross join (
      select count(*)::int as n, coalesce(array_agg(b.id) filter (where exists (
        select from deliveries d
        where d.tenant_id = ${tenant} and d.unit_id = b.id and d.state = 'accepted' and d.year = ${sql.lit(year)}
          and d.owner_tenant_id = ${sql.lit(programme.ownerTenantId)}
          and d.programme_code = ${sql.lit(programme.programmeCode)})), '{}') as sent
      from org_units b
      where b.tenant_id = ${tenant} and b.kind = 'bureau' and b.opens_on <= ${sql.lit(lastDay)}::date
        and (b.closes_on is null or b.closes_on >= ${sql.lit(lastDay)}::date)) bureaus`,
  };
}

function addDelivered(own: Sql, delivered: Sql): Sql {
  return sql`case when ${own} is null then ${delivered} else ${own} + coalesce(${delivered}, 0) end`;
}
