import { Banner, PageHead } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { OpenedDraft } from '../outputs.ts';

/** A draft that is over is read by nobody here: one goes on from what was published. */
export function ClosedDraft({ opened }: { opened: OpenedDraft }) {
  const { t } = useTranslation(['designer', 'common']);
  const { publishedIssueNo, year } = opened;
  return (
    <>
      <nav aria-label={t('designer:breadcrumb')}>
        <ol className="breadcrumb">
          <li>
            <Link to="/programmes">{t('common:menu.programmes')}</Link>
          </li>
        </ol>
      </nav>
      <PageHead title={t('designer:closed.title')} />
      <Banner>
        {publishedIssueNo === null
          ? t('designer:closed.discarded')
          : t('designer:closed.published', { year, issue: publishedIssueNo })}
      </Banner>
    </>
  );
}
