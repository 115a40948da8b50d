import type { Localized } from '../localized.ts';
import type { DefinitionIssue } from './definition-issue.ts';

/** English has no word for some measures (个); Chinese has one for each. */
export function unitIssues({
  code,
  unit,
}: {
  readonly code: string;
  readonly unit?: Localized;
}): readonly DefinitionIssue[] {
  if (!unit || unit.en.trim() === '' || unit.zh.trim() !== '') return [];
  return [
    {
      code: 'definition.unit_in_english_only',
      path: ['unit', 'zh'],
      params: { unit: unit.en },
      sentence: `${code}: its unit ${unit.en} has no Chinese`,
    },
  ];
}
