import { localize, type FormDefinition, type Localized } from '@huibao/domain';
import { readPlace, valueAt, type DraftParts } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { nameOf } from './differences.ts';

/** What a part is called: a form by its title, as it is here or in a given text of it. */
export function usePartName(parts: DraftParts): (name: string, form?: FormDefinition | null) => string {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  return (name, form) => {
    const known = form ?? (parts.get(name) as FormDefinition | undefined);
    if (name.startsWith('forms/')) return known ? localize(known.title, locale) : name;
    switch (name) {
      case 'programme.json':
        return t('parts.programme');
      case 'additions.json':
        return t('parts.additions');
      case 'registers.json':
        return t('parts.registers');
      case 'indicators.json':
        return t('parts.indicators');
      case 'template.json':
      case 'report.json':
        return t('parts.template');
      default:
        return t('parts.glossary');
    }
  };
}

/** What a place of a part stands in and is, from the outermost: sections, groups and questions by their names. */
export function namesAlong(content: unknown, place: string): readonly Localized[] {
  const path = readPlace(place);
  return path.flatMap((_key, at) => nameOf(valueAt(content, path.slice(0, at + 1))) ?? []);
}
