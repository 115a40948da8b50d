import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import type { ReportView } from '../outputs.ts';

/** 拟稿 → 核稿 → 签发 → 上报 → 公开: where the report stands, who took each step and when. */
export function ReportChain({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const isIssued = report.state === 'issued' || report.state === 'superseded';
  const doneAs = (action: string) => report.decisions.findLast((one) => one.action === action);
  // Whoever has nobody above sends it nowhere.
  const codes = (['number', 'send', 'publish'] as const).filter((code) => code !== 'send' || report.superior !== null);
  const later = codes.map((code) => {
    const decision = doneAs(code === 'number' ? 'numbered' : code === 'send' ? 'sent' : 'published');
    return {
      code,
      label: t(`chain.${code}`, { superior: report.superior ?? '' }),
      isDone: decision !== undefined,
      by: decision?.by ?? null,
      at: decision?.at ?? null,
    };
  });
  const firstAhead = later.find((one) => !one.isDone)?.code;
  const steps = [
    ...report.chain.map((step) => ({
      code: step.code,
      label: localize(step.label, locale),
      state: step.state,
      by: step.by,
      at: step.at,
    })),
    ...later.map((step) => ({
      ...step,
      state: step.isDone
        ? ('done' as const)
        : isIssued && step.code === firstAhead
          ? ('current' as const)
          : ('ahead' as const),
    })),
  ];
  return (
    <ol className="chain" aria-label={t('chain.label')}>
      {steps.map((step) => (
        <li key={step.code} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span>
            {step.state === 'done' && <span aria-hidden>✓ </span>}
            {step.label}
            <span className="visually-hidden">{t(`chain.${step.state}`)}</span>
          </span>
          {step.by && step.at && (
            <small>
              {step.by} {formatInstant(step.at, 'date').slice(5)}
            </small>
          )}
        </li>
      ))}
    </ol>
  );
}
