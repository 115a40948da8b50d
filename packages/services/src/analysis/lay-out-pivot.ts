import { measureKey, type Dimension, type Localized, type PivotDefinition, type PivotDimension } from '@huibao/domain';

/** Where a row, a column or a cell stands; what is left out is the whole. */
export interface PivotPlace {
  readonly year?: number;
  readonly measure?: string;
  readonly unit?: number;
  readonly unitType?: string;
  readonly term?: number;
  /** `dimension/option`. */
  readonly option?: string;
}

export interface PivotHead {
  /** Names the place, for sorting and for keeping apart. */
  readonly key: string;
  readonly at: PivotPlace;
  /** Null for a total. */
  readonly label: Localized | null;
  readonly isTotal: boolean;
}

/** What heads can be made of. */
export interface PivotContents {
  readonly units: readonly { readonly id: number; readonly name: string }[];
  readonly unitTypes: readonly { readonly code: string; readonly label: Localized }[];
  /** Names of the year's periods. */
  readonly periods: readonly Localized[];
  readonly measures: readonly {
    readonly key: string;
    readonly label: Localized;
    readonly breakdowns: readonly Dimension[];
  }[];
}

export interface PivotLayout {
  readonly rows: readonly PivotHead[];
  readonly columns: readonly PivotHead[];
  /** What stands side by side above the columns, outermost first. */
  readonly above: readonly ('year' | 'measure')[];
}

const order = [
  'year',
  'measure',
  'unit',
  'unitType',
  'term',
  'option',
] as const satisfies readonly (keyof PivotPlace)[];

export function keyOfPlace(at: PivotPlace): string {
  return order.flatMap((name) => (at[name] === undefined ? [] : [`${name}:${at[name]}`])).join(',') || 'total';
}

/** Years and measures have no whole: an indicator is a year's, and two indicators are two things. */
function hasWhole(dimension: PivotDimension): boolean {
  return dimension !== 'year' && dimension !== 'measure';
}

export function layOutPivot(definition: PivotDefinition, contents: PivotContents): PivotLayout {
  const axes: readonly PivotDimension[] = [definition.rows, definition.columns];
  const above = [
    ...(definition.years.length > 1 && !axes.includes('year') ? ['year' as const] : []),
    ...(definition.measures.length > 1 && !axes.includes('measure') ? ['measure' as const] : []),
  ];
  const places = above.reduce<readonly PivotPlace[]>(
    (found, name) =>
      found.flatMap((at) =>
        name === 'year'
          ? definition.years.map((year): PivotPlace => ({ ...at, year }))
          : contents.measures.map(({ key }): PivotPlace => ({ ...at, measure: key })),
      ),
    [{}],
  );
  return {
    above,
    rows: headsOf(definition.rows, {}, definition, contents),
    columns: places.flatMap((at) => headsOf(definition.columns, at, definition, contents)),
  };
}

function headsOf(
  dimension: PivotDimension,
  at: PivotPlace,
  definition: PivotDefinition,
  contents: PivotContents,
): readonly PivotHead[] {
  const parts = partsOf(dimension, at, definition, contents);
  const total: PivotHead = { key: keyOfPlace(at), at, label: null, isTotal: dimension !== 'none' };
  return [
    ...parts.map(([place, label]) => ({
      key: keyOfPlace({ ...at, ...place }),
      at: { ...at, ...place },
      label,
      isTotal: false,
    })),
    ...(hasWhole(dimension) ? [total] : []),
  ];
}

function partsOf(
  dimension: PivotDimension,
  at: PivotPlace,
  definition: PivotDefinition,
  { units, unitTypes, periods, measures }: PivotContents,
): readonly (readonly [PivotPlace, Localized])[] {
  switch (dimension) {
    case 'none':
      return [];
    case 'unit':
      return units.map(({ id, name }) => [{ unit: id }, { zh: name, en: name }]);
    case 'unitType':
      return unitTypes.map(({ code, label }) => [{ unitType: code }, label]);
    case 'term':
      return periods.flatMap((name, index): readonly (readonly [PivotPlace, Localized])[] => {
        const term = index + 1;
        return definition.terms === undefined || definition.terms.includes(term) ? [[{ term }, name]] : [];
      });
    case 'year':
      return definition.years.map((year) => [{ year }, { zh: String(year), en: String(year) }]);
    case 'measure':
      return measures.map(({ key, label }) => [{ measure: key }, label]);
    case 'option':
      return optionsOf(at.measure === undefined ? measures : measures.filter(({ key }) => key === at.measure));
  }
}

/** Of several dimensions, each option says which it is of. */
function optionsOf(measures: PivotContents['measures']): readonly (readonly [PivotPlace, Localized])[] {
  const dimensions = Map.groupBy(
    measures.flatMap(({ breakdowns }) => breakdowns),
    ({ code }) => code,
  );
  return [...dimensions].flatMap(([code, same]) => {
    const options = new Map(same.flatMap((one) => one.options).map((option) => [option.code, option.label]));
    return [...options].map(([option, label]): readonly [PivotPlace, Localized] => {
      const dimension = same[0]?.label;
      const isAmbiguous = dimensions.size > 1 && dimension !== undefined;
      return [
        { option: `${code}/${option}` },
        isAmbiguous ? { zh: `${dimension.zh}·${label.zh}`, en: `${dimension.en}: ${label.en}` } : label,
      ];
    });
  });
}

/** The measures of a definition in its order, as the newest year that knows each says. */
export function measuresOf<T>(
  definition: PivotDefinition,
  newestFirst: readonly { readonly measures: ReadonlyMap<string, T> }[],
): readonly { readonly key: string; readonly found: T | undefined }[] {
  return definition.measures.map((measure) => {
    const key = measureKey(measure);
    return { key, found: newestFirst.find((year) => year.measures.has(key))?.measures.get(key) };
  });
}
