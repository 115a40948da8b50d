import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../outputs.ts';
import { useRootData } from '../../root.tsx';

/** Whoever has had a part in this version can't have another: said before they try. */
export function PartBanner({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const role = useRootData()?.profile?.membership.role;
  const current = report.chain.find((step) => step.state === 'current');
  const isMine = current !== undefined && current.role === role;
  if (!isMine || report.part === null || report.part === current.code) return null;
  return <Banner tone="warn">{t(report.part === report.chain[0]?.code ? 'part.drafted' : 'part.signed')}</Banner>;
}
