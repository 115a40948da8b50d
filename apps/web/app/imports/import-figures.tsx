import { useTranslation } from 'react-i18next';
import type { ImportSummary } from '../outputs.ts';

/** What a file comes to. */
export function ImportFigures({ one: { totals, refusals } }: { one: ImportSummary }) {
  const { t } = useTranslation('imports');
  return (
    <div className="kpis">
      <div className="card kpi">
        <span className="label">{t('kpi.units')}</span>
        <span className="value">{totals.units}</span>
        <span className="small muted">{t('kpi.forms', { count: totals.forms })}</span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.added')}</span>
        <span className="value">{totals.added}</span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.changed')}</span>
        <span className="value">{totals.changed}</span>
        <span className="small muted">{`${t('kpi.same')} ${totals.same}`}</span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.refused')}</span>
        <span className={refusals > 0 ? 'value warn-text' : 'value'}>{refusals}</span>
        <span className="small muted">{t('kpi.refusedHint')}</span>
      </div>
      <div className="card kpi">
        <span className="label">{t('kpi.rules')}</span>
        <span className="value">
          {totals.errors} <small>/ {totals.warnings}</small>
        </span>
        <span className="small muted">{t('kpi.rulesHint')}</span>
      </div>
    </div>
  );
}
