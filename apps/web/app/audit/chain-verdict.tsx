import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { client } from '../client.ts';
import { formatInstant } from '../dates.ts';

type Verdict = Awaited<ReturnType<typeof client.audit.checkChain.query>>;

/** What the check found, and what it could hold the chain against: less than all is said. */
export function ChainVerdict({ verdict: { isIntact, entries, firstBad, restorations, copies } }: { verdict: Verdict }) {
  const { t } = useTranslation('audit');
  const inOne = (words: readonly string[]): string => words.join(t('copies.comma'));
  const compared = copies.flatMap(({ kind, heads }) =>
    heads === null || heads === 0 ? [] : [t('copies.of', { name: t(`copies.names.${kind}`), heads })],
  );
  const unread = copies.filter(({ heads }) => heads === null).map(({ kind }) => t(`copies.names.${kind}`));
  return (
    <>
      {isIntact ? (
        <Banner tone="ok" role="status">
          {compared.length > 0 ? t('intactCompared', { entries, list: inOne(compared) }) : t('intact', { entries })}
        </Banner>
      ) : (
        <Banner tone="alert" role="alert">
          {t('broken', { no: firstBad ?? '' })}
        </Banner>
      )}
      {restorations.map(({ to, at, by, lostUpTo }) => (
        <Banner key={to} tone="warn" role="status">
          {t('restored', { to: formatInstant(to, 'instant'), at: formatInstant(at, 'instant'), by })}{' '}
          {lostUpTo !== null && t('restoredUpTo', { no: lostUpTo })}
        </Banner>
      ))}
      {unread.length > 0 && (
        <Banner tone="warn" role="status">
          {t('copies.unread', { list: inOne(unread) })}
        </Banner>
      )}
    </>
  );
}
