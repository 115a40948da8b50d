import { elementsOf, type DataElement, type Localized } from '@huibao/domain';
import { getEdition } from '../forms/edition.repository.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';

/** An element of a programme that is published, with how it is called from outside. */
export interface PrefillSource {
  readonly programme: { readonly code: string; readonly title: Localized };
  readonly form: { readonly code: string; readonly number: Localized };
  readonly element: DataElement;
}

/** What a cell may be filled in from: of each programme that concerns the tenant, its newest year, as it stands. */
export const listPrefillSources = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  async run({ trx, actor }): Promise<readonly PrefillSource[]> {
    const found: PrefillSource[] = [];
    for (const { programmeCode, title, years } of await listProgrammesOf(trx, actor)) {
      const [newest] = years;
      if (!newest) continue;
      const { forms } = await getEdition(trx, newest);
      for (const { definition: form } of forms)
        for (const element of elementsOf(form))
          if (element.type !== 'attachment')
            found.push({
              programme: { code: programmeCode, title },
              form: { code: form.code, number: form.number },
              element,
            });
    }
    return found;
  },
});
