import { mentionsIn, type Mention } from '../../expression/mentions.ts';
import { isFormFile } from '../form-file.ts';
import type { DefinitionPath } from '../../form/definition-issue.ts';
import { isRead, renameInExpression } from './rename-in-expression.ts';
import {
  codePlaces,
  expressionPlaces,
  type Around,
  type CodeName,
  type CodePlace,
  type ExpressionPlaceInForm,
} from './kinds.ts';

/** A code where it stands: as its own, or where something else names it. */
export interface CodeSite extends CodeName {
  readonly does: 'declares' | 'refers';
  readonly path: DefinitionPath;
}

/** What stands at a place from now on: the code as it is, or another. */
export type Recode = (site: CodeSite) => string;

const familyOf = (file: string): string => (isFormFile(file) ? 'forms' : file);

type Place =
  | { readonly is: 'code'; readonly code: CodePlace }
  | { readonly is: 'expression'; readonly expression: ExpressionPlaceInForm };

/** By the part and the last step of their paths, the longest end first: most of what is written ends in no place. */
const placesByEnd = Map.groupBy(
  [
    ...codePlaces.map((code) => ({ part: code.in, at: code.at, place: { is: 'code', code } as Place })),
    ...expressionPlaces.map((expression) => ({
      part: 'forms',
      at: expression.at,
      place: { is: 'expression', expression } as Place,
    })),
  ]
    .map(({ part, at, place }) => ({ part, steps: at.split('.'), place }))
    .toSorted((one, other) => other.steps.length - one.steps.length),
  ({ part, steps }) => `${part} ${steps.at(-1)}`,
);

/** Where in a part a walk begins. */
export interface Start {
  readonly path: DefinitionPath;
  /** What is around it, from the part's root inwards. */
  readonly above: readonly unknown[];
}

/**
 * A part, or a list of a form's blocks, with other codes where it says so. What is as it was is shared with the one
 * before; a walk that changes nothing reads what there is.
 */
export function recode<Part>(
  file: string,
  part: Part,
  change: Recode,
  { path, above }: Start = { path: [], above: [] },
): Part {
  return new Walk(file, change).value(part, path, above) as Part;
}

/** What a place is, by the longest end of its path that is known. */
export function placeAt(file: string, path: DefinitionPath): Place | undefined {
  const stepAt = (index: number): string => {
    const key = path[index];
    return key === undefined ? '$' : typeof key === 'number' ? '*' : key;
  };
  const isEndOfPath = (steps: readonly string[]): boolean => {
    const first = path.length - steps.length;
    return first >= -1 && steps.every((step, index) => step === stepAt(first + index));
  };
  return placesByEnd.get(`${familyOf(file)} ${stepAt(path.length - 1)}`)?.find(({ steps }) => isEndOfPath(steps))
    ?.place;
}

class Walk {
  readonly #file: string;
  readonly #change: Recode;

  constructor(file: string, change: Recode) {
    this.#file = file;
    this.#change = change;
  }

  value(value: unknown, path: DefinitionPath, above: readonly unknown[]): unknown {
    if (typeof value === 'string') return this.#text(value, path, { file: this.#file, above });
    if (typeof value !== 'object' || value === null) return value;
    const within = [...above, value];
    if (Array.isArray(value)) {
      const items = value.map((item: unknown, index) => this.value(item, [...path, index], within));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    const entries = Object.entries(value).map(
      ([key, item]) => [key, this.value(item, [...path, key], within)] as const,
    );
    const isSame = entries.every(([key, item]) => item === (value as Readonly<Record<string, unknown>>)[key]);
    return isSame ? value : Object.fromEntries(entries);
  }

  #text(text: string, path: DefinitionPath, around: Around): string {
    // Most of what is written are words in two languages.
    if (path.at(-1) === 'zh' || path.at(-1) === 'en') return text;
    const place = placeAt(this.#file, path);
    if (place === undefined) return text;
    if (place.is === 'expression') return this.#expression(text, place.expression, path, around);
    const { does, kind, as } = place.code;
    const owner = place.code.owner?.(around) ?? '';
    const told = (name: CodeName): string => this.#change({ ...name, does, path });
    if (as === 'keys')
      return text
        .split('.')
        .map((code) => told({ kind, owner, code }))
        .join('.');
    const [first = '', column] = as === 'dotted' ? text.split('.') : [text];
    const renamed = told({ kind, owner, code: first });
    return column === undefined ? renamed : `${renamed}.${told({ kind: 'column', owner: first, code: column })}`;
  }

  #expression(source: string, { result, within }: ExpressionPlaceInForm, path: DefinitionPath, around: Around): string {
    const mentions = mentionsIn(source, result?.(around), within?.(around));
    const told = (name: CodeName): string => this.#change({ ...name, does: 'refers', path });
    if (mentions === null) return this.#halfWritten(source, told);
    return mentions
      .toSorted((one, other) => other.from - one.from)
      .reduce((text, mention) => {
        const to = renamed(mention, told);
        return to === mention.code ? text : text.slice(0, mention.from) + to + text.slice(mention.to);
      }, source);
  }

  /** Of what can't be read yet each word that is a code is one. */
  #halfWritten(source: string, told: (name: CodeName) => string): string {
    const words = new Set([...source.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word));
    const named = [...words].filter((word) => isRead(source, word));
    const names = named.map((code) => [code, told({ kind: 'asked', owner: '', code })] as const);
    const changed = new Map(names.filter(([from, to]) => from !== to));
    return changed.size === 0 ? source : renameInExpression(source, changed);
  }
}

/** What is compared with several is an option of each that has it: the first that is called otherwise says how. */
function renamed({ kind, owners, code }: Mention, told: (name: CodeName) => string): string {
  const names = owners.length === 0 ? [''] : owners;
  return names.map((owner) => told({ kind, owner, code })).find((to) => to !== code) ?? code;
}
