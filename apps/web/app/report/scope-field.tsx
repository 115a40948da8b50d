import { everyWhose, scopeKey, scopeOfKey, type FigureScope } from '@huibao/domain';
import { readScope } from '@huibao/i18n';
import { useTranslation } from 'react-i18next';
import type { FigureCatalogue } from './figure-catalogue.ts';

/** Of which part of time a figure is: the year, one of its periods, or the same of last year. Above others, whose. */
export function ScopeField({
  periods,
  hasOwn,
  scope,
  label,
  printedAs,
  onLook,
  onChange,
}: {
  periods: FigureCatalogue['periods'];
  hasOwn: boolean;
  scope: FigureScope | null | undefined;
  label: string;
  /** What a figure would print with another scope, once somebody looks; '' where that isn't known. */
  printedAs?: (scope: FigureScope | undefined) => string;
  onLook?: () => void;
  onChange: (scope: FigureScope | undefined) => void;
}) {
  const { i18n } = useTranslation('reports');
  const chosen = scopeKey(scope);
  const choices = scopesToChoose({ periods, hasOwn });
  // What can't be chosen any more is shown for what it is.
  const all = choices.includes(chosen) ? choices : [...choices, chosen];
  return (
    <select
      className="input compact"
      aria-label={label}
      value={chosen}
      onFocus={onLook}
      onChange={(event) => onChange(scopeOfKey(event.target.value))}
    >
      {all.map((key) => {
        const value = printedAs?.(scopeOfKey(key)) ?? '';
        const words = readScope(scopeOfKey(key), periods, i18n);
        return (
          <option key={key} value={key}>
            {value === '' ? words : `${words} · ${value}`}
          </option>
        );
      })}
    </select>
  );
}

/** By their keys. */
export function scopesToChoose({ periods, hasOwn }: Pick<FigureCatalogue, 'periods' | 'hasOwn'>): readonly string[] {
  const scopes: readonly (FigureScope | undefined)[] = [
    undefined,
    ...periods.map(({ code }) => ({ period: code })),
    { year: 'last' },
    ...periods.map(({ code }) => ({ year: 'last' as const, period: code })),
    ...(hasOwn ? everyWhose.flatMap((whose) => [{ whose }, { whose, year: 'last' as const }]) : []),
  ];
  return scopes.map(scopeKey);
}
