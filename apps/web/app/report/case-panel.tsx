import { localize } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportCase } from '../outputs.ts';

/** What schools told in their own words, to be quoted; only accepted submissions. */
export function CasePanel({
  reportId,
  onInsert,
}: {
  reportId: string;
  /** As paragraphs of its own, or amid the paragraph that is being written. */
  onInsert: ((one: ReportCase, as: 'case' | 'quotation') => void) | null;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const [cases, setCases] = useState<readonly ReportCase[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [search, setSearch] = useState('');
  useEffect(() => {
    let isGone = false;
    client.report.cases.query({ reportId }).then(
      (found) => {
        if (!isGone) setCases(found);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [reportId]);
  const found = (cases ?? []).filter(
    (one) => search === '' || one.unitName.includes(search) || one.text.includes(search),
  );
  return (
    <div className="panel-part">
      <h2>{t('cases.title')}</h2>
      {onInsert && <p className="small muted">{t('cases.where')}</p>}
      <input
        type="search"
        className="input compact wide"
        aria-label={t('cases.search')}
        placeholder={t('cases.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <FailureAlert failure={failure} />
      {cases && found.length === 0 && <p className="muted small">{t('cases.none')}</p>}
      <ul className="plain-list">
        {found.map((one) => (
          <li key={`${one.revisionId}/${one.cell}`}>
            <p className="row">
              <b>{one.unitName}</b>
              <span className="spacer" />
              {onInsert && (
                <>
                  <Button size="small" onClick={() => onInsert(one, 'case')}>
                    {t('cases.insert')}
                  </Button>
                  <Button size="small" onClick={() => onInsert(one, 'quotation')}>
                    {t('cases.insertInline')}
                  </Button>
                </>
              )}
            </p>
            <p className="small muted">{localize(one.label, locale)}</p>
            <p className="pre-line case-text">{one.text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
