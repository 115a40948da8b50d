import type { TenantReader } from '@huibao/db';
import { elementsOf, isWorkedOut, type Cell, type FormDefinition } from '@huibao/domain';
import { differences, type CellDifference } from './cell-differences.ts';
import { loadDocuments, type Revision } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What the unit's leader is asked to confirm anew: what was mended since it was submitted before. */
export interface MendedSince {
  readonly no: number;
  /** Of what is typed: what is worked out follows from it. */
  readonly changes: readonly CellDifference[];
}

/** Null where nothing waits for the leader, or nothing was submitted before. */
export async function findMendedSince(
  trx: TenantReader,
  tenantId: number,
  { state }: Submission,
  form: FormDefinition,
  cells: readonly Cell[],
  revisions: readonly Revision[],
): Promise<MendedSince | null> {
  const before = revisions.find((revision) => revision.state !== 'withdrawn');
  if (state !== 'confirming' || !before) return null;
  const document = (await loadDocuments(trx, tenantId, [before.id])).get(before.id);
  if (!document) return null;
  const workedOut = new Set(elementsOf(form).flatMap((element) => (isWorkedOut(element) ? [element.code] : [])));
  const typed = (all: readonly Cell[]): readonly Cell[] =>
    all
      .filter(({ code, state }) => state !== 'missing' && !workedOut.has(code))
      .map(({ code, key, state, value }) => ({ code, key, state, value }));
  return { no: before.no, changes: differences(typed(document.cells), typed(cells)) };
}
