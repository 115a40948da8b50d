import { formatFigure, localize, type IndicatorDraft, type IndicatorValue } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { shownValue } from '../rollup/indicator-values.ts';
import { usePreview } from './use-preview.ts';

/** Beside the form: what the definition says, the figure as it prints, and each unit's own value. */
export function PreviewPanel({
  programme,
  year,
  code,
  draft,
  reading,
}: {
  programme: string;
  year: number;
  code: string | null;
  draft: IndicatorDraft | null;
  reading: string | null;
}) {
  const { t } = useTranslation(['indicators', 'figures']);
  const locale = useLocale();
  const { preview, isWorking, failure } = usePreview({ programme, year }, code, draft);
  return (
    <aside className="card side-card sticky-side indicator-preview" aria-label={t('preview.title')} tabIndex={0}>
      <div className="row">
        <h2>{t('preview.title')}</h2>
        <span className="muted small">{t('preview.year', { year })}</span>
        <span className="spacer" />
        <span className="muted small" role="status">
          {isWorking ? t('preview.working') : ''}
        </span>
      </div>
      {reading !== null && <p className="reading">{reading}</p>}
      <FailureAlert failure={failure} />
      {draft && preview ? (
        <div className={isWorking ? 'preview-figures waiting' : 'preview-figures'}>
          <p>
            <span className="muted small">{t('preview.printed')}</span>
            <br />
            <span className="big-figure" data-testid="printed">
              {printed(preview.value, draft)}
            </span>
          </p>
          <p className="row">
            <Tag tone={preview.isPartial ? 'warn' : 'ok'}>
              {t('preview.answered', {
                answered: preview.value?.answered ?? 0,
                expected: preview.value?.expected ?? 0,
              })}
            </Tag>
            {preview.isPartial && <Tag tone="warn">{t('preview.partial')}</Tag>}
            <span className="muted">
              {t('preview.lastYear', { value: shownValue(preview.lastYear, draft.decimals, locale) })}
            </span>
          </p>
          {preview.level !== 'bureau' && <p className="muted small">{t('preview.delivered')}</p>}
          {preview.units.length === 0 ? (
            <p className="muted small">{t('preview.nobody')}</p>
          ) : (
            <table className="table preview-units">
              <thead>
                <tr>
                  <th scope="col">{t('preview.units')}</th>
                  <th scope="col" className="num">
                    {t('preview.value')}
                    {localize(draft.unit, locale) && <span className="muted"> ({localize(draft.unit, locale)})</span>}
                  </th>
                </tr>
              </thead>
              <tbody>
                {preview.units.map((unit) => (
                  <tr key={unit.unitId}>
                    <th scope="row">{unit.name}</th>
                    <td className="num">
                      {unit.value.answered === 0 && unit.value.value === null ? (
                        <span className="muted">
                          {t(unit.value.expected === 0 ? 'preview.notAsked' : 'preview.notAnswered')}
                        </span>
                      ) : draft.operator.op === 'list' ? (
                        unit.value.texts.join(t('figures:change.listSeparator')) || '—'
                      ) : (
                        shownValue(unit.value, draft.decimals, locale)
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      ) : (
        !failure && <p className="muted">{draft ? t('preview.working') : t('preview.wait')}</p>
      )}
    </aside>
  );
}

/** As the document prints it: a Chinese one. */
function printed(value: IndicatorValue | null, draft: IndicatorDraft): string {
  return formatFigure(value ?? { value: null, texts: [] }, draft.format, draft.unit.zh, draft.decimals);
}
