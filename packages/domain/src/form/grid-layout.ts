import type { Localized } from '../localized.ts';
import { matchesUnit, type UnitTraits } from '../org-unit.ts';
import { cellOptionsOf, dimensionsOf, elementOfCell, optionsOfKey } from './breakdown.ts';
import type { DataElement, Grid, Option } from './definition.ts';

/** A head over neighbouring columns, or beside neighbouring lines. */
export interface GridHead {
  readonly label: Localized;
  /** How many columns (lines) it stands over, and in how many lines (columns) of heads. */
  readonly tracks: number;
  readonly levels: number;
  /** Where it begins. */
  readonly track: number;
  readonly level: number;
  /** Of the column (line) that it is the own head of; null of one that is shared. */
  readonly element: DataElement | null;
  readonly isLeaf: boolean;
}

/** Where a line and a column meet: a cell of the form, or the sum of an element's cells, which is kept nowhere. */
export interface GridSlot {
  readonly element: DataElement;
  readonly option: Option | null;
  readonly isTotal: boolean;
  /** Of the element's cell that stands here, or of those that are added up. */
  readonly keys: readonly string[];
}

/** A grid as its table for one unit: who isn't asked for an element or an option has no line or column of it. */
export interface GridLayout {
  /** What the lines are, above their heads; null where these say it by themselves. */
  readonly corner: Localized | null;
  /** Of all numbers, where they are counted in one. */
  readonly unit: Localized | null;
  /** Line by line of the table's head. */
  readonly columnHeads: readonly (readonly GridHead[])[];
  /** Columns of heads before each line; none where a single line needs no name. */
  readonly labelColumns: number;
  readonly lines: readonly {
    /** The heads that begin at this line, from the outermost to its own. */
    readonly heads: readonly GridHead[];
    readonly slots: readonly GridSlot[];
  }[];
}

/** The name of a column or line in one level of heads; null goes on with the one before. */
type Level = Localized | null;

interface Track extends Omit<GridSlot, 'element'> {
  readonly levels: readonly Level[];
  readonly element: DataElement | null;
}

export function layOutGrid(grid: Grid, unit: UnitTraits): GridLayout {
  const elements = grid.elements.filter((element) => matchesUnit(element.appliesTo, unit));
  const [first] = elements;
  const options = first ? optionTracks(first, grid, unit) : [];
  const [columns, lines] =
    grid.across === 'options' ? [options, elementTracks(elements)] : [elementTracks(elements), options];
  const isAsked = first !== undefined && options.some(({ isTotal }) => !isTotal);
  if (!isAsked) return { corner: null, unit: null, columnHeads: [], labelColumns: 0, lines: [] };
  const rowHeads = mergedHeads(lines);
  const labelColumns = lines[0]?.levels.length ?? 0;
  const columnHeads = mergedHeads(columns);
  return {
    corner:
      grid.across === 'elements' && labelColumns > 0 ? joined(dimensionsOf(first).map(({ label }) => label)) : null,
    unit: commonUnit(elements),
    columnHeads: Array.from({ length: columns[0]?.levels.length ?? 0 }, (_, level) =>
      columnHeads.flatMap((heads) => heads.filter((head) => head.level === level)),
    ),
    labelColumns,
    lines: lines.map((line, index) => ({
      heads: rowHeads[index] ?? [],
      slots: columns.flatMap((column) => slotOf(line, column)),
    })),
  };
}

function slotOf(line: Track, column: Track): readonly GridSlot[] {
  const element = line.element ?? column.element;
  if (!element) return [];
  const { option, isTotal, keys } = line.element ? column : line;
  return [{ element: elementOfCell(element, option), option, isTotal, keys }];
}

function elementTracks(elements: readonly DataElement[]): readonly Track[] {
  const depth = Math.max(...elements.map(({ under = [] }) => under.length)) + 1;
  return elements.map((element) => ({
    levels: filledUp([...(element.under ?? []), element.label], depth),
    element,
    option: null,
    isTotal: false,
    keys: [],
  }));
}

/** A column (line) for each cell of an element, and one for their sum. */
function optionTracks(element: DataElement, grid: Grid, unit: UnitTraits): readonly Track[] {
  const options = cellOptionsOf(element);
  if (!options) return [{ levels: [], element: null, option: null, isTotal: false, keys: [''] }];
  const dimensions = dimensionsOf(element);
  // Over columns stands what they are; beside lines it stands in the corner.
  const what: readonly Level[] = grid.across === 'options' ? [joined(dimensions.map(({ label }) => label))] : [];
  const tracks = options
    .filter((option) => matchesUnit(option.appliesTo, unit))
    .map((option): Track => {
      const codes = optionsOfKey(option.code);
      const levels = dimensions.flatMap((dimension, place): readonly Level[] => {
        const own = dimension.options.find(({ code }) => code === codes[place]);
        const label = own?.label ?? option.label;
        // What a single column holds is said by what stands over it.
        if (what.length > 0 && dimension.options.length === 1 && grid.total === undefined) return [];
        if (dimension.options.every(({ under }) => under === undefined)) return [label];
        return own?.under ? [own.under, label] : [label, null];
      });
      return { levels: [...what, ...levels], element: null, option, isTotal: false, keys: [option.code] };
    });
  const depth = tracks[0]?.levels.length ?? 0;
  if (grid.total === undefined || tracks.length === 0) return tracks;
  const levels = filledUp([...what, grid.total], depth);
  return [...tracks, { levels, element: null, option: null, isTotal: true, keys: tracks.flatMap(({ keys }) => keys) }];
}

function filledUp(levels: readonly Level[], depth: number): readonly Level[] {
  return [...levels, ...Array.from({ length: depth - levels.length }, () => null)];
}

/** By track, the heads that begin at it: neighbours share a head whose name and whose outer heads are the same. */
function mergedHeads(tracks: readonly Track[]): readonly (readonly GridHead[])[] {
  return tracks.map(({ levels, element }, at) =>
    levels.flatMap((label, level): readonly GridHead[] => {
      if (label === null) return [];
      const spanned = levels.findIndex((next, later) => later > level && next !== null);
      const end = spanned < 0 ? levels.length : spanned;
      const isLeaf = end === levels.length;
      const isShared = (other: Track | undefined): boolean =>
        !isLeaf && other !== undefined && isSameUpTo(levels, other.levels, end);
      if (isShared(tracks[at - 1])) return [];
      const after = tracks.slice(at + 1);
      const other = after.findIndex((track) => !isShared(track));
      return [
        {
          label,
          tracks: 1 + (other < 0 ? after.length : other),
          levels: end - level,
          track: at,
          level,
          element: isLeaf ? element : null,
          isLeaf,
        },
      ];
    }),
  );
}

function isSameUpTo(levels: readonly Level[], others: readonly Level[], end: number): boolean {
  const goesOn = others[end] !== null && others[end] !== undefined;
  const isSame = (label: Level, level: number): boolean =>
    label?.zh === others[level]?.zh && label?.en === others[level]?.en;
  return goesOn && levels.slice(0, end).every(isSame);
}

function joined(labels: readonly Localized[]): Localized {
  return { zh: labels.map(({ zh }) => zh).join('·'), en: labels.map(({ en }) => en).join(' · ') };
}

function commonUnit(elements: readonly DataElement[]): Localized | null {
  const [first] = elements;
  return first?.unit && elements.every(({ unit }) => unit?.zh === first.unit?.zh) ? first.unit : null;
}
