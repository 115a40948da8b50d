import { elementsOf, termOf, type FormDefinition } from '@huibao/domain';
import type { Submission } from '../collection/submission.repository.ts';
import { listDraftCells } from '../collection/submission.repository.ts';
import { writeCells } from '../collection/save-cells.ts';
import type { Scope } from '../use-case.ts';
import { listSealedRows } from './sensitive-rows.ts';

/**
 * Brings the locked cells fed by a sensitive register up to date: counts by category as at the term's last day, and
 * nothing else. Runs as the unit, since nobody else can read the register.
 */
export async function refreshSensitiveCounts(
  scope: Scope,
  submission: Submission,
  form: FormDefinition,
): Promise<void> {
  const fed = elementsOf(form).filter((element) => element.fromSensitiveRegister !== undefined);
  if (fed.length === 0) return;
  const rows = await listSealedRows(scope, submission.unitId);
  const { endsOn } = termOf(submission.year, submission.period);
  const standing = rows.filter((row) => row.since <= endsOn && (row.endedOn === null || row.endedOn >= endsOn));
  const cells = new Map(
    (await listDraftCells(scope.trx, scope.actor.tenantId, submission.id)).map((cell) => [
      `${cell.code} ${cell.key}`,
      cell,
    ]),
  );
  const edits = fed.flatMap((element) => {
    const own = standing.filter((row) => row.register === element.fromSensitiveRegister);
    const keys = element.dimension ? element.dimension.options.map((option) => option.code) : [''];
    return keys.map((key) => ({
      code: element.code,
      key,
      state: 'value' as const,
      value: String(key === '' ? own.length : own.filter((row) => row.category === key).length),
      version: cells.get(`${element.code} ${key}`)?.version ?? 0,
    }));
  });
  const changed = edits.filter((edit) => cells.get(`${edit.code} ${edit.key}`)?.value !== edit.value);
  await writeCells(scope, submission, 'register', changed);
}
