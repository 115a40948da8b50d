import { groupDigits, localize } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Rollup } from '../outputs.ts';

/** 勾稽核对: one line that says whether totals agree, opening to what doesn't, or to all. */
export function BalanceList({ balances }: { balances: Rollup['balances'] }) {
  const { t } = useTranslation('rollup');
  const locale = useLocale();
  if (balances.length === 0) return null;
  const broken = balances.filter((one) => one.holds === false);
  const unknown = balances.filter((one) => one.holds === null);
  const good = balances.length - broken.length - unknown.length;
  const show = (value: string | null): string => (value === null ? '—' : groupDigits(value, locale));
  return (
    <details className="card balances" open={broken.length > 0}>
      <summary>
        <span className="strong">{t('balances.title')}</span>
        {broken.length > 0 ? (
          <Tag tone="alert">{t('balances.bad', { count: broken.length })}</Tag>
        ) : (
          good > 0 && <Tag tone="ok">{t('balances.good', { count: good })}</Tag>
        )}
        {unknown.length > 0 && <Tag>{t('balances.unknown', { count: unknown.length })}</Tag>}
      </summary>
      <ul className="plain-list">
        {[...broken, ...balances.filter((one) => one.holds !== false)].map((one) => (
          <li key={one.code} className={one.holds === false ? 'alert-text' : ''}>
            <span aria-hidden>{one.holds === null ? '—' : one.holds ? '✓' : '✗'}</span> {localize(one.label, locale)}{' '}
            <span className="muted">{t('balances.broken', { left: show(one.left), right: show(one.right) })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
