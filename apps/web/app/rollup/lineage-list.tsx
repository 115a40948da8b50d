import { groupDigits, isDecimalText, localize, type Locale, type Localized } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import type { ReportLineage } from '../outputs.ts';
import { PublicHidden } from '../public-hidden.tsx';
import { OriginDialog, type CellPlace } from './origin-dialog.tsx';

type Row = ReportLineage['rows'][number];
type Reporter = ReportLineage['reporters'][number];

/** Who brings what to a figure, who is missing, and behind it cell and person, each a way to the submission. */
export function LineageList({
  rows,
  reporters,
  periodNames,
}: {
  rows: readonly Row[];
  reporters: readonly Reporter[];
  /** Of the year's periods, in their order. */
  periodNames: readonly Localized[];
}) {
  const { t } = useTranslation(['rollup', 'figures']);
  const [place, setPlace] = useState<CellPlace | null>(null);
  if (reporters.length === 0) return <p className="muted small">{t('lineage.none')}</p>;
  const isRatio = rows.some((row) => row.side === 'per');
  const sides = isRatio ? (['of', 'per'] as const) : (['of'] as const);
  const closed = reporters.filter(({ closedOn, answered }) => closedOn !== null && answered > 0);
  return (
    <>
      {closed.length > 0 && (
        <p className="muted small">
          {t('lineage.closedNote', {
            count: closed.length,
            names: closed.map(({ unitName }) => unitName).join(t('figures:change.listSeparator')),
          })}
        </p>
      )}
      {sides.map((side) => (
        <div key={side} className="lineage">
          {isRatio && <h3>{t(side === 'of' ? 'lineage.numerator' : 'lineage.denominator')}</h3>}
          <ul className="plain-list">
            {reporters.map((reporter) => (
              <UnitCells
                key={reporter.unitId}
                reporter={reporter}
                side={side}
                isRatio={isRatio}
                periodNames={periodNames}
                rows={rows.filter((row) => row.side === side && row.unitId === reporter.unitId)}
                onOpen={setPlace}
              />
            ))}
          </ul>
        </div>
      ))}
      {place && <OriginDialog place={place} onClose={() => setPlace(null)} />}
    </>
  );
}

function UnitCells({
  reporter,
  side,
  isRatio,
  periodNames,
  rows,
  onOpen,
}: {
  reporter: Reporter;
  side: Row['side'];
  isRatio: boolean;
  periodNames: readonly Localized[];
  rows: readonly Row[];
  onOpen: (place: CellPlace) => void;
}) {
  const { t } = useTranslation(['rollup', 'figures', 'origin']);
  const locale = useLocale();
  const own = side === 'of' ? reporter.of : reporter.per;
  const added = side === 'of' ? reporter.adds.numerator : reporter.adds.denominator;
  const missing = reporter.missing.map((period) => nameOf(periodNames, period, locale));
  const head = (
    <>
      <span>{reporter.unitName}</span>
      <span className="spacer" />
      {rows.some((row) => row.explanations > 0) && <Tag tone="warn">{t('rollup:lineage.explained')}</Tag>}
      {reporter.closedOn !== null && <Tag>{t('rollup:lineage.closed', { on: reporter.closedOn })}</Tag>}
      {missing.length > 0 && (
        <Tag tone="alert">
          {t('rollup:lineage.missing', { terms: missing.join(t('figures:change.listSeparator')) })}
        </Tag>
      )}
      {reporter.owed > 0 && reporter.answered === 0 && reporter.missing.length === 0 && (
        <Tag tone="alert">{t('rollup:lineage.notReceived')}</Tag>
      )}
      {reporter.isUnasked && <Tag>{t('rollup:lineage.unasked')}</Tag>}
      {reporter.leaves && <span className="muted small nowrap">{t('rollup:leaves', reporter.leaves)}</span>}
      {rows.length > 0 && isRatio && added === null && <Tag>{t('rollup:lineage.oneSided')}</Tag>}
      {reporter.isHidden && <PublicHidden />}
      <span className="lineage-value">
        {rows.length === 0
          ? '—'
          : rows.some((row) => row.texts.length > 0)
            ? t('rollup:lineage.named', { count: reporter.adds.texts.length })
            : own === null
              ? t('rollup:lineage.notApplicable')
              : shown(own, locale)}
        {/* A count adds one or none, whatever was reported. */}
        {own !== null && added !== null && added !== own && (
          <span className="muted small"> {t('rollup:lineage.adds', { value: shown(added, locale) })}</span>
        )}
      </span>
    </>
  );
  if (rows.length === 0)
    return (
      <li>
        <div className="row lineage-missing">{head}</div>
      </li>
    );
  return (
    <li>
      <details>
        <summary>{head}</summary>
        <ul className="plain-list lineage-cells">
          {rows.map((row) => (
            <CellLine key={`${row.period}/${row.cell}`} row={row} periodNames={periodNames} onOpen={onOpen} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function CellLine({
  row,
  periodNames,
  onOpen,
}: {
  row: Row;
  periodNames: readonly Localized[];
  onOpen: (place: CellPlace) => void;
}) {
  const { t } = useTranslation(['rollup', 'origin']);
  const locale = useLocale();
  const value =
    row.value === 'not_applicable'
      ? t('rollup:lineage.notApplicable')
      : row.value === ''
        ? t('rollup:lineage.nothing')
        : shown(row.value, locale);
  return (
    <li>
      <span className="row">
        <span>
          {row.period === 0 ? t('rollup:lineage.whole') : nameOf(periodNames, row.period, locale)} ·{' '}
          {row.submissionId ? (
            <Link to={`/review/${row.submissionId}?no=${row.revisionNo}#cell-${row.cell}`}>{value}</Link>
          ) : (
            value
          )}
        </span>
        {!row.isCounted && <Tag>{t('rollup:lineage.notCounted')}</Tag>}
      </span>
      <span className="muted small">
        {t(row.deliveryId ? 'rollup:lineage.delivery' : 'rollup:lineage.revision', { no: row.revisionNo })} · {row.by} ·{' '}
        {formatInstant(row.at, 'instant')}
      </span>
      {row.submissionId && (
        <Button
          size="small"
          variant="plain"
          onClick={() => onOpen({ submissionId: row.submissionId ?? '', revisionNo: row.revisionNo, cell: row.cell })}
        >
          {t('origin:open')}
        </Button>
      )}
    </li>
  );
}

function shown(value: string, locale: Locale): string {
  return isDecimalText(value) ? groupDigits(value, locale) : value;
}

function nameOf(periodNames: readonly Localized[], period: number, locale: Locale): string {
  const name = periodNames[period - 1];
  return name ? localize(name, locale) : '';
}
