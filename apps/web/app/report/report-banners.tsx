import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../dates.ts';
import type { ReportView } from '../outputs.ts';

/** Why a signer sent it back: what the drafter has to do. */
export function ReturnBanner({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const last = report.decisions.at(-1);
  if (report.state !== 'drafting' || last?.action !== 'returned') return null;
  return (
    <Banner tone="alert">
      {t('returnedWithin', { by: last.by, at: formatInstant(last.at, 'instant'), reason: last.comment ?? '' })}
    </Banner>
  );
}

/** What became of it where it went up. */
export function DeliveryBanner({ report: { delivery } }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  if (!delivery) return null;
  const by = delivery.decidedBy ?? '';
  const at = formatInstant(delivery.decidedAt ?? delivery.sentAt, 'instant');
  if (delivery.state === 'returned')
    return <Banner tone="alert">{t('returned', { by, at, reason: delivery.reason ?? '' })}</Banner>;
  return delivery.state === 'accepted' ? (
    <Banner tone="ok">{t('accepted', { by, at })}</Banner>
  ) : (
    <Banner>{t('pendingDelivery', { at })}</Banner>
  );
}
