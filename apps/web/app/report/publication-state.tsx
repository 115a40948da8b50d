import { Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../outputs.ts';

/** What became of the report in public. */
export function PublicationState({ publication }: { publication: NonNullable<ReportView['publication']> }) {
  const { t } = useTranslation('reports');
  return (
    <>
      <p>
        <Link to={`/published/${publication.id}`}>{t('process.publication')}</Link>{' '}
        {publication.annulledOn !== null ? (
          <Tag tone="alert">{t('process.annulled', { date: publication.annulledOn })}</Tag>
        ) : (
          publication.isSuperseded && <Tag>{t('process.superseded')}</Tag>
        )}
      </p>
      <p className="small muted">{t('process.indexNo', { no: publication.indexNo })}</p>
    </>
  );
}
