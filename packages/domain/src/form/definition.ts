import type { Localized } from '../localized.ts';
import type { UnitFilter } from '../org-unit.ts';

export type ElementType =
  'integer' | 'decimal' | 'percent' | 'money' | 'boolean' | 'choice' | 'date' | 'text' | 'narrative' | 'attachment';

export const numericTypes: readonly ElementType[] = ['integer', 'decimal', 'percent', 'money'];

export function isNumeric(type: ElementType): boolean {
  return numericTypes.includes(type);
}

export interface Option {
  readonly code: string;
  readonly label: Localized;
  /** In a grid, the head that it shares with its neighbours. */
  readonly under?: Localized;
  /** Units that this option concerns; others don't see it. */
  readonly appliesTo?: UnitFilter;
  /** Of a breakdown: what its cell holds whoever fills in the form, as 规章 is 0 of an office that makes none. Locked. */
  readonly fixed?: string;
}

export interface Dimension {
  readonly code: string;
  readonly label: Localized;
  readonly options: readonly Option[];
}

/** One thing collected. Its code is its identity across form versions and years. */
export interface DataElement {
  /** `[a-z][a-z0-9_]*`, unique in the programme; usable as an identifier in expressions. */
  readonly code: string;
  readonly label: Localized;
  /** In a grid, the heads that it shares with its neighbours, the outermost first. */
  readonly under?: readonly Localized[];
  readonly hint?: Localized;
  readonly type: ElementType;
  readonly unit?: Localized;
  /** Over terms a flow is summed, a stock takes the latest answer. */
  readonly flow: 'stock' | 'flow';
  readonly required: boolean;
  readonly options?: readonly Option[];
  /** A disaggregated element has one cell per option; its total is computed, never stored beside its parts. */
  readonly dimension?: Dimension;
  /** By what else it is broken down: a cell per combination, its key the options' codes joined by `.`. */
  readonly crossedBy?: readonly Dimension[];
  readonly min?: string;
  readonly max?: string;
  /** Fraction digits kept for decimal, percent and money. */
  readonly decimals?: number;
  /**
   * Counts persons whom a small count would point at: it isn't shown in public, nor what would give it away. Who
   * holds a post isn't meant: that an office has two lawyers is public.
   */
  readonly countsPersons?: boolean;
  /** Names a person or says how to reach one: stays in its submission, and no indicator may list it. */
  readonly isPersonal?: boolean;
  /** Reasons offered when the unit answers "not applicable"; absent means that it can't be answered so. */
  readonly notApplicable?: readonly Option[];
  /** A CEL expression: the cell is locked and computed. */
  readonly calculated?: string;
  /** The code of another form's element of the same programme: the cell is locked, and shows what is answered there. */
  readonly takenFrom?: string;
  /**
   * A CEL expression over what is typed into the same form, and over the unit: asked only where it holds. A register's
   * column also reads what its own row says (`row.kind`), and is asked row by row.
   */
  readonly when?: string;
  /** Locked, fed by a sensitive register of this code: its count, or the count of one category per option. */
  readonly fromSensitiveRegister?: string;
  /** Where another programme asks the same: offered while the cell is empty, and its own answer once taken. */
  readonly prefilledFrom?: PrefillSource;
  readonly appliesTo?: UnitFilter;
}

/** An element of another programme, all by their codes; what of it isn't there fills nothing in. */
export interface PrefillSource {
  readonly programme: string;
  readonly form: string;
  readonly element: string;
}

/** A repeating table of records. Its cells are keyed by row id; calculated elements count over its rows. */
export interface Register {
  readonly code: string;
  readonly label: Localized;
  readonly hint?: Localized;
  readonly required: boolean;
  /** Rows carry over to the next term as its first draft (institutions, documents in force, appointments). */
  readonly carriesOver: boolean;
  /** As an element's. */
  readonly when?: string;
  readonly columns: readonly DataElement[];
}

