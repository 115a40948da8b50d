import type { TenantReader } from '@huibao/db';
import { cellMap, isEditable, measureForm, type SubmissionState, type UnitTraits } from '@huibao/domain';
import { formOf, type Edition } from '../forms/edition.repository.ts';
import { listFilledCells } from './draft-cell.repository.ts';

export interface Progress {
  readonly filled: number;
  readonly required: number;
}

/** A form with its progress as of the last submit, which is right for what isn't being worked on. */
export interface Measured extends Progress {
  readonly id: string;
  readonly formCode: string;
  readonly state: SubmissionState;
  readonly unit: UnitTraits;
}

/** How far each form is. Drafts are judged by the one evaluator on what is saved: a save stays one small upsert. */
export async function measureProgress(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  forms: readonly Measured[],
): Promise<ReadonlyMap<string, Progress>> {
  const open = forms.filter((form) => isEditable(form.state));
  const cells = await listFilledCells(
    trx,
    tenantId,
    open.map((form) => form.id),
  );
  return new Map(
    forms.map(({ id, formCode, state, unit, filled, required }) => {
      if (!isEditable(state)) return [id, { filled, required }];
      const form = formOf(edition, formCode).definition;
      return [id, measureForm(form, { cells: cellMap(cells.get(id) ?? []), unit })];
    }),
  );
}
