import { locales } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';

const keys = [
  'newField',
  'newBlock',
  'newGrid',
  'newRegister',
  'newSection',
  'newForm',
  'newIndicator',
  'newBalance',
  'newStep',
  'newSensitiveRegister',
  'newCategory',
] as const;

/** What the designer calls a piece that is made anew, in every language. */
export const namesAsMade: ReadonlySet<string> = new Set(
  locales.flatMap((locale) => {
    const t = createI18n(locale).getFixedT(locale, 'designer');
    return keys.map((key) => t(`made.${key}`));
  }),
);
