import type { Cell, CellContent, CellMap } from '../cell/cell.ts';
import { contentAt, missingCell } from '../cell/cell.ts';
import { findContentError } from '../cell/check-content.ts';
import { decimalOf, ExactDecimal } from '../exact-decimal.ts';
import type { CellSource, ExpressionScope, Row, Value } from '../expression/value.ts';
import { MissingOperand } from '../expression/value.ts';
import { cellsChosen, dimensionsOf, keyOf, keysWithin, optionsOfKey } from '../form/breakdown.ts';
import {
  isNumeric,
  withRetired,
  type DataElement,
  type Dimension,
  type FormDefinition,
  type Register,
} from '../form/definition.ts';
import { matchesUnit } from '../org-unit.ts';
import { compileForm, type CompiledForm } from './compile-form.ts';
import type { EvaluationContext, OtherForm } from './evaluation.ts';
import { contentInRow, indexRows, registerState, type RowIndex } from './register-rows.ts';

const zero = new ExactDecimal(0);

/** What all rules, calculations and conditions of a form may take together: less than half a second. */
const evaluationSteps = 2_000_000;

/**
 * What expressions see of a form. A disaggregated number reads as its total, or as one option's cell while that option
 * is chosen; any other disaggregated element reads as the list of its answers.
 */
export class FormScope implements ExpressionScope {
  readonly #form: CompiledForm;
  readonly #context: EvaluationContext;
  readonly #rows: ReadonlyMap<string, RowIndex>;
  readonly #lists = new Map<string, Value | MissingOperand>();
  readonly #others: readonly OtherScope[];
  readonly budget = { left: evaluationSteps };
  /** The options chosen, by the codes of their dimensions. */
  #chosen: ReadonlyMap<string, string> = new Map();
  #cells: CellMap;
  #row: { readonly register: Register; readonly cells: ReadonlyMap<string, Cell> } | null = null;

  constructor(form: CompiledForm, context: EvaluationContext, cells: CellMap, rows: ReadonlyMap<string, RowIndex>) {
    this.#form = form;
    this.#context = context;
    this.#cells = cells;
    this.#rows = rows;
    this.#others = (context.others ?? []).map((other) => new OtherScope(other, context));
  }

