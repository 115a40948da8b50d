import type { FormOfYear } from '../rollup/moved-forms.ts';
import type { Submission } from '../submission/submission.repository.ts';

export function formOfYear({ edition, programmeCode, year, formCode }: Submission): FormOfYear {
  return { ownerTenantId: edition.ownerTenantId, programmeCode, year, formCode };
}
