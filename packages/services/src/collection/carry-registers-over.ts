import { registersOf } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import type { Collection } from './collection.repository.ts';
import { insertCarriedCells } from '../submission/draft-cell.repository.ts';
import { listLastAccepted } from '../submission/revision.repository.ts';

/**
 * Institutions, documents in force and appointments start the new term as they stood in the last one's accepted
 * revision.
 */
export async function carryRegistersOver(
  { trx, actor, now }: Scope,
  edition: Edition,
  collection: Collection,
): Promise<void> {
  const carried = new Map(
    edition.forms.flatMap(({ definition }) => {
      const registers = registersOf(definition).filter((register) => register.carriesOver);
      return registers.length > 0 ? [[definition.code, registers.map((register) => `${register.code}.`)]] : [];
    }),
  );
  if (carried.size === 0) return;
  const reported = await listLastAccepted(trx, actor.tenantId, collection, [...carried.keys()]);
  const cells = reported.flatMap(({ submissionId, unitId, formCode, cells }) =>
    cells
      .filter((cell) => carried.get(formCode)?.some((prefix) => cell.code.startsWith(prefix)))
      .map((cell) => ({ ...cell, submissionId, unitId })),
  );
  await insertCarriedCells(trx, actor.tenantId, cells, actor.userId, now);
}
