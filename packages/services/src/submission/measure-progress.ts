import type { TenantReader } from '@huibao/db';
import { cellMap, isEditable, measureForm, type SubmissionState, type UnitTraits } from '@huibao/domain';
import { formOf, getEdition, type EditionRef } from '../forms/edition.repository.ts';
import { listFilledCells } from './draft-cell.repository.ts';

export interface Progress {
  readonly filled: number;
  readonly required: number;
}

/** A form with its progress as of the last submit, which is right for what isn't being worked on. */
export interface Measured extends Progress {
  readonly id: string;
  /** In the issue that it is pinned to. */
  readonly edition: EditionRef;
  readonly formCode: string;
  readonly state: SubmissionState;
  readonly unit: UnitTraits;
}

/** How far each form is. Drafts are judged by the one evaluator on what is saved: a save stays one small upsert. */
export async function measureProgress(
  trx: TenantReader,
  tenantId: number,
  forms: readonly Measured[],
): Promise<ReadonlyMap<string, Progress>> {
  const open = forms.filter((form) => isEditable(form.state));
  const cells = await listFilledCells(
    trx,
    tenantId,
    open.map((form) => form.id),
  );
  const progress = new Map<string, Progress>();
  for (const { id, edition, formCode, state, unit, filled, required } of forms) {
    if (!isEditable(state)) {
      progress.set(id, { filled, required });
      continue;
    }
    const form = formOf(await getEdition(trx, edition), formCode).definition;
    progress.set(id, measureForm(form, { cells: cellMap(cells.get(id) ?? []), unit }));
  }
  return progress;
}
