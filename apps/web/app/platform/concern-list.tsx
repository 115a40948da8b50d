import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { Platform } from '../outputs.ts';

/** What somebody must see to, each with what to do; one quiet line where all is well. */
export function ConcernList({ concerns }: { concerns: Platform['concerns'] }) {
  const { t } = useTranslation('platform');
  if (concerns.length === 0)
    return (
      <section className="card platform-well" aria-label={t('wellTitle')}>
        <b className="ok-text">{t('wellTitle')}</b> <span className="muted">{t('well')}</span>
      </section>
    );
  return (
    <section className="card platform-concerns" aria-labelledby="concerns">
      <h2 id="concerns" className="card-title">
        {t('concernsTitle')}
      </h2>
      <ul className="list">
        {concerns.map(({ kind, count, where, since }) => (
          <li key={kind}>
            <div>
              <b>{t(`concerns.${kind}.what`, { count })}</b>
              {where.length > 0 && <span className="muted small"> {where.join(' · ')}</span>}
              {since !== null && (
                <span className="muted small"> {t('since', { at: formatInstant(since, 'short') })}</span>
              )}
              <p className="small">{t(`concerns.${kind}.do`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
