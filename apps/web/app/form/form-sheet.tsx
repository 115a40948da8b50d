import {
  cellId,
  cellMap,
  columnCode,
  contentAt,
  isNumeric,
  localize,
  missingCell,
  printCell,
  registerRows,
  slotContent,
  type CellMap,
  type Locale,
  type Register,
} from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import { GridTable, GridTitle } from './grid/grid-table.tsx';
import { partsOf, type SectionPart } from './grid/rows.ts';
import { printStateOf } from './print-state.ts';
import { evaluateView } from './sync/evaluate-view.ts';
import { columnsFor } from './sync/places.ts';
import type { SubmissionView } from './sync/view.ts';

const blankRows = 5;
/** A list of more columns is printed across the long side of the page. */
const columnsUpright = 7;

function isWide(part: SectionPart, { unit }: SubmissionView): boolean {
  switch (part.kind) {
    case 'fields':
      return false;
    case 'grid':
      return part.layout.labelColumns + (part.lines[0]?.length ?? 0) > columnsUpright;
    case 'register':
      return columnsFor(part.register.columns, unit).length > columnsUpright;
  }
}

/** The whole form on A4 with its sign-off. */
export function FormSheet({ view, isBlank }: { view: SubmissionView; isBlank: boolean }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { form, unit } = view;
  const evaluation = useMemo(() => (isBlank ? null : evaluateView(view, cellMap(view.cells))), [view, isBlank]);
  const cells: CellMap = evaluation?.cells ?? new Map();
  // An explanation whose value was mended since explains nothing any more.
  const warned = new Map(
    evaluation?.findings.flatMap(({ rule, severity, message }) =>
      severity === 'warning' ? [[rule, message] as const] : [],
    ),
  );
  const explained = view.explanations.flatMap(({ finding, text }) => {
    const message = warned.get(finding);
    return message && text !== '' ? [{ finding, text, message }] : [];
  });
  const { state, signed } = printStateOf(view);
  return (
    <article className="sheet">
      <h1>{localize(form.title, locale)}</h1>
      <div className="sheet-meta">
        <span>{t('print.unit', { unit: unit.name })}</span>
        <span>{t('print.term', { term: localize(view.period.label, locale) })}</span>
        <span>{localize(form.number, locale)}</span>
      </div>
      {!isBlank && (
        <p className="sheet-state">
          {t('print.state', { state: t(`print.states.${state}`, { no: view.revisionNo }) })}
        </p>
      )}
      <p>{t('print.page', { text: localize(form.instructions, locale) })}</p>
      {form.sections.map((section) => {
        const parts = partsOf(section, unit);
        if (parts.length === 0) return null;
        return (
          <section key={section.code} className={parts.some((part) => isWide(part, view)) ? 'wide' : ''}>
            <h2>{localize(section.title, locale)}</h2>
            {parts.map((part) =>
              part.kind === 'fields' ? (
                <FieldsTable key={part.id} part={part} cells={cells} locale={locale} />
              ) : part.kind === 'grid' ? (
                <MergedTable key={part.id} part={part} cells={cells} locale={locale} />
              ) : (
                <RegisterTable
                  key={part.id}
                  register={part.register}
                  view={view}
                  cells={cells}
                  isBlank={isBlank}
                  locale={locale}
                />
              ),
            )}
          </section>
        );
      })}
      {explained.length > 0 && (
        <>
          <h2>{t('print.explanations')}</h2>
          <ul>
            {explained.map(({ finding, text, message }) => (
              <li key={finding}>{t('print.explained', { message: localize(message, locale), text })}</li>
            ))}
          </ul>
        </>
      )}
      <section className="sign-off" aria-label={t('print.signOff')}>
        {!isBlank && signed && (
          <p>
            {t('print.revision', { no: signed.no, at: formatInstant(signed.submittedAt, 'instant') })}
            <br />
            <span className="hash">{t('print.hash', { hash: signed.hash })}</span>
          </p>
        )}
        <table>
          <tbody>
            <tr>
              <th>{t('print.reporter')}</th>
              <td />
              <th>{t('print.checker')}</th>
              <td />
            </tr>
            <tr>
              <th>{t('print.head')}</th>
              <td />
              <th>{t('print.phone')}</th>
              <td />
            </tr>
            <tr>
              <th>{t('print.date')}</th>
              <td />
              <th className="seal">{t('print.seal')}</th>
              <td className="seal" />
            </tr>
          </tbody>
        </table>
      </section>
    </article>
  );
}

