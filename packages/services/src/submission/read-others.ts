import type { TenantReader } from '@huibao/db';
import { cellMap, type Cell, type CellMap, type FormDefinition, type OtherForm } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { formsReadBy, type ReadForm } from '../forms/forms-read.ts';
import { loadHistory } from './load-history.ts';
import type { FrozenRead } from './revision-document.ts';
import type { Submission } from './submission.repository.ts';
import { listStandingForms, type StandingForm } from './standing-form.repository.ts';

/** A form of which another reads something, with what stands of it in the same unit's term. */
export interface FormRead extends ReadForm {
  /** Null where this unit isn't asked it. */
  readonly standing: StandingForm | null;
}

/** What a form reads of others; nothing is asked of the database for one that reads none. */
export async function readForms(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  form: FormDefinition,
): Promise<readonly FormRead[]> {
  const read = formsReadBy(edition, form);
  const standing = await listStandingForms(
    trx,
    tenantId,
    submission,
    read.map(({ form: { definition } }) => definition.code),
  );
  return read.map((one) => ({ ...one, standing: standing.find((form) => isOf(one, form)) ?? null }));
}

function isOf({ form: { ownerTenantId, definition } }: ReadForm, standing: StandingForm): boolean {
  return standing.ownerTenantId === ownerTenantId && standing.formCode === definition.code;
}

/** As the evaluator takes them: what stands of each, with what the unit reported on it in other terms. */
export async function othersOf(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  reads: readonly FormRead[],
): Promise<readonly OtherForm[]> {
  const others: OtherForm[] = [];
  for (const { form, standing } of reads) {
    const { ownerTenantId, definition } = form;
    const history = await loadHistory(trx, tenantId, { ...submission, ownerTenantId, formCode: definition.code });
    others.push({ form: definition, cells: standing?.revision?.cells ?? null, ...history });
  }
  return others;
}

/** What is kept of a read: which revision it was, and what was read of it. */
export function frozenRead({ form: { ownerTenantId, definition }, codes, standing }: FormRead): FrozenRead {
  const revision = standing?.revision ?? null;
  return {
    ownerTenantId,
    formCode: definition.code,
    codes: [...codes].sort(),
    submissionId: standing?.submissionId ?? null,
    revisionId: revision?.id ?? null,
    revisionNo: revision?.no ?? null,
    cells: [...cellsRead(revision?.cells ?? null, codes).values()],
  };
}

/** Those of a form's cells that are read: an element's, or a register with its rows. */
export function cellsRead(cells: CellMap | null, codes: ReadonlySet<string>): CellMap {
  return cellMap(
    [...(cells?.values() ?? [])].filter(
      ({ code, state }: Cell) => state !== 'missing' && codes.has(code.split('.')[0] ?? code),
    ),
  );
}
