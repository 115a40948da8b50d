import {
  cellOptionsOf,
  decimalsOf,
  ExactDecimal,
  formatNumber,
  isNumeric,
  layOutGrid,
  localize,
  matchesUnit,
  type CellContent,
  type DataElement,
  type FormSection,
  type Grid,
  type GridLayout,
  type GridSlot,
  type Locale,
  type Localized,
  type Register,
  type UnitTraits,
} from '@huibao/domain';
import { placeOf, placeOfCell, type Place } from '../sync/places.ts';

export type FieldRow =
  | { readonly kind: 'group'; readonly id: string; readonly title: Localized }
  /** A disaggregated element's own line: its options follow, its total is computed. */
  | {
      readonly kind: 'head';
      readonly id: string;
      readonly number: string;
      readonly element: DataElement;
      readonly places: readonly Place[];
    }
  | { readonly kind: 'field'; readonly id: string; readonly number: string; readonly place: Place };

export type SectionPart =
  | {
      readonly kind: 'fields';
      readonly id: string;
      readonly rows: readonly FieldRow[];
      readonly places: readonly Place[];
    }
  | GridPart
  | { readonly kind: 'register'; readonly id: string; readonly register: Register };

export interface GridPart {
  readonly kind: 'grid';
  readonly id: string;
  readonly grid: Grid;
  readonly layout: GridLayout;
  /** Line by line what stands in its columns. */
  readonly lines: readonly (readonly Place[])[];
  /** Its cells, without the sums. */
  readonly places: readonly Place[];
  /** The sums, which the form has no cells for: by the place that shows one, what it stands for. */
  readonly totals: ReadonlyMap<string, GridSlot>;
}

const partsBySection = new WeakMap<
  FormSection,
  { readonly unit: UnitTraits; readonly parts: readonly SectionPart[] }
>();

/**
 * A section as its tables: neighbouring blocks of fields make one, each grid and each register has its own. Made once
 * for a section, since each key asks for those of all sections.
 */
export function partsOf(section: FormSection, unit: UnitTraits): readonly SectionPart[] {
  const known = partsBySection.get(section);
  if (known?.unit === unit) return known.parts;
  const parts = makeParts(section, unit);
  partsBySection.set(section, { unit, parts });
  return parts;
}

function makeParts(section: FormSection, unit: UnitTraits): readonly SectionPart[] {
  const parts: SectionPart[] = [];
  let number = 0;
  let rows: FieldRow[] = [];
  const close = (): void => {
    if (rows.length > 0)
      parts.push({
        kind: 'fields',
        id: `fields-${parts.length}`,
        rows,
        places: rows.flatMap((row) => (row.kind === 'field' ? [row.place] : [])),
      });
    rows = [];
  };
  section.blocks.forEach((block, index) => {
    if (block.kind === 'register') {
      close();
      parts.push({ kind: 'register', id: block.register.code, register: block.register });
      return;
    }
    if (block.kind === 'grid') {
      const part = gridPart(section.code, block, `grid-${index}`, unit);
      if (part.places.length === 0) return;
      close();
      parts.push(part);
      return;
    }
    const elements = block.elements.filter((element) => matchesUnit(element.appliesTo, unit));
    if (elements.length === 0) return;
    rows.push({ kind: 'group', id: `group-${index}`, title: block.title });
    for (const element of elements) {
      number += 1;
      rows.push(...rowsOf(section.code, element, String(number), unit));
    }
  });
  close();
  return parts;
}

function gridPart(section: string, grid: Grid, id: string, unit: UnitTraits): GridPart {
  const layout = layOutGrid(grid, unit);
  const places: Place[] = [];
  const totals = new Map<string, GridSlot>();
  const lines = layout.lines.map(({ slots }) =>
    slots.map((slot) => {
      const { element, option, isTotal } = slot;
      const label = isTotal && grid.total ? { code: '', label: grid.total } : option;
      const place = placeOf(section, element, label, { code: element.code, key: option?.code ?? '' });
      if (!isTotal) {
        places.push(place);
        return place;
      }
      totals.set(place.id, slot);
      return { ...place, isLocked: true };
    }),
  );
  return { kind: 'grid', id, grid, layout, lines, places, totals };
}

function rowsOf(section: string, element: DataElement, number: string, unit: UnitTraits): readonly FieldRow[] {
  const options = cellOptionsOf(element);
  if (!options)
    return [
      {
        kind: 'field',
        id: element.code,
        number,
        place: placeOfCell(section, element, null),
      },
    ];
  const places = options
    .filter((option) => matchesUnit(option.appliesTo, unit))
    .map((option) => placeOfCell(section, element, option));
  return [
    { kind: 'head', id: element.code, number, element, places },
    ...places.map((place, index): FieldRow => ({
      kind: 'field',
      id: place.id,
      number: `${number}.${index + 1}`,
      place,
    })),
  ];
}

/** A calculation as people write it, by row numbers or labels; null where it is more than arithmetic. */
export function relationOf(
  element: DataElement,
  numbers: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, Localized>,
  locale: Locale,
): string | null {
  const { calculated } = element;
  if (calculated === undefined || !/^[\w\s.+\-*/()]+$/.test(calculated) || /[a-z_]\w*\s*\(/.test(calculated))
    return null;
  const named = calculated.replace(
    /[a-z_]\w*/g,
    (name) =>
      numbers.get(name) ??
      (labels.has(name) ? `“${localize(labels.get(name) ?? { zh: name, en: name }, locale)}”` : name),
  );
  return `= ${named.replaceAll('*', '×').replaceAll('/', '÷').replaceAll('-', '−')}`;
}

export interface Change {
  readonly text: string;
  /** Of last year's value, when there is one. */
  readonly share: number | null;
}

/** This term against the same term a year before: per cent where last year was ten or more, else the difference. */
export function changeOf(
  element: DataElement,
  now: CellContent,
  lastYear: CellContent | undefined,
  locale: Locale,
): Change | null {
  if (
    !isNumeric(element.type) ||
    now.state !== 'value' ||
    lastYear?.state !== 'value' ||
    !isDecimal(now.value) ||
    !isDecimal(lastYear.value)
  )
    return null;
  const before = new ExactDecimal(lastYear.value);
  const difference = new ExactDecimal(now.value).minus(before);
  const share = before.isZero() ? null : difference.div(before).toNumber();
  const sign = difference.isPositive() && !difference.isZero() ? '+' : '';
  const isShown = before.abs().greaterThanOrEqualTo(10) && element.type !== 'percent';
  const text =
    isShown && !difference.isZero()
      ? `${sign}${difference.div(before).times(100).toFixed(1)}%`
      : `${sign}${formatNumber(difference.toFixed(), locale, Math.min(decimalsOf(element), difference.decimalPlaces()))}`;
  return { text: text.replace('-', '−'), share };
}

function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}
