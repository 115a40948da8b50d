import { Meter } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { BoardTally } from './board-rows.ts';

export function BoardKpis({ tally }: { tally: BoardTally }) {
  const { t } = useTranslation('collections');
  return (
    <div className="kpis">
      <div className="card kpi">
        <span className="label">{t('kpi.expected')}</span>
        <span className="value">{t('kpi.forms', { count: tally.expected })}</span>
        <span className="small muted">
          {tally.formsEach === null
            ? t('kpi.uneven', { count: tally.schools })
            : t('kpi.schools', { schools: tally.schools, forms: tally.formsEach })}
        </span>
        {tally.sections > 0 && <span className="small muted">{t('kpi.sections', { count: tally.sections })}</span>}
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.submitted')}</span>
        <span className="value">
          {tally.submitted} <small>/ {tally.expected}</small>
        </span>
        <Meter value={tally.submitted} of={tally.expected} label={t('kpi.submitted')} />
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.accepted')}</span>
        <span className="value">
          {tally.accepted} <small>/ {tally.expected}</small>
        </span>
        <Meter value={tally.accepted} of={tally.expected} label={t('kpi.accepted')} tone="ok" />
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.waiting')}</span>
        <span className={tally.waiting > 0 ? 'value warn-text' : 'value'}>{tally.waiting}</span>
        <span className="small muted">
          {tally.waiting > 0 ? t('kpi.oldest', { days: tally.oldestDays }) : t('kpi.noneWaiting')}
        </span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.explained')}</span>
        <span className="value">{tally.explained}</span>
        <span className="small muted">{t('kpi.explainedHint')}</span>
      </div>
    </div>
  );
}
