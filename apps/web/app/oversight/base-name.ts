import { localize, type Localized, type ScaleBase } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';

const known = ['schools_reporting', 'schools_reporting_100', 'classes', 'pupils_1000', 'institutions'] as const;

/** What a total is set against, in words: 校均, 每千名学生. */
export function useBaseName(): (base: ScaleBase & { readonly label: Localized }) => string {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  return ({ per, times, label }) => {
    const code = known.find((one) => one === (times === '1' ? per : `${per}_${times}`));
    return code ? t(`base.${code}`) : t('base.other', { times, name: localize(label, locale) });
  };
}
