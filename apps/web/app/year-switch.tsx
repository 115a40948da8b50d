import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** The reporting year as a parameter of the address; whatever else stands there goes, unless kept. */
export function YearSwitch({
  years,
  year,
  keep = [],
}: {
  years: readonly number[];
  year: number;
  keep?: readonly string[];
}) {
  const { t } = useTranslation('rollup');
  const [params, setParams] = useSearchParams();
  const change = (value: string): void => {
    const next = new URLSearchParams({ year: value });
    for (const name of ['programme', ...keep]) {
      const kept = params.get(name);
      if (kept !== null) next.set(name, kept);
    }
    setParams(next);
  };
  return (
    <select
      className="select compact"
      aria-label={t('year')}
      value={year}
      onChange={(event) => change(event.target.value)}
    >
      {(years.includes(year) ? years : [year, ...years]).map((one) => (
        <option key={one} value={one}>
          {t('yearOption', { year: one })}
        </option>
      ))}
    </select>
  );
}
