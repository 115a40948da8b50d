import type { DataElement, FormDefinition, FormSection, Grid, Option } from '../form/definition.ts';
import { layOutGrid, type GridHead, type GridLayout, type GridSlot } from '../form/grid-layout.ts';
import { crossingElements } from '../form/names-of-others.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import { onceEach } from '../once-each.ts';
import type { CellLine, ReportTemplate, TableCellNode, TableNode } from '../report/definition.ts';
import { longestTable, widestTable } from '../report/section-schema.ts';
import { wantedCode } from './adding/index.ts';
import { FreeCodes, formsOf, freeCode } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import { insertAt, type PartPath } from './place-in-part.ts';
import { cell, headCell, type TablePlace } from './table-cell.ts';

/** A section of a form whose tables a report can print, as one. */
export interface PrintableTables {
  readonly form: FormDefinition;
  readonly section: FormSection;
}

/** All of a draft's, in its order: those with tables, as far as a report has room for them. */
export function listPrintableTables(parts: DraftParts): readonly PrintableTables[] {
  return formsOf(parts).flatMap(([, form]) =>
    form.sections
      .map((section) => ({ form, section, size: sizeOf(layOutAll(section)) }))
      .filter(({ size }) => size.width > 0 && size.width <= widestTable && size.height <= longestTable)
      .map(({ section }) => ({ form, section })),
  );
}

/**
 * Puts the tables of a form's section into a report as they are drawn in the form: one under the other, each place with
 * its figure. What isn't an indicator of the draft yet becomes one, in a group that is called as the section is;
 * of additions both say whose they are.
 */
export function putTables(
  parts: DraftParts,
  { form, section }: PrintableTables,
  { list, index, after }: TablePlace,
  fresh: () => string,
): { readonly parts: DraftParts; readonly path: PartPath } {
  const grids = layOutAll(section);
  const drawn = new FiguresOfSlots(parts, form, section, fresh);
  const { width } = sizeOf(grids);
  const content = grids.flatMap((one) => [
    ...(grids.length > 1 ? [{ type: 'tableRow' as const, content: [headCell(one.grid.title.zh, width, 1)] }] : []),
    ...rowsOf(one, width, (slot) => drawn.figureAt(slot)),
  ]);
  const { indicators, groups, first } = drawn.made();
  // What is of a part is printed where that is switched on.
  const when =
    form.part !== undefined && first !== undefined ? { all: [{ indicator: first, is: answered }] } : undefined;
  const table: TableNode = { type: 'table', attrs: { id: fresh(), ...(when ? { when } : {}) }, content };
  const template = parts.get('template.json') as ReportTemplate;
  const blocks = [list, index, 'content', 'content'];
  const place = after === null ? (template[list]?.[index]?.content.content.length ?? 0) : after + 1;
  return {
    parts: new Map<string, unknown>([
      ['programme.json', { ...(parts.get('programme.json') as object), indicatorGroups: groups }],
      ['indicators.json', { indicators }],
      ['template.json', insertAt(template, blocks, place, table)],
    ]),
    path: [...blocks, place],
  };
}

const answered = ['some', 'zero'] as const;

interface LaidGrid {
  readonly grid: Grid;
  readonly layout: GridLayout;
}

/** A report is of all that are asked: its table has every line and column, whomever they concern. */
const layOutAll = onceEach(({ blocks }: FormSection): readonly LaidGrid[] => {
  const anybody = { kind: 'root', schoolType: null, ownership: null, sectionCode: null } as const;
  return blocks.flatMap((block) => {
    if (block.kind !== 'grid') return [];
    const layout = layOutGrid({ ...block, elements: block.elements.map(askedOfAll) }, anybody);
    return layout.lines.length > 0 ? [{ grid: block, layout }] : [];
  });
});

function askedOfAll({ appliesTo: _appliesTo, ...element }: DataElement): DataElement {
  const open = <Broken extends { readonly options: readonly Option[] }>(dimension: Broken): Broken => ({
    ...dimension,
    options: dimension.options.map(({ appliesTo: _of, ...option }) => option),
  });
  const { dimension, crossedBy } = element;
  return {
    ...element,
    ...(dimension ? { dimension: open(dimension) } : {}),
    ...(crossedBy ? { crossedBy: crossedBy.map(open) } : {}),
  };
}

function sizeOf(grids: readonly LaidGrid[]): { readonly width: number; readonly height: number } {
  const rows = grids.map(({ layout }) => layout.columnHeads.length + layout.lines.length);
  return {
    width: Math.max(0, ...grids.map(({ layout }) => widthOf(layout))),
    height: rows.reduce((sum, count) => sum + count, grids.length > 1 ? grids.length : 0),
  };
}

const widthOf = ({ labelColumns, lines }: GridLayout): number => labelColumns + (lines[0]?.slots.length ?? 0);

/** Its last column reaches as far as the widest table does. */
function rowsOf(
  { grid, layout }: LaidGrid,
  width: number,
  figureAt: (slot: GridSlot) => CellLine | null,
): TableNode['content'] {
  const own = widthOf(layout);
  const reach = (from: number, columns: number): number => (from + columns === own ? columns + width - own : columns);
  const { labelColumns, columnHeads, lines } = layout;
  const corner = [layout.corner, grid.hint].flatMap((text) => (text ? [text.zh] : [])).join('\n');
  const heads = columnHeads.map((level, row) => ({
    type: 'tableRow' as const,
    content: [
      ...(row === 0 && labelColumns > 0 ? [headCell(corner, labelColumns, columnHeads.length)] : []),
      ...level.map((head) =>
        headCell(textOf(head, layout), reach(labelColumns + head.track, head.tracks), head.levels),
      ),
    ],
  }));
  const body = lines.map(({ heads: beside, slots }) => ({
    type: 'tableRow' as const,
    content: [
      ...beside.map((head) => headCell(textOf(head, layout), head.levels, head.tracks)),
      ...slots.map((slot, column): TableCellNode => {
        const line = figureAt(slot);
        return cell('tableCell', line ? [line] : [], reach(labelColumns + column, 1), 1);
      }),
    ],
  }));
  return [...heads, ...body];
}

