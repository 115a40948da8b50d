import { localize, type BaseName, type Localized, type ScaleBase } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';

/** What a total is set against, and what its definition calls that. */
interface NamedBase extends ScaleBase {
  readonly label: Localized;
  readonly asBase: readonly BaseName[];
}

/** What a total is set against, in words: 校均, 每千名学生. */
export function useBaseName(): (base: NamedBase) => string {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  return ({ times, label, asBase }) => {
    const named = asBase.find((one) => one.times === times);
    return named ? localize(named.label, locale) : t('base.other', { times, name: localize(label, locale) });
  };
}
