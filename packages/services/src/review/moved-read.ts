import type { TenantReader } from '@huibao/db';
import { differences, type CellDifference } from '../submission/cell-differences.ts';
import type { FrozenRead } from '../submission/revision-document.ts';
import { listStandingForms, type StandingForm } from '../submission/standing-form.repository.ts';
import { cellsRead } from '../submission/read-others.ts';
import type { Submission } from '../submission/submission.repository.ts';
import { listAcknowledgements } from './acknowledgement.repository.ts';

/** What a revision was judged by of another form, beside what stands of it now. */
export interface ReadNow {
  readonly read: FrozenRead;
  /** Null where the unit isn't asked that form. */
  readonly standing: StandingForm | null;
  /** Cells that were read and say something else now. */
  readonly changes: readonly CellDifference[];
  /** Whether a reviewer said to have seen what stands now. */
  readonly isAcknowledged: boolean;
}

/** Nothing is asked of the database for a revision that read no other form. */
export async function readsNow(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  revisionId: string,
  reads: readonly FrozenRead[],
): Promise<readonly ReadNow[]> {
  if (reads.length === 0) return [];
  const codes = reads.map(({ formCode }) => formCode);
  const forms = await listStandingForms(trx, tenantId, submission, codes);
  const seen = await listAcknowledgements(trx, tenantId, revisionId);
  return reads.map((read) => {
    const isIt = (one: Pick<FrozenRead, 'ownerTenantId' | 'formCode'>): boolean =>
      one.ownerTenantId === read.ownerTenantId && one.formCode === read.formCode;
    const standing = forms.find(isIt) ?? null;
    const revision = standing?.revision ?? null;
    const now = [...cellsRead(revision?.cells ?? null, new Set(read.codes)).values()];
    return {
      read,
      standing,
      changes: differences(read.cells, now),
      isAcknowledged: seen.some((one) => isIt(one) && one.seenRevisionId === (revision?.id ?? null)),
    };
  });
}

/** What waits for a reviewer's word before the revision can be accepted. */
export function waitingReads(reads: readonly ReadNow[]): readonly ReadNow[] {
  return reads.filter(({ changes, isAcknowledged }) => changes.length > 0 && !isAcknowledged);
}