/** A number's unit, where the table as a whole has none. */
function textOf({ label, element }: GridHead, { unit }: GridLayout): string {
  return unit === null && element?.unit ? `${label.zh}（单位：${element.unit.zh}）` : label.zh;
}

/** The indicators of a table's places: those that there are, and new ones. */
class FiguresOfSlots {
  readonly #parts: DraftParts;
  readonly #form: FormDefinition;
  readonly #section: FormSection;
  readonly #fresh: () => string;
  readonly #indicators: IndicatorDefinition[];
  readonly #groups: readonly IndicatorGroup[];
  readonly #codes: FreeCodes;
  readonly #known: Map<string, string>;
  #group: IndicatorGroup | undefined;
  #first: string | undefined;

  constructor(parts: DraftParts, form: FormDefinition, section: FormSection, fresh: () => string) {
    this.#parts = parts;
    this.#form = form;
    this.#section = section;
    this.#fresh = fresh;
    this.#groups = (
      parts.get('programme.json') as { readonly indicatorGroups: readonly IndicatorGroup[] }
    ).indicatorGroups;
    this.#indicators = [
      ...(parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] }).indicators,
    ];
    this.#codes = new FreeCodes(this.#indicators.map(({ code }) => code));
    this.#known = new Map(
      this.#indicators.flatMap((one) => {
        const sum = sumOf(one);
        return sum === undefined ? [] : [[sum, one.code] as const];
      }),
    );
  }

  /** Null of what can't be added up over who reports, and of what another form counts already. */
  figureAt(slot: GridSlot): CellLine | null {
    const { element } = slot;
    if (!additive.has(element.type) || crossingElements(this.#form).has(element.code)) return null;
    const indicator = this.#indicatorOf(slot);
    this.#first ??= indicator;
    const attrs = { id: this.#fresh(), indicator, format: { style: 'exact' }, unit: '' } as const;
    return { type: 'paragraph', content: [{ type: 'figure', attrs }] };
  }

  made() {
    const group = this.#group;
    const groups = group && !this.#groups.includes(group) ? [...this.#groups, group] : this.#groups;
    return { indicators: this.#indicators, groups, first: this.#first };
  }

  #indicatorOf({ element, option, isTotal, keys }: GridSlot): string {
    const key = isTotal || option === null ? undefined : (keys[0] ?? '');
    const name = nameOfSum(element.code, key);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#group ??= this.#groupOfSection();
    const wanted = `${element.code}${key === undefined ? '' : `_${key.replaceAll(/[^a-z0-9_]/g, '_')}`}`;
    const code = this.#codes.take(wantedCode(this.#parts, wanted).slice(0, 60));
    this.#indicators.push({
      code,
      group: this.#group.code,
      label: labelOf(element, key === undefined ? null : option),
      unit: element.unit ?? { zh: '', en: '' },
      operator: {
        op: 'total',
        of: { element: element.code, ...(key === undefined ? {} : { keys: [key] }), take: 'sum' },
      },
      decimals: element.type === 'integer' ? 0 : (element.decimals ?? 2),
      coverageFloor: '1',
      format: { style: 'exact' },
      // Beside its total a part says little of a district, and what is fixed nothing.
      comparable: (key === undefined || !this.#hasTotal(element)) && option?.fixed === undefined,
      moreIsBetter: null,
    });
    this.#known.set(name, code);
    return code;
  }

  #hasTotal({ code }: DataElement): boolean {
    return this.#section.blocks.some(
      (block) =>
        block.kind === 'grid' && block.total !== undefined && block.elements.some((element) => element.code === code),
    );
  }

  #groupOfSection(): IndicatorGroup {
    const { title: label, code } = this.#section;
    const { part } = this.#form;
    const there = this.#groups.find((one) => one.label.zh === label.zh && one.part === part);
    const codes = new Set(this.#groups.map((one) => one.code));
    return (
      there ?? { code: freeCode(codes, wantedCode(this.#parts, code)), label, ...(part === undefined ? {} : { part }) }
    );
  }
}

const additive: ReadonlySet<DataElement['type']> = new Set(['integer', 'decimal', 'money']);

const nameOfSum = (element: string, key: string | undefined): string => JSON.stringify([element, key ?? null]);

/** What an indicator adds up, if that is all that it does; undefined otherwise. */
function sumOf({ operator, children }: IndicatorDefinition): string | undefined {
  if (operator.op !== 'total' || children !== undefined || operator.factor !== undefined) return undefined;
  const { element, keys, over, take, where } = operator.of;
  const isPlain = take === 'sum' && over === undefined && where === undefined;
  return isPlain && (keys === undefined || keys.length === 1) ? nameOfSum(element, keys?.[0]) : undefined;
}

/** With the heads that it stands under, since many lines are called 其他. */
function labelOf(element: DataElement, option: Option | null): Localized {
  const heads = [...(element.under ?? []), element.label];
  const [zh, en] = [heads.map((one) => one.zh).join('·'), heads.map((one) => one.en).join(' · ')];
  return option ? { zh: `${zh}（${option.label.zh}）`, en: `${en} (${option.label.en})` } : { zh, en };
}