/** Elements that are broken down alike, laid out as one table; where they stand in it is all that it says of them. */
export interface Grid {
  readonly kind: 'grid';
  readonly title: Localized;
  /** Printed in the table's corner, as official tables do with what their numbers must fulfil. */
  readonly hint?: Localized;
  /** What its columns are: then a line is an element, or an option. */
  readonly across: 'options' | 'elements';
  /** What the sum over all options is called, in a column or line of its own; where it isn't called, none is shown. */
  readonly total?: Localized;
  readonly elements: readonly DataElement[];
}

export type FormBlock =
  | { readonly kind: 'fields'; readonly title: Localized; readonly elements: readonly DataElement[] }
  | Grid
  | { readonly kind: 'register'; readonly register: Register };

/** Elements under each other, or as a grid: what isn't a register. */
export type ElementBlock = Extract<FormBlock, { readonly elements: readonly DataElement[] }>;

export interface FormSection {
  readonly code: string;
  readonly title: Localized;
  readonly blocks: readonly FormBlock[];
}

export interface ValidationRule {
  readonly code: string;
  /** An error blocks submitting; a warning asks for an explanation that travels with the submission. */
  readonly severity: 'error' | 'warning';
  /** CEL: what must be true. */
  readonly expression: string;
  /** What a missing (or not applicable) operand does. Default `skip_any`. */
  readonly missing?: 'skip_any' | 'skip_all' | 'never_skip';
  /** A decimal: its outermost comparisons of numbers also hold where they are missed by no more (decision 56). */
  readonly tolerance?: string;
  readonly message: Localized;
  /** Codes of the elements whose cells carry the finding. */
  readonly elements: readonly string[];
  /**
   * Judge once per option of the first element's dimension, or of that of its dimensions which is named: elements then
   * stand for that option's cell, or their cells of that option.
   */
  readonly perOption?: boolean | string;
}

/** The content of a form version. Immutable once published. */
export interface FormDefinition {
  readonly code: string;
  /** Printed number of the table, e.g. `表1`. */
  readonly number: Localized;
  readonly title: Localized;
  readonly shortTitle: Localized;
  readonly instructions: Localized;
  /** The part of its programme that it is asked with; absent where it is always asked. */
  readonly part?: string;
  readonly appliesTo: UnitFilter;
  readonly sections: readonly FormSection[];
  readonly rules: readonly ValidationRule[];
  /**
   * What was asked once and isn't any more: no page, print or check shows it, and figures go on reading what was
   * answered. A register with some of its columns retires these alone.
   */
  readonly retired?: readonly FormBlock[];
}

/** A register whose rows never leave the unit; only counts by category go into the form. */
export interface SensitiveRegister {
  readonly code: string;
  readonly label: Localized;
  readonly categories: readonly Option[];
}

/** Whether nobody types it: it is calculated, or taken from another form. */
export function isWorkedOut({ calculated, takenFrom }: Pick<DataElement, 'calculated' | 'takenFrom'>): boolean {
  return calculated !== undefined || takenFrom !== undefined;
}

export function holdsElements(block: FormBlock): block is ElementBlock {
  return block.kind !== 'register';
}

/** None of a register. */
export function elementsWithin(block: FormBlock): readonly DataElement[] {
  return holdsElements(block) ? block.elements : [];
}

export function elementsOf(form: FormDefinition): readonly DataElement[] {
  return form.sections.flatMap((section) => section.blocks.flatMap(elementsWithin));
}

export function registersOf(form: FormDefinition): readonly Register[] {
  return form.sections.flatMap((s) => s.blocks.flatMap((b) => (b.kind === 'register' ? [b.register] : [])));
}

/** Whether a form asks nobody anything any more: a year's form is retired, not taken away. */
export function isRetiredForm({ sections }: Pick<FormDefinition, 'sections'>): boolean {
  return sections.length === 0;
}

/** The form as if what it retired stood in it: for what reads answers of before. Nobody is asked by it. */
export function withRetired(form: FormDefinition): FormDefinition {
  const { retired = [], ...asking } = form;
  if (retired.length === 0) return form;
  return { ...asking, sections: [...form.sections, { code: 'retired', title: form.title, blocks: retired }] };
}

/** Code of a register column's cells: `register.column`. */
export function columnCode(register: Register, column: DataElement): string {
  return `${register.code}.${column.code}`;
}
