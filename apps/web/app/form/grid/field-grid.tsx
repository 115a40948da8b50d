import {
  isNumeric,
  isWorkedOut,
  localize,
  missingCell,
  printCell,
  totalOf,
  type CellContent,
  type DataElement,
} from '@huibao/domain';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { Mark } from '../sync/marks.ts';
import type { Place } from '../sync/places.ts';
import { askedBy } from './asked-by.ts';
import { DrawnCell, drawnOf, isDrawnAlike, type DrawnState } from './cell.tsx';
import type { Position } from './navigation.ts';
import { labelsOf } from '../sync/labels-of.ts';
import { lockNotAsked } from './not-asked.ts';
import { changeOf, relationOf, type FieldRow, type SectionPart } from './rows.ts';
import { useGrid, type GridParts } from './use-grid.ts';

type Props = Omit<GridParts, 'source'> & {
  readonly part: Extract<SectionPart, { kind: 'fields' }>;
  readonly label: string;
};

/** The fixed cells of a section: number, what is asked, this term, the same term last year, the change. */
export function FieldGrid({ part: asked, label, ...parts }: Props) {
  const { form, locale } = parts;
  const part = useMemo(() => withLocked(asked, form.evaluation.notAsked), [asked, form.evaluation.notAsked]);
  const { t } = useTranslation('form');
  const source = useMemo(
    () => ({
      rows: part.places.length,
      cols: 1,
      placeAt: ({ row, col }: Position) => (col === 0 ? part.places[row] : undefined),
    }),
    [part],
  );
  const grid = useGrid({ ...parts, source });
  const numbers = useMemo(
    () =>
      new Map(
        part.rows.flatMap((row) =>
          row.kind === 'field' && row.place.option === null
            ? [[row.place.id, row.number] as const]
            : row.kind === 'head'
              ? [[row.element.code, row.number] as const]
              : [],
        ),
      ),
    [part],
  );
  const separator = t('nameSeparator');
  const { view } = form;
  const lines = useMemo(() => {
    const labels = labelsOf(view);
    let row = -1;
    return part.rows.map((line) => {
      if (line.kind === 'group') return line;
      const element = line.kind === 'head' ? line.element : line.place.element;
      const deciding = element.when === undefined ? '' : askedBy(view.form, element.code, locale).join(separator);
      if (line.kind === 'head') return { ...line, line, deciding };
      row += 1;
      const { type } = element;
      return {
        ...line,
        at: { row, col: 0 },
        name: localize((line.place.option ? line.place : element).label, locale),
        isLong: type === 'narrative' || type === 'attachment' || type === 'text',
        relation: relationOf(element, numbers, labels, locale),
        deciding,
      };
    });
  }, [part, numbers, view, locale, separator]);
  return (
    <div className="card grid-card">
      <table className="grid" role="grid" aria-label={label}>
        <colgroup>
          <col className="no" />
          <col />
          <col className="now" />
          <col className="last" />
          <col className="delta" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('columns.number')}</span>
            </th>
            <th scope="col">{t('columns.label')}</th>
            <th scope="col" className="num">
              {t('columns.now')}
            </th>
            <th scope="col" className="num">
              {t('columns.lastYear')}
            </th>
            <th scope="col" className="num">
              {t('columns.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            if (line.kind === 'group')
              return (
                <tr key={line.id} className="group">
                  <th scope="rowgroup" colSpan={5}>
                    {localize(line.title, locale)}
                  </th>
                </tr>
              );
            if (line.kind === 'head')
              return <HeadRow key={line.id} line={line.line} form={form} deciding={line.deciding} />;
            const { place, at } = line;
            return (
              <Line
                key={line.id}
                line={line}
                before={form.lastYear?.get(place.id)}
                judged={form.marks.of(place.id)}
                {...drawnOf({ form, grid, place, at })}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface DrawnLine {
  readonly number: string;
  readonly relation: string | null;
  readonly deciding: string;
  readonly name: string;
  readonly isLong: boolean;
}

/** One question and its cell, drawn anew only when something of its own has changed: hundreds stand on a page. */
const Line = memo(function Line({
  line: { number, relation, deciding, name, isLong },
  before,
  judged,
  ...drawn
}: DrawnState & {
  readonly line: DrawnLine;
  readonly before: CellContent | undefined;
  /** The mark of what stands there, of a locked cell too. */
  readonly judged: Mark | null;
}) {
  const { place, content } = drawn;
  const className = [place.option && 'option', place.isNotAsked && 'not-asked'].filter(Boolean).join(' ');
  return (
    <tr className={className}>
      <LineHead number={number} place={place} relation={relation} deciding={deciding} />
      <DrawnCell {...drawn} name={name} {...(isLong ? { colSpan: 3 } : {})} />
      {!isLong && <Comparison element={place.element} content={content} before={before} mark={judged} />}
    </tr>
  );
}, isDrawnAlike);

/** What a line asks, drawn anew only when that has changed: a thousand lines answer each key. */
const LineHead = memo(function LineHead({
  number,
  place,
  relation,
  deciding,
}: {
  readonly number: string;
  readonly place: Place;
  readonly relation: string | null;
  readonly deciding: string;
}) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { element, option } = place;
  return (
    <>
      <td className="no">{number}</td>
      <th scope="row" className="label">
        {localize((option ?? element).label, locale)}
        <UnitNote element={element} relation={relation} deciding={deciding} isOption={option !== null} />
        {element.required && !place.isLocked && (
          <span className="required" title={t('required')}>
            *
          </span>
        )}
      </th>
    </>
  );
});

function UnitNote({
  element,
  relation,
  deciding,
  isOption,
}: {
  element: DataElement;
  relation: string | null;
  /** Names of what decides whether it is asked. */
  deciding: string;
  isOption: boolean;
}) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const unit = element.type === 'boolean' ? t('yesNo') : element.unit ? localize(element.unit, locale) : '';
  const notes = [
    unit,
    !isOption && isNumeric(element.type) && element.flow === 'stock' && !isWorkedOut(element) && t('asAtEnd'),
    relation ?? (element.calculated !== undefined && t('computed')),
    element.takenFrom !== undefined && t('takenFrom'),
    element.fromSensitiveRegister !== undefined && t('fromRegister'),
    !isOption && element.when !== undefined && t('askedBy', { names: deciding }),
  ];
  const text = notes.filter(Boolean).join(t('noteSeparator'));
  return text ? <small>{text}</small> : null;
}

/** Places whose condition doesn't hold, locked; the same part where all are asked. */
function withLocked(part: Props['part'], notAsked: ReadonlySet<string>): Props['part'] {
  const places = lockNotAsked(part.places, notAsked);
  if (places === part.places) return part;
  const locked = new Map(places.map((place) => [place.id, place]));
  return {
    ...part,
    places,
    rows: part.rows.map((row) =>
      row.kind === 'field' ? { ...row, place: locked.get(row.place.id) ?? row.place } : row,
    ),
  };
}

/** A disaggregated element: its name and unit once, and the sum of its options. */
function HeadRow({
  line,
  form,
  deciding,
}: {
  readonly line: Extract<FieldRow, { kind: 'head' }>;
  readonly form: Props['form'];
  readonly deciding: string;
}) {
  const locale = useLocale();
  const { t } = useTranslation('form');
  const { element, places, number } = line;
  const sum = (cells: Props['form']['lastYear']): string | null =>
    isNumeric(element.type) && cells ? totalOf(places.map((place) => cells.get(place.id) ?? missingCell)) : null;
  const print = (total: string | null): string =>
    total === null ? '' : printCell(element, { state: 'value', value: total }, locale);
  const now = sum(form.evaluation.cells);
  const before = sum(form.lastYear);
  const change =
    now !== null && before !== null
      ? changeOf(element, { state: 'value', value: now }, { state: 'value', value: before }, locale)
      : null;
  return (
    <tr className="head">
      <td className="no">{number}</td>
      <th scope="row" className="label">
        {localize(element.label, locale)}
        <UnitNote
          element={element}
          relation={isNumeric(element.type) ? t('total') : null}
          deciding={deciding}
          isOption={false}
        />
      </th>
      <td className="total">{print(now)}</td>
      <td className="last">{print(before)}</td>
      <td className="last">{change?.text ?? ''}</td>
    </tr>
  );
}

const Comparison = memo(function Comparison({
  element,
  content,
  before,
  mark,
}: {
  readonly element: DataElement;
  readonly content: CellContent;
  readonly before: CellContent | undefined;
  readonly mark: Mark | null;
}) {
  const locale = useLocale();
  const change = changeOf(element, content, before, locale);
  const tone = mark === 'invalid' ? 'last alert-text' : mark === 'explain' ? 'last warn-text' : 'last';
  return (
    <>
      <td className="last">{before ? printCell(element, before, locale) : ''}</td>
      <td className={change ? tone : 'last'}>{change?.text ?? (before && content.state !== 'missing' ? '—' : '')}</td>
    </>
  );
}, isDrawnAlike);
