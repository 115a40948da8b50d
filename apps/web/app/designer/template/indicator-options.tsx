import { localize } from '@huibao/domain';
import { useLocale } from '../../dates.ts';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';

/** All that a text may speak of, by groups. */
export function IndicatorOptions({ indicators, groups }: Pick<FigureCatalogue, 'indicators' | 'groups'>) {
  const locale = useLocale();
  return groups.map((group) => (
    <optgroup key={group.code} label={localize(group.label, locale)}>
      {indicators
        .filter((one) => one.group === group.code)
        .map((one) => (
          <option key={one.code} value={one.code}>
            {localize(one.label, locale)}
          </option>
        ))}
    </optgroup>
  ));
}
