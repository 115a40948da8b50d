import { codeOfMeasure, localize, type PivotDefinition } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { CellExplanation, Pivot } from '../outputs.ts';
import { PublicHidden } from '../public-hidden.tsx';
import { shownValue } from '../rollup/indicator-values.ts';
import { LineageList } from '../rollup/lineage-list.tsx';
import { useHeadLabels } from './head-labels.ts';
import type { ChosenCell } from './pivot-table.tsx';
import { AddedMark } from '../programme/added-mark.tsx';

/** What stands behind a figure of the table: who reported what, of that slice alone. */
export function CellPanel({ pivot, chosen, onClose }: { pivot: Pivot; chosen: ChosenCell; onClose: () => void }) {
  const { t } = useTranslation(['analysis', 'rollup']);
  const locale = useLocale();
  const labels = useHeadLabels(pivot);
  const [explanation, setExplanation] = useState<CellExplanation | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { row, column, cell } = chosen;
  const measure = labels.measureAt(row, column);
  useEffect(() => {
    let isGone = false;
    const { sort: _sort, ...definition }: PivotDefinition = pivot.definition;
    setExplanation(null);
    setFailure(null);
    client.analysis.explain.query({ definition, at: { ...row.at, ...column.at } }).then(
      (found) => {
        if (!isGone) setExplanation(found);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [pivot.definition, row, column]);
  return (
    <aside
      className="card side-card cell-panel"
      aria-label={t('rollup:lineage.title')}
      aria-busy={explanation === null && failure === null}
    >
      <div className="row">
        <h2>
          {measure ? localize(measure.label, locale) : ''}
          {measure && <AddedMark code={codeOfMeasure(measure.key)} />}
        </h2>
        <span className="spacer" />
        <button type="button" className="button plain small" aria-label={t('rollup:lineage.close')} onClick={onClose}>
          ×
        </button>
      </div>
      <p className="muted small">
        {labels.row(row)} · {labels.own(column)}
      </p>
      <p>
        <span className="big-figure">{shownValue(cell, measure?.decimals ?? 0, locale)}</span>{' '}
        <span className="muted">{measure ? localize(measure.unit, locale) : ''}</span>{' '}
        <Tag tone={cell.isPartial ? 'warn' : 'ok'}>
          {t('rollup:lineage.answered', { answered: cell.answered, expected: cell.expected })}
        </Tag>
        {cell.isHidden && <PublicHidden />}
      </p>
      <FailureAlert failure={failure} />
      {explanation && (
        <div className="side-scroll">
          <LineageList
            rows={explanation.rows}
            reporters={explanation.reporters}
            periodNames={explanation.periodNames}
          />
        </div>
      )}
    </aside>
  );
}
