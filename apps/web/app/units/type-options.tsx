import { localize, type UnitType } from '@huibao/domain';
import { useLocale } from '../dates.ts';

/** The types that a school can be of, as options of a select. */
export function TypeOptions({ types }: { types: readonly UnitType[] }) {
  const locale = useLocale();
  return types
    .filter((type) => !type.isHeading)
    .map(({ code, label }) => (
      <option key={code} value={code}>
        {localize(label, locale)}
      </option>
    ));
}
