import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { ReportView } from '../outputs.ts';
import { NewerTemplate } from './newer-template.tsx';

/** What its drafter has to know before writing on. */
export function DraftBanners({
  report,
  isWriting,
  onLeave,
}: {
  report: ReportView;
  isWriting: boolean;
  onLeave: () => Promise<boolean>;
}) {
  return (
    <>
      <ReturnBanner report={report} />
      <NewerTemplate report={report} isWriting={isWriting} onLeave={onLeave} />
    </>
  );
}

/** Why a signer sent it back: what the drafter has to do. */
function ReturnBanner({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const last = report.decisions.at(-1);
  if (report.state !== 'drafting' || last?.action !== 'returned') return null;
  return (
    <Banner tone="alert">
      {t('returnedWithin', { by: last.by, at: formatInstant(last.at, 'instant'), reason: last.comment ?? '' })}
    </Banner>
  );
}

/** How the report stands at the superior's. */
export function DeliveryBanner({ report: { delivery, annulment, ...report } }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  if (!delivery || annulment) return null;
  const superior = report.superior ?? '';
  const by = delivery.decidedBy ?? '';
  const at = formatInstant(delivery.decidedAt ?? delivery.sentAt, 'instant');
  if (delivery.state === 'returned')
    return <Banner tone="alert">{t('returned', { superior, by, at, reason: delivery.reason ?? '' })}</Banner>;
  return delivery.state === 'accepted' ? (
    <Banner tone="ok">{t('accepted', { superior, by, at })}</Banner>
  ) : (
    <Banner>{t('pendingDelivery', { superior, at })}</Banner>
  );
}
