import { ExactDecimal, type IndicatorValue } from '@huibao/domain';
import { systemActor, type Context } from '@huibao/services';
import type pg from 'pg';
import { cityProgramme, loadEdition, rollUpOnce, type Edition } from './product-door.ts';
import { benchYear, comparedYears, type Bureau, type City } from './world.ts';

/**
 * What each bureau sent up for three years, accepted: the deliveries, and the facts of the city that
 * acceptance makes of them.
 */
export async function loadCityYears({
  ctx,
  owner,
  city,
  bureaus,
}: {
  ctx: Context;
  owner: pg.Client;
  city: City;
  bureaus: readonly Bureau[];
}): Promise<void> {
  const editions: Edition[] = [];
  for (const year of comparedYears) editions.push(await loadEdition(ctx, city.system, cityProgramme, year));
  // As long as a report of a dozen pages.
  const document = JSON.stringify({ filler: 'report '.repeat(3000) });
  for (const bureau of bureaus) {
    const current = editions.find((edition) => edition.year === benchYear);
    if (!current) throw new Error(`there is no edition of ${benchYear}`);
    const actor = await systemActor(ctx.authDb, bureau.tenantId, city.system.now);
    const values = [...(await rollUpOnce(ctx, actor, current)).values()];
    for (const edition of editions) {
      const figures = values.map((value) => scaled(value, benchYear - edition.year));
      await owner.query(
        `
        insert into deliveries (tenant_id, id, sender_tenant_id, sender_report_id, unit_id, owner_tenant_id, edition_id, issue_no, programme_code, year, version, number, figures, document, hash, sent_at, state, decided_at, decided_by_name)
        select $1, uuidv7(), $2::int, uuidv7(), u.id, $3, $4, $8, $9, $5::int, 1, 'No. ' || ($2::int)::text, $6, $7, 'none', make_date($5::int + 1, 2, 10), 'accepted', make_date($5::int + 1, 2, 20), 'Reviewer'
        from org_units u where u.tenant_id = $1 and u.child_tenant_id = $2`,
        [
          city.tenantId,
          bureau.tenantId,
          edition.ownerTenantId,
          edition.id,
          edition.year,
          JSON.stringify(figures),
          document,
          edition.issueNo,
          edition.programmeCode,
        ],
      );
    }
  }
  await takeIn(owner, [city.tenantId]);
}

/** What acceptance makes of tenants' deliveries: facts, with the unit below as reporter. */
export async function takeIn(owner: pg.Client, tenantIds: readonly number[]): Promise<void> {
  await owner.query(
    `
    insert into facts (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, den, answered, expected, source_id)
    select d.tenant_id, d.year, e.id, '', 0, d.unit_id, d.owner_tenant_id, true, (f ->> 'numerator')::numeric, (f ->> 'denominator')::numeric, coalesce(f -> 'leaves' ->> 'answered', f ->> 'answered')::int, coalesce(f -> 'leaves' ->> 'expected', f ->> 'expected')::int, d.id
    from deliveries d
    join editions t on t.owner_tenant_id = d.owner_tenant_id and t.id = d.edition_id
    cross join lateral jsonb_array_elements(d.figures) f
    join data_elements e on e.owner_tenant_id = d.owner_tenant_id and e.programme_owner_tenant_id = d.owner_tenant_id and e.programme_code = t.programme_code and e.kind = 'indicator' and e.code = f ->> 'code'
    where d.tenant_id = any ($1::int[]) and f -> 'scope' is null`,
    [tenantIds],
  );
}

/** Earlier years are a little smaller. */
function scaled(value: IndicatorValue, yearsBack: number): IndicatorValue {
  const shrink = (text: string | null): string | null =>
    text === null
      ? null
      : new ExactDecimal(text)
          .times(20 - yearsBack)
          .dividedToIntegerBy(20)
          .toFixed();
  return yearsBack === 0
    ? value
    : {
        ...value,
        numerator: shrink(value.numerator),
        denominator: shrink(value.denominator),
        value: shrink(value.value),
      };
}
