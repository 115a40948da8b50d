import { columnCode, elementsOf, registersOf, type FormDefinition, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listNarratives } from './case.repository.ts';
import { getReport } from './report.repository.ts';

/** Narratives of accepted submissions of the year, to quote as cases. */
export const listCases = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run({ trx, actor }, { reportId }) {
    const { edition } = await getReport(trx, actor.tenantId, reportId);
    const labels = new Map(edition.forms.flatMap(({ definition }) => narrativeLabels(definition)));
    const narratives = await listNarratives(trx, actor.tenantId, edition, [...labels.keys()]);
    return narratives.map(({ code, ...narrative }) => ({
      ...narrative,
      label: labels.get(code) ?? { zh: '', en: '' },
    }));
  },
});

/** What a form asks to be told in prose, by element or register column. */
export function narrativeLabels(form: FormDefinition): readonly (readonly [string, Localized])[] {
  const elements = elementsOf(form).filter((element) => element.type === 'narrative');
  return [
    ...elements.map((element) => [element.code, element.label] as const),
    ...registersOf(form).flatMap((register) =>
      register.columns
        .filter((column) => column.type === 'narrative')
        .map((column) => [columnCode(register, column), column.label] as const),
    ),
  ];
}
