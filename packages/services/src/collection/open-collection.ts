import { endOfLocalDate, HuibaoError, startOfLocalDate, type ProgrammeCalendar } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { listUnits } from '../identity/manage-units.ts';
import { enqueue } from '../notifications/outbox.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { submissionsOf } from './assign-unit.ts';
import { carryRegistersOver } from './carry-registers-over.ts';

const input = z.object({
  year: z.int(),
  period: z.int().min(1).max(2),
  /** Local dates; the calendar's own where absent. Due and closing include their day. */
  opensOn: z.iso.date().optional(),
  dueOn: z.iso.date().optional(),
  closesOn: z.iso.date().optional(),
});

/** Opens a period of a year: one row per assigned form of each unit that is open in the period. That is N. */
export const openCollection = defineMutation({
  permission: 'collection.run',
  input,
  async run(scope, { year, period, ...dates }) {
    const { trx, actor, now, audit } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const window = windowOf(edition.calendar, year, period, dates);
    if (window.opensAt >= window.dueAt || window.dueAt > window.closesAt)
      throw new HuibaoError('collection.window_invalid');
    const id = uuid();
    const inserted = await trx
      .insertInto('collections')
      .values({
        tenant_id: actor.tenantId,
        id,
        owner_tenant_id: edition.ownerTenantId,
        edition_id: edition.id,
        year,
        period,
        opens_at: window.opensAt,
        due_at: window.dueAt,
        closes_at: window.closesAt,
        opened_by: actor.userId,
        created_at: now,
      })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new HuibaoError('collection.already_open');

    const expected = await insertSubmissions(scope, edition, id, year, period);
    await carryRegistersOver(scope, edition, id, year, period);
    await enqueue(scope, {
      workflow: 'collection',
      workflowId: `collection/${actor.tenantId}/${id}`,
      signal: null,
      payload: {
        tenantId: actor.tenantId,
        collectionId: id,
        opensAt: window.opensAt.toISOString(),
        dueAt: window.dueAt.toISOString(),
        closesAt: window.closesAt.toISOString(),
      },
    });
    audit({ action: 'collection.opened', subject: id, detail: { year, period, expected } });
    return { collectionId: id, expected };
  },
});

/** The dates that the calendar proposes, as instants. */
export function windowOf(
  calendar: ProgrammeCalendar,
  year: number,
  period: number,
  dates: { opensOn?: string | undefined; dueOn?: string | undefined; closesOn?: string | undefined },
): { opensAt: Date; dueAt: Date; closesAt: Date } {
  const proposed = calendar.windows[period - 1];
  if (!proposed) throw new HuibaoError('collection.window_invalid');
  const dueOn = dates.dueOn ?? `${proposed.dueNextYear ? year + 1 : year}-${proposed.due}`;
  const closesOn = dates.closesOn ?? `${proposed.closesNextYear ? year + 1 : year}-${proposed.closes}`;
  return {
    opensAt: startOfLocalDate(dates.opensOn ?? `${year}-${proposed.opens}`),
    dueAt: endOfLocalDate(dueOn),
    closesAt: endOfLocalDate(closesOn),
  };
}

async function insertSubmissions(
  scope: Scope,
  edition: Edition,
  id: string,
  year: number,
  period: number,
): Promise<number> {
  const units = await listUnits(scope.trx, scope.actor.tenantId);
  const rows = units.flatMap((unit) => submissionsOf(scope, edition, { id, year, period }, unit));
  if (rows.length > 0) await scope.trx.insertInto('submissions').values(rows).execute();
  return rows.length;
}
