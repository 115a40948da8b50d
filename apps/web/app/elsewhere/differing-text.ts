import { localize, type Locale } from '@huibao/domain';
import type { TFunction } from 'i18next';
import type { Differing } from './differing.ts';

/** Where it is said otherwise, and what: of the rest of a year, with what is left for this period. */
export function textOfDiffering(one: Differing, t: TFunction<'form'>, locale: Locale): string {
  const from = [one.from.programme, one.from.form, one.from.period].map((name) => localize(name, locale)).join(' · ');
  const said = { from, there: one.there, value: one.value };
  const differs = one.there === one.value ? t('elsewhere.differs', said) : t('elsewhere.differsByRest', said);
  return one.keys.length > 1 ? t('elsewhere.inAll', { text: differs }) : differs;
}
