import { registersOf, type Cell } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import type { RevisionDocument } from './revision-document.ts';

/** Institutions, documents in force and appointments start the new term as they stood in the last one's accepted revision. */
export async function carryRegistersOver(
  { trx, actor, now }: Scope,
  edition: Edition,
  collectionId: string,
  year: number,
  period: number,
): Promise<void> {
  const carried = edition.forms.flatMap((form) =>
    registersOf(form.definition)
      .filter((register) => register.carriesOver)
      .map((register) => ({ form: form.definition.code, prefix: `${register.code}.` })),
  );
  if (carried.length === 0) return;
  const last = period > 1 ? { year, period: period - 1 } : { year: year - 1, period: 2 };
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .innerJoin('submissions as n', (join) =>
      join
        .onRef('n.tenant_id', '=', 's.tenant_id')
        .onRef('n.unit_id', '=', 's.unit_id')
        .onRef('n.form_code', '=', 's.form_code'),
    )
    .select(['n.id', 'n.unit_id', 's.form_code', sql<RevisionDocument['cells']>`r.document -> 'cells'`.as('cells')])
    .where('s.tenant_id', '=', actor.tenantId)
    .where('n.collection_id', '=', collectionId)
    .where('s.state', '=', 'accepted')
    .where('c.year', '=', last.year)
    .where('c.period', '=', last.period)
    .where(
      's.form_code',
      'in',
      carried.map((one) => one.form),
    )
    .execute();
  const cells = rows.flatMap((row) => {
    const prefixes = carried.filter((one) => one.form === row.form_code).map((one) => one.prefix);
    return row.cells
      .filter((cell: Cell) => prefixes.some((prefix) => cell.code.startsWith(prefix)))
      .map((cell) => ({
        tenant_id: actor.tenantId,
        submission_id: row.id,
        unit_id: row.unit_id,
        code: cell.code,
        key: cell.key,
        state: cell.state,
        value: cell.value,
        version: 1,
        source: 'carried_over',
        updated_by: actor.userId,
        updated_at: now,
      }));
  });
  for (let start = 0; start < cells.length; start += 2000) {
    const part = cells.slice(start, start + 2000);
    await trx.insertInto('draft_cells').values(part).execute();
    await trx
      .insertInto('cell_changes')
      .values(
        part.map(({ updated_by, updated_at, ...cell }) => ({
          ...cell,
          changed_by: updated_by,
          changed_at: updated_at,
        })),
      )
      .execute();
  }
}