  /** An option of each of these dimensions, as a cell's key names them. */
  choose(dimensions: readonly Dimension[], key: string): void {
    const options = optionsOfKey(key);
    this.#chosen = new Map(dimensions.map(({ code }, place) => [code, options[place] ?? '']));
    for (const other of this.#others) other.choose(dimensions, key);
  }

  chooseNone(): void {
    this.#chosen = new Map();
    for (const other of this.#others) other.chooseNone();
  }

  /** The row that a register's column stands in, while its condition is judged. */
  chooseRow(register: Register, cells: ReadonlyMap<string, Cell>): void {
    this.#row = { register, cells };
  }

  readName(name: string): Value | MissingOperand | undefined {
    if (name === 'year') return new ExactDecimal(this.#context.year);
    const element = this.#form.elements.get(name);
    if (element) return this.#readElement(element, this.#cells, null);
    const register = this.#form.registers.get(name);
    return register ? this.#readRegister(register) : this.#otherOf(name)?.readName(name);
  }

  /** Whose code it is, if it is another form's. */
  #otherOf(code: string): FormScope | undefined {
    return this.#others.find((other) => other.has(code))?.scope;
  }

  /** The cell that is taken from another form; missing where nothing of it stands. */
  readTaken(source: string, key: string): CellContent {
    const scope = this.#otherOf(source);
    return scope ? contentAt(scope.#cells, source, key) : missingCell;
  }

  readField(name: 'period' | 'unit' | 'row', field: string): Value | MissingOperand | undefined {
    if (name === 'row') return this.#readOwnColumn(field);
    const { period, unit } = this.#context;
    switch (`${name}.${field}`) {
      case 'period.startsOn':
        return period.startsOn;
      case 'period.endsOn':
        return period.endsOn;
      case 'period.yearStartsOn':
        return period.yearStartsOn;
      case 'period.ordinal':
        return new ExactDecimal(period.ordinal);
      case 'unit.kind':
        return unit.kind;
      case 'unit.schoolType':
        return unit.schoolType ?? '';
      case 'unit.ownership':
        return unit.ownership ?? '';
      case 'unit.sectionCode':
        return unit.askedAs ?? unit.sectionCode ?? '';
      default:
        return undefined;
    }
  }

  #readOwnColumn(code: string): Value | MissingOperand | undefined {
    const column = this.#row?.register.columns.find((one) => one.code === code);
    if (!this.#row || !column) return undefined;
    return matchesUnit(column.appliesTo, this.#context.unit)
      ? toOperand(column, contentInRow(this.#row.cells, code))
      : new MissingOperand(true, fallbackOf(column));
  }

  readCell(source: CellSource, code: string, key: string | null): Value | MissingOperand | undefined {
    const element = this.#form.elements.get(code);
    if (!element) return this.#otherOf(code)?.readCell(source, code, key);
    if (source === 'valueAt') return this.#readElement(element, this.#cells, key);
    if (source === 'previous') return this.#readElement(element, this.#context.previous, key);
    if (source === 'lastYear') return this.#readElement(element, this.#context.lastYear, key);
    return this.#readYearToDate(element, key);
  }

  isAnswered(code: string, key: string | null): boolean {
    if (this.#form.registers.has(code))
      return registerState(this.#cells, code, (this.#rows.get(code)?.size ?? 0) > 0) !== 'missing';
    const other = this.#form.elements.has(code) ? undefined : this.#otherOf(code);
    if (other) return other.isAnswered(code, key);
    return this.#contents(code, key).every((content) => content.state !== 'missing');
  }

  isNotApplicable(code: string, key: string | null): boolean {
    const other = this.#form.elements.has(code) ? undefined : this.#otherOf(code);
    if (other) return other.isNotApplicable(code, key);
    const contents = this.#contents(code, key);
    return contents.length > 0 && contents.every((content) => content.state === 'not_applicable');
  }

  #contents(code: string, key: string | null): readonly CellContent[] {
    const element = this.#form.elements.get(code);
    if (!element) return [];
    return this.#keysOf(element, key).map((option) => contentAt(this.#cells, code, option));
  }

  #keysOf(element: DataElement, key: string | null): readonly string[] {
    const one = this.#keyOfOneCell(element, key);
    if (one !== undefined) return [one];
    const isWanted = new Set(key === null ? [] : keysWithin(element, key));
    return cellsChosen(element, this.#chosen)
      .filter(
        ({ code, appliesTo }) => (key === null || isWanted.has(code)) && matchesUnit(appliesTo, this.#context.unit),
      )
      .map((option) => option.code);
  }

  /**
   * The key of the one cell that is meant; undefined where several are. Of several dimensions a key may name an option
   * of one: all cells of that option.
   */
  #keyOfOneCell(element: DataElement, key: string | null): string | undefined {
    const { dimension, crossedBy } = element;
    if (!dimension) return key ?? '';
    if (!crossedBy || crossedBy.length === 0) return key ?? this.#chosen.get(dimension.code);
    if (key !== null) return optionsOfKey(key).length > 1 ? key : undefined;
    const options = dimensionsOf(element).map(({ code }) => this.#chosen.get(code));
    return options.every((option) => option !== undefined) ? keyOf(options) : undefined;
  }

  #readElement(element: DataElement, cells: CellMap | null, key: string | null): Value | MissingOperand {
    if (!cells) return new MissingOperand(false, fallbackOf(element));
    if (!matchesUnit(element.appliesTo, this.#context.unit)) return new MissingOperand(true, fallbackOf(element));
    const one = this.#keyOfOneCell(element, key);
    if (one !== undefined) return toOperand(element, contentAt(cells, element.code, one));
    return foldOptions(
      element,
      this.#keysOf(element, key).map((option) => toOperand(element, contentAt(cells, element.code, option))),
    );
  }

  /** This term plus the earlier ones; missing while this term is, an unanswered earlier term adds nothing. */
  #readYearToDate(element: DataElement, key: string | null): Value | MissingOperand {
    const now = this.#readElement(element, this.#cells, key);
    const earlier = this.#context.earlierThisYear.map((cells) => numberOf(this.#readElement(element, cells, key)));
    const before = earlier.reduce((sum, value) => sum.plus(value), zero);
    return now instanceof MissingOperand
      ? new MissingOperand(now.isNotApplicable, before.plus(numberOf(now)))
      : before.plus(numberOf(now));
  }

  #readRegister(register: Register): Value | MissingOperand {
    const known = this.#lists.get(register.code);
    if (known) return known;
    const rows = [...(this.#rows.get(register.code)?.values() ?? [])];
    const state = registerState(this.#cells, register.code, rows.length > 0);
    const isMissing = state === 'missing' || state === 'not_applicable';
    const list = isMissing
      ? new MissingOperand(state === 'not_applicable', [])
      : rows.map((row) => readRow(register, row));
    this.#lists.set(register.code, list);
    return list;
  }
}

const wholes = new WeakMap<FormDefinition, FormDefinition>();

/** What it asks no more is missing in newer revisions, and is still known to whoever reads it. */
function wholeOf(form: FormDefinition): FormDefinition {
  const whole = wholes.get(form) ?? withRetired(form);
  wholes.set(form, whole);
  return whole;
}

/** What is seen of another form, made ready when something of it is first read. */
class OtherScope {
  readonly #form: CompiledForm;
  readonly #make: () => FormScope;
  #scope: FormScope | undefined;

  constructor({ form, cells, previous, lastYear, earlierThisYear }: OtherForm, context: EvaluationContext) {
    const compiled = compileForm(wholeOf(form));
    const standing = cells ?? new Map<string, Cell>();
    const { unit, period, year } = context;
    const own = { cells: standing, unit, period, year, previous, lastYear, earlierThisYear };
    this.#form = compiled;
    this.#make = () => new FormScope(compiled, own, standing, indexRows(compiled.form, standing));
  }

  get scope(): FormScope {
    this.#scope ??= this.#make();
    return this.#scope;
  }

  has(code: string): boolean {
    return this.#form.elements.has(code) || this.#form.registers.has(code);
  }

  choose(dimensions: readonly Dimension[], key: string): void {
    this.scope.choose(dimensions, key);
  }

  chooseNone(): void {
    this.scope.chooseNone();
  }
}

function readRow(register: Register, cells: ReadonlyMap<string, Cell>): Row {
  const row = new Map<string, Value | MissingOperand>();
  for (const column of register.columns) row.set(column.code, toOperand(column, contentInRow(cells, column.code)));
  return row;
}

/** An invalid content is a finding of its own and, to every rule, missing. */
function toOperand(element: DataElement, content: CellContent): Value | MissingOperand {
  if (content.state !== 'value' || findContentError(element, content)) {
    return new MissingOperand(content.state === 'not_applicable', fallbackOf(element));
  }
  if (isNumeric(element.type)) return decimalOf(content.value);
  return element.type === 'boolean' ? content.value === 'true' : content.value;
}

function fallbackOf(element: DataElement): Value {
  if (isNumeric(element.type)) return zero;
  return element.type === 'boolean' ? false : '';
}

function foldOptions(element: DataElement, operands: readonly (Value | MissingOperand)[]): Value | MissingOperand {
  const values = operands.filter((operand): operand is Value => !(operand instanceof MissingOperand));
  const folded = isNumeric(element.type)
    ? values.reduce<ExactDecimal>((sum, value) => sum.plus(numberOf(value)), zero)
    : values;
  const missing = operands.filter((operand) => operand instanceof MissingOperand);
  const hasBlank = missing.some((operand) => !operand.isNotApplicable);
  if (hasBlank || values.length === 0) return new MissingOperand(!hasBlank, folded);
  return folded;
}

function numberOf(operand: Value | MissingOperand): ExactDecimal {
  const value = operand instanceof MissingOperand ? operand.fallback : operand;
  return ExactDecimal.isDecimal(value) ? value : zero;
}
