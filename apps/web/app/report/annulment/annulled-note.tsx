import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../outputs.ts';
import { standingVersions, VersionLinks } from './version-links.tsx';

/** What became of a version that was annulled, in the place of its text. */
export function AnnulledNote({ report }: { report: ReportView }) {
  const { t } = useTranslation(['reports', 'published']);
  if (report.annulment === null) return null;
  const { on, ground } = report.annulment;
  const decision = report.decisions.findLast((one) => one.action === 'annulled');
  const others = standingVersions(report);
  const isLast = report.otherVersions.every((one) => one.version < report.version);
  return (
    <Banner tone="alert">
      <p>
        {t('reports:annulled.text', {
          by: decision?.by ?? '',
          date: on,
          ground: t(`published:annulled.grounds.${ground}`),
          reason: decision?.comment ?? '',
        })}
      </p>
      {isLast && <p>{t('reports:annulled.correct')}</p>}
      {others.length > 0 && <p>{t('reports:annulled.others')}</p>}
      <VersionLinks versions={others} />
    </Banner>
  );
}
