import { localize, type GateCheck, type GateFinding, type Locale, type Localized } from '@huibao/domain';
import type { i18n } from 'i18next';

/** What is read of a finding. */
export type ReadableFinding = Pick<GateFinding, 'check' | 'place' | 'params'> & {
  /** The section's heading as printed; null where it isn't in the text. */
  readonly heading: string | null;
  /** The name of what it is about. */
  readonly label: Localized | null;
};

/** A finding of the gate and its place in words: the same on the screen and in a refusal. */
export function readFinding(
  { check, place, params, heading, label }: ReadableFinding,
  i18n: i18n,
): { readonly text: string; readonly place: string } {
  const t = i18n.getFixedT(null, 'reports');
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const values: Readonly<Record<string, string | number>> = {
    ...params,
    section: heading === '' || params.section === '' ? t('opening') : String(params.section ?? heading ?? ''),
    label: check === 'table_total' ? String(params.label ?? '') : label ? localize(label, locale) : '',
    kind: kindOf(params.kind, t),
  };
  // Each check has the parameters that its own sentence asks for.
  const say = t as unknown as (key: string, values: Readonly<Record<string, string | number>>) => string;
  const name = heading === '' ? t('opening') : (heading ?? t(`gate.elsewhere.${elsewhere[check] ?? 'reports'}`));
  return {
    text: say(`gate.checks.${check}`, values),
    place: place && place.block !== null ? t('gate.place', { heading: name, no: place.block + 1 }) : name,
  };
}

/** Where it is mended, of what isn't in the text. */
const elsewhere: Partial<Record<GateCheck, 'ledger' | 'collections' | 'rollup' | 'reports'>> = {
  ledger_unanswered: 'ledger',
  period_unopened: 'collections',
  unreported: 'collections',
  unbalanced: 'rollup',
};

const kinds = [
  'identity_number',
  'mobile_phone',
  'no_base',
  'differs',
  'other_periods',
  'not_like_with_like',
  'shortcoming',
  'plan',
] as const;

function kindOf(kind: string | number | undefined, t: ReturnType<typeof reportsWords>): string {
  const known = kinds.find((one) => one === kind);
  return known ? t(`gate.kinds.${known}`) : '';
}

function reportsWords(i18n: i18n) {
  return i18n.getFixedT(null, 'reports');
}
