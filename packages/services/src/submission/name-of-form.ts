import type { TenantReader } from '@huibao/db';
import type { Localized } from '@huibao/domain';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What a notice calls a form: its programme, and its title. */
export async function nameOfForm(
  trx: TenantReader,
  { edition: ref, formCode }: Submission,
): Promise<{ readonly programme: Localized; readonly form: Localized }> {
  const edition = await getEdition(trx, ref);
  return { programme: edition.title, form: formOf(edition, formCode).definition.title };
}
