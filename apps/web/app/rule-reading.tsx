import { localize, type JudgedRule } from '@huibao/domain';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from './dates.ts';

/** What a rule that isn't met says, and by which values: for whoever asks, and only then. */
export function RuleReading({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('expressions');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="rule-reading" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('judged.title')}</summary>
      {isOpen && children}
    </details>
  );
}

export function Judged({ judged }: { readonly judged: JudgedRule }) {
  const { t } = useTranslation('expressions');
  const locale = useLocale();
  return (
    <>
      <p>{t('judged.asks', { reading: localize(judged.reading, locale) })}</p>
      {judged.failing.length === 0 ? (
        <p className="muted">{t('judged.met')}</p>
      ) : (
        <ul>
          {judged.failing.map(({ option, row, values }) => (
            <li key={`${option?.zh ?? ''} ${row ?? ''}`}>
              {[
                ...(option ? [localize(option, locale)] : []),
                ...(row === null ? [] : [t('outcome.row', { no: row })]),
                values
                  .map((one) => `${localize(one.of, locale)} ${localize(one.value, locale)}`)
                  .join(t('judged.comma')),
              ].join(t('judged.colon'))}
            </li>
          ))}
          {judged.more > 0 && <li className="muted">{t('outcome.more', { count: judged.more })}</li>}
        </ul>
      )}
    </>
  );
}
