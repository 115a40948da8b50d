import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../outputs.ts';

type Version = ReportView['otherVersions'][number];

/** The other versions that still say what they said. */
export function standingVersions(report: ReportView): readonly Version[] {
  return report.otherVersions.filter((one) => one.annulledOn === null);
}

export function VersionLinks({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('reports');
  if (versions.length === 0) return null;
  return (
    <ul className="plain-list">
      {versions.map((one) => (
        <li key={one.id}>
          <Link to={`/reports/${one.id}`}>{t('process.version', { no: one.version })}</Link>
        </li>
      ))}
    </ul>
  );
}