function FieldsTable({
  part,
  cells,
  locale,
}: {
  part: Extract<SectionPart, { kind: 'fields' }>;
  cells: CellMap;
  locale: Locale;
}) {
  const { t } = useTranslation('form');
  return (
    <table>
      <thead>
        <tr>
          <th className="no">{t('columns.number')}</th>
          <th>{t('columns.label')}</th>
          <th className="value">{t('columns.now')}</th>
        </tr>
      </thead>
      <tbody>
        {part.rows.map((row) => {
          if (row.kind === 'group')
            return (
              <tr key={row.id} className="group">
                <th colSpan={3}>{localize(row.title, locale)}</th>
              </tr>
            );
          const element = row.kind === 'head' ? row.element : row.place.element;
          const unit = element.unit ? localize(element.unit, locale) : '';
          const label =
            row.kind === 'field' && row.place.option
              ? `　${localize(row.place.option.label, locale)}`
              : `${localize(element.label, locale)}${unit ? t('print.inUnit', { unit }) : ''}`;
          if (row.kind === 'head')
            return (
              <tr key={`head-${row.id}`}>
                <td className="no">{row.number}</td>
                <th colSpan={2}>{label}</th>
              </tr>
            );
          const text = printCell(element, cells.get(row.place.id) ?? missingCell, locale);
          if (element.type === 'narrative')
            return (
              <tr key={row.id} className="tall">
                <td className="no">{row.number}</td>
                <td colSpan={2} className="pre-line">
                  {label}
                  {'\n'}
                  {text}
                </td>
              </tr>
            );
          return (
            <tr key={row.id}>
              <td className="no">{row.number}</td>
              <th>{label}</th>
              <td className="value num">{text}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function MergedTable({
  part: { grid, layout },
  cells,
  locale,
}: {
  part: Extract<SectionPart, { kind: 'grid' }>;
  cells: CellMap;
  locale: Locale;
}) {
  return (
    <>
      <p className="table-title">
        <GridTitle grid={grid} layout={layout} />
      </p>
      <GridTable
        className="merged-sheet"
        grid={grid}
        layout={layout}
        renderSlot={(slot, { row, col }) => (
          <td key={`${row}-${col}`} className={isNumeric(slot.element.type) ? 'num' : ''}>
            {printCell(slot.element, slotContent(slot, cells), locale)}
          </td>
        )}
      />
    </>
  );
}

function RegisterTable({
  register,
  view,
  cells,
  isBlank,
  locale,
}: {
  register: Register;
  view: SubmissionView;
  cells: CellMap;
  isBlank: boolean;
  locale: Locale;
}) {
  const { t } = useTranslation('form');
  const columns = columnsFor(register.columns, view.unit);
  const keys = registerRows(view.form, cells).get(register.code) ?? [];
  const lines = isBlank ? Array.from({ length: blankRows }, (_, index) => `blank-${index}`) : keys;
  const answer = contentAt(cells, register.code);
  const isNothing = !isBlank && keys.length === 0 && answer.value === 'nothing';
  return (
    <table>
      <thead>
        <tr>
          <th colSpan={columns.length + 1}>{localize(register.label, locale)}</th>
        </tr>
        <tr>
          <th className="no">{t('columns.number')}</th>
          {columns.map((column) => (
            <th key={column.code}>{localize(column.label, locale)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((key, index) => (
          <tr key={key}>
            <td className="no">{index + 1}</td>
            {columns.map((column) => (
              <td key={column.code}>
                {printCell(
                  column,
                  cells.get(cellId({ code: columnCode(register, column), key })) ?? missingCell,
                  locale,
                )}
              </td>
            ))}
          </tr>
        ))}
        {lines.length === 0 && (
          <tr>
            <td colSpan={columns.length + 1}>
              {isNothing ? t('print.nothing') : answer.state === 'not_applicable' ? t('notAsked') : ' '}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
