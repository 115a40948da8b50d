import type { DefinitionPath } from '../form/definition-issue.ts';
import { columnCode, type DataElement, type Dimension, type FormDefinition } from '../form/definition.ts';
import { placedElements, placedRegisters, placedRetired } from '../form/placed-parts.ts';
import { formFileName } from './form-file.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

/** What is counted under a code. It stays as long as the code is known, be it in use or retired; options are added. */
export interface ElementMeaning {
  readonly type: DataElement['type'] | 'register';
  readonly flow: 'stock' | 'flow';
  /** In Chinese, by which it is known; '' of what has none. */
  readonly unit: string;
  readonly options: readonly string[];
  readonly dimension: DimensionMeaning | null;
  /** Absent of what isn't crossed. */
  readonly crossedBy?: readonly DimensionMeaning[];
  /** Absent of what isn't taken from another form. */
  readonly takenFrom?: string;
}

interface DimensionMeaning {
  readonly code: string;
  readonly options: readonly string[];
}

interface PlacedMeaning {
  readonly code: string;
  readonly meaning: ElementMeaning;
  readonly file: string;
  readonly path: DefinitionPath;
}

/** Every element, register and column of forms by the code of its cells. */
export function elementMeanings(forms: readonly FormDefinition[]): ReadonlyMap<string, ElementMeaning> {
  return new Map(forms.flatMap(placedMeanings).map(({ code, meaning }) => [code, meaning] as const));
}

/** Where forms give a known code another meaning, or leave an option out (decision 3 on programmes). */
export function meaningRefusals(
  known: ReadonlyMap<string, ElementMeaning>,
  forms: readonly FormDefinition[],
): readonly PackageRefusal[] {
  return forms.flatMap(placedMeanings).flatMap(({ code, meaning, file, path }): readonly PackageRefusal[] => {
    const old = known.get(code);
    if (!old) return [];
    const refuse = (found: 'meaning_changed' | 'option_removed', key: string, params = {}): PackageRefusal => ({
      code: `definition.${found}`,
      file,
      path: pathOf([...path, key]),
      params: { code, ...params },
    });
    const isRegister = meaning.type === 'register';
    // A register that was an element, or the other way round, has nothing else to be compared.
    if (isRegister !== (old.type === 'register')) return [refuse('meaning_changed', 'code')];
    const isSameDimension = old.dimension?.code === meaning.dimension?.code;
    return [
      ...(old.type === meaning.type ? [] : [refuse('meaning_changed', 'type')]),
      ...(old.flow === meaning.flow ? [] : [refuse('meaning_changed', isRegister ? 'carriesOver' : 'flow')]),
      ...(old.unit === meaning.unit ? [] : [refuse('meaning_changed', 'unit')]),
      ...(isSameDimension ? [] : [refuse('meaning_changed', 'dimension')]),
      ...missing(old.options, meaning.options).map((option) => refuse('option_removed', 'options', { option })),
      ...(isSameDimension
        ? missing(old.dimension?.options, meaning.dimension?.options).map((option) =>
            refuse('option_removed', 'dimension', { option }),
          )
        : []),
      ...(old.takenFrom === meaning.takenFrom ? [] : [refuse('meaning_changed', 'takenFrom')]),
      ...crossingRefusals(old.crossedBy, meaning.crossedBy, refuse),
    ];
  });
}

/** Dimensions stay, in their order: keys of cells name options in it. */
function crossingRefusals(
  was: ElementMeaning['crossedBy'] = [],
  is: ElementMeaning['crossedBy'] = [],
  refuse: (found: 'meaning_changed' | 'option_removed', key: string, params?: object) => PackageRefusal,
): readonly PackageRefusal[] {
  const isSame = was.length === is.length && was.every(({ code }, place) => code === is[place]?.code);
  if (!isSame) return [refuse('meaning_changed', 'crossedBy')];
  return was.flatMap(({ options }, place) =>
    missing(options, is[place]?.options).map((option) => refuse('option_removed', 'crossedBy', { option })),
  );
}

export function missing(was: readonly string[] = [], is: readonly string[] = []): readonly string[] {
  return was.filter((code) => !is.includes(code));
}

function placedMeanings(form: FormDefinition): readonly PlacedMeaning[] {
  const file = formFileName(form.code);
  const retired = placedRetired(form);
  const elements = [...retired.elements, ...placedElements(form)];
  return [
    ...elements.map(({ item, path }) => ({ code: item.code, meaning: meaningOf(item), file, path })),
    ...[...retired.registers, ...placedRegisters(form)].flatMap(({ item, path }): readonly PlacedMeaning[] => [
      {
        code: item.code,
        meaning: {
          type: 'register',
          flow: item.carriesOver ? 'stock' : 'flow',
          unit: '',
          options: [],
          dimension: null,
        },
        file,
        path,
      },
      ...item.columns.map((column, index) => ({
        code: columnCode(item, column),
        meaning: meaningOf(column),
        file,
        path: [...path, 'columns', index],
      })),
    ]),
  ];
}

function meaningOf({ type, flow, unit, options, dimension, crossedBy, takenFrom }: DataElement): ElementMeaning {
  return {
    type,
    flow,
    unit: unit?.zh ?? '',
    options: codesOf(options),
    dimension: dimension ? dimensionMeaning(dimension) : null,
    ...(crossedBy ? { crossedBy: crossedBy.map(dimensionMeaning) } : {}),
    ...(takenFrom === undefined ? {} : { takenFrom }),
  };
}

function dimensionMeaning({ code, options }: Dimension): DimensionMeaning {
  return { code, options: codesOf(options) };
}

function codesOf(options: readonly { readonly code: string }[] = []): readonly string[] {
  return options.map((option) => option.code);
}
