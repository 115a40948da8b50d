import { labelOfType, type AskableElement } from '@huibao/domain';
import type { IndicatorVocabulary } from '@huibao/i18n';
import type { IndicatorList } from '../outputs.ts';

/** Names of all that the year's indicators may refer to. */
export function vocabularyOf({
  forms,
  unitGroups,
  unitTypes,
  sections,
}: Pick<IndicatorList, 'forms' | 'unitGroups' | 'unitTypes' | 'sections'>): IndicatorVocabulary & {
  readonly elements: ReadonlyMap<string, AskableElement>;
} {
  const elements = new Map(forms.flatMap((form) => form.elements).map((element) => [element.code, element]));
  const groups = new Map(unitGroups.map((group) => [group.code, group.name]));
  return {
    elements,
    elementOf: (code) => elements.get(code),
    unitGroupName: (code) => groups.get(code),
    unitTypeName: (code) => labelOfType(unitTypes, code),
    sectionName: (code) => sections.find((section) => section.code === code)?.label,
  };
}
