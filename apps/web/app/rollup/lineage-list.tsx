import { ExactDecimal, groupDigits, isDecimalText } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import type { ReportLineage } from '../outputs.ts';
import { OriginDialog, type CellPlace } from './origin-dialog.tsx';

type Row = ReportLineage['rows'][number];

/** Who reported what behind a figure: school → cell → person, each a way to the submission. */
export function LineageList({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('rollup');
  const [place, setPlace] = useState<CellPlace | null>(null);
  if (rows.length === 0) return <p className="muted small">{t('lineage.none')}</p>;
  const sides = [...new Set(rows.map((row) => row.side))];
  return (
    <>
      {sides.map((side) => {
        const units = [
          ...Map.groupBy(
            rows.filter((row) => row.side === side),
            (row) => row.unitId,
          ).values(),
        ];
        return (
          <div key={side} className="lineage">
            {sides.length > 1 && <h3>{t(side === 'of' ? 'lineage.numerator' : 'lineage.denominator')}</h3>}
            <ul className="plain-list">
              {units.map((group) => (
                <UnitCells key={group[0]?.unitId} rows={group} onOpen={setPlace} />
              ))}
            </ul>
          </div>
        );
      })}
      {place && <OriginDialog place={place} onClose={() => setPlace(null)} />}
    </>
  );
}

function UnitCells({ rows, onOpen }: { rows: readonly Row[]; onOpen: (place: CellPlace) => void }) {
  const { t } = useTranslation(['rollup', 'origin']);
  const locale = useLocale();
  const first = rows[0];
  if (!first) return null;
  const numbers = rows.filter((row) => isDecimalText(row.value));
  const total =
    numbers.length === rows.length
      ? numbers.reduce((sum, row) => sum.plus(row.value), new ExactDecimal(0)).toFixed()
      : null;
  const shown = (value: string): string =>
    value === 'not_applicable'
      ? t('rollup:lineage.notApplicable')
      : isDecimalText(value)
        ? groupDigits(value, locale)
        : value;
  const term = (period: number): string =>
    t(period === 1 ? 'rollup:lineage.spring' : period === 2 ? 'rollup:lineage.autumn' : 'rollup:lineage.whole');
  return (
    <li>
      <details>
        <summary>
          <span>{first.unitName}</span>
          <span className="spacer" />
          {rows.some((row) => row.explanations > 0) && <Tag tone="warn">{t('rollup:lineage.explained')}</Tag>}
          <span className="lineage-value">
            {rows.length === 1
              ? shown(first.value)
              : total === null
                ? t('rollup:lineage.cells', { count: rows.length })
                : groupDigits(total, locale)}
          </span>
        </summary>
        <ul className="plain-list lineage-cells">
          {rows.map((row) => (
            <li key={`${row.period}/${row.cell}`}>
              <span className="row">
                <span>
                  {term(row.period)} ·{' '}
                  {row.submissionId ? (
                    <Link to={`/review/${row.submissionId}?no=${row.revisionNo}#cell-${row.cell}`}>
                      {shown(row.value)}
                    </Link>
                  ) : (
                    shown(row.value)
                  )}
                </span>
              </span>
              <span className="muted small">
                {t(row.deliveryId ? 'rollup:lineage.delivery' : 'rollup:lineage.revision', { no: row.revisionNo })} ·{' '}
                {row.by} · {formatInstant(row.at, 'instant')}
              </span>
              {row.submissionId && (
                <Button
                  size="small"
                  variant="plain"
                  onClick={() =>
                    onOpen({ submissionId: row.submissionId ?? '', revisionNo: row.revisionNo, cell: row.cell })
                  }
                >
                  {t('origin:open')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
