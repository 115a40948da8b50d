import { exactProduct, exactSum, ExactDecimal, quotient, type FoldedFigure, type Predicate } from '@huibao/domain';
import type { Fold, PlannedFigure, PlannedSide, PlannedTerm, RollupPlan } from './plan-rollup.ts';

/** A cell behind a figure: a decimal, a choice's code, `not_applicable`; of texts, those that it names. */
export interface FoldedCell {
  readonly side: 'of' | 'per';
  readonly unitId: number;
  readonly period: number;
  readonly key: string;
  readonly value: string;
  readonly texts: readonly string[];
}

/** What one reporter brings to a figure. */
export interface BroughtIn {
  /** What its cells come to over the periods, on each side; null where nothing applied, or nothing is left. */
  readonly of: string | null;
  readonly per: string | null;
  /** What that adds to the figure: of a count one or zero, of a weighted mean value times weight. */
  readonly adds: Pick<FoldedFigure, 'numerator' | 'denominator' | 'texts'>;
  /** The periods answered: of a ratio, on both sides. */
  readonly answered: readonly number[];
}

export interface FoldedReporter<Cell> extends BroughtIn {
  /** What the figure looks at, without what a later answer replaced; and of that, what enters it. */
  readonly cells: readonly Cell[];
  readonly counted: ReadonlySet<Cell>;
}

/**
 * One reporter's cells folded as the figure's definition says: over the periods, key by key, then the keys added up.
 * The same rule as the statement's, for the few cells behind one figure; a test holds the two together.
 */
export function foldReporter<Cell extends FoldedCell>(
  { indicator, ofPlace }: PlannedFigure,
  plan: RollupPlan,
  cells: readonly Cell[],
): FoldedReporter<Cell> {
  switch (indicator.operator.op) {
    case 'list':
    case 'distinct':
      return foldTexts(cells, plan.lists[ofPlace]?.isStock === true);
    case 'ratio':
    case 'weighted_mean': {
      const pair = plan.pairs[ofPlace];
      if (!pair) throw new RangeError(`pair ${ofPlace}`);
      return foldPair(cells, pair.of, pair.per, pair.isWeighted);
    }
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median': {
      const term = plan.terms[ofPlace];
      if (!term) throw new RangeError(`term ${ofPlace}`);
      return foldTerm(cells, term);
    }
  }
}

function foldTerm<Cell extends FoldedCell>(cells: readonly Cell[], term: PlannedTerm): FoldedReporter<Cell> {
  const { value, looked, counted } = foldSide(term.fold, cells);
  const isAnswered = cells.length > 0;
  const taken = term.take === 'count' ? (isAnswered ? (meets(term, value) ? '1' : '0') : null) : value;
  return {
    of: value,
    per: null,
    adds: { numerator: taken, denominator: term.take === 'mean' && taken !== null ? '1' : null, texts: [] },
    answered: periodsOf(cells),
    cells: looked,
    counted: term.take === 'count' && taken === '0' ? new Set() : counted,
  };
}

/** Of each side counts what was said in periods in which the other has a value; and what doesn't apply, beside any answer. */
function foldPair<Cell extends FoldedCell>(
  cells: readonly Cell[],
  of: PlannedSide,
  per: PlannedSide,
  isWeighted: boolean,
): FoldedReporter<Cell> {
  const sideOf = (side: Cell['side']): readonly Cell[] => cells.filter((cell) => cell.side === side);
  const among = (side: Cell['side'], other: Cell['side']): readonly Cell[] => {
    const [withValue, answered] = [periodsOf(sideOf(other).filter(hasValue)), periodsOf(sideOf(other))];
    return sideOf(side).filter((cell) => (hasValue(cell) ? withValue : answered).includes(cell.period));
  };
  const dividend = foldSide(of.fold, among('of', 'per'));
  const divisor = foldSide(per.fold, among('per', 'of'));
  const isIn = dividend.value !== null && divisor.value !== null;
  const perTaken = divisor.value === null ? null : isWeighted ? divisor.value : takenOf(per, divisor.value);
  const ofTaken =
    dividend.value === null
      ? null
      : isWeighted
        ? exactProduct(dividend.value, divisor.value ?? '0')
        : takenOf(of, dividend.value);
  const answeredPer = periodsOf(sideOf('per'));
  // What a later answer of its own side replaced isn't looked at; what only one side has is, and adds nothing.
  const replaced = new Set([...sideOf('of'), ...sideOf('per')].filter((cell) => isReplaced(cell, cells, of, per)));
  return {
    of: dividend.value,
    per: divisor.value,
    adds: { numerator: isIn ? ofTaken : null, denominator: isIn ? perTaken : null, texts: [] },
    answered: periodsOf(sideOf('of')).filter((period) => answeredPer.includes(period)),
    cells: cells.filter((cell) => dividend.counted.has(cell) || divisor.counted.has(cell) || !replaced.has(cell)),
    counted: isIn ? new Set([...dividend.counted, ...divisor.counted]) : new Set(),
  };
}

function isReplaced<Cell extends FoldedCell>(
  cell: Cell,
  cells: readonly Cell[],
  of: PlannedSide,
  per: PlannedSide,
): boolean {
  const { over } = (cell.side === 'of' ? of : per).fold;
  return (
    over === 'latest' &&
    cells.some((other) => other.side === cell.side && other.key === cell.key && other.period > cell.period)
  );
}

function foldTexts<Cell extends FoldedCell>(cells: readonly Cell[], isStock: boolean): FoldedReporter<Cell> {
  const last = Math.max(...periodsOf(cells));
  const looked = isStock ? cells.filter((cell) => cell.period === last) : cells;
  const texts = [...new Set(looked.flatMap((cell) => cell.texts))];
  const numerator = cells.length === 0 ? null : String(texts.length);
  return {
    of: numerator,
    per: null,
    adds: { numerator, denominator: null, texts },
    answered: periodsOf(cells),
    cells: looked,
    counted: new Set(looked.filter((cell) => cell.texts.length > 0)),
  };
}

interface FoldedSide<Cell> {
  readonly value: string | null;
  readonly looked: readonly Cell[];
  readonly counted: ReadonlySet<Cell>;
}

function foldSide<Cell extends FoldedCell>(fold: Fold, cells: readonly Cell[]): FoldedSide<Cell> {
  const keys = [...Map.groupBy(cells, (cell) => cell.key).values()].map((ofKey) =>
    foldKey(
      fold,
      [...ofKey].sort((a, b) => a.period - b.period),
    ),
  );
  const values = keys.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first] = values;
  return {
    value: first === undefined ? null : fold.isChoice ? first : exactSum(values),
    looked: keys.flatMap(({ looked }) => looked),
    counted: new Set(keys.flatMap(({ counted }) => [...counted])),
  };
}

/** Cells of one key, in the order of their periods. */
function foldKey<Cell extends FoldedCell>({ over, isChoice }: Fold, cells: readonly Cell[]): FoldedSide<Cell> {
  const last = cells.at(-1);
  if (!last) return { value: null, looked: [], counted: new Set() };
  if (isChoice || over === 'latest') {
    const value = hasValue(last) ? last.value : null;
    return { value, looked: [last], counted: new Set(value === null ? [] : [last]) };
  }
  const answered = cells.filter(hasValue);
  const numbers = answered.map((cell) => new ExactDecimal(cell.value));
  const [one] = numbers;
  if (!one) return { value: null, looked: cells, counted: new Set() };
  switch (over) {
    case 'sum':
    case 'mean': {
      const sum = exactSum(answered.map((cell) => cell.value));
      const value = over === 'sum' ? sum : quotient(sum, String(numbers.length), '1');
      return { value, looked: cells, counted: new Set(answered) };
    }
    case 'max':
    case 'min': {
      const extreme = over === 'max' ? ExactDecimal.max(...numbers) : ExactDecimal.min(...numbers);
      const held = answered.filter((cell) => extreme.equals(cell.value)).slice(0, 1);
      return { value: extreme.toFixed(), looked: cells, counted: new Set(held) };
    }
  }
}

function takenOf(side: PlannedSide, value: string): string {
  return side.take === 'sum' ? value : meets(side, value) ? '1' : '0';
}

/** Options have no order. */
function meets({ fold, where }: Pick<PlannedTerm, 'fold' | 'where'>, value: string | null): boolean {
  if (value === null) return false;
  if (where === null) return true;
  if (fold.isChoice)
    return where.op === 'eq' ? value === where.value : where.op === 'ne' ? value !== where.value : false;
  const wanted = fold.isBoolean ? (where.value === 'true' ? '1' : '0') : where.value;
  const order = new ExactDecimal(value).comparedTo(wanted);
  const outcomes: Readonly<Record<Predicate['op'], boolean>> = {
    eq: order === 0,
    ne: order !== 0,
    gt: order > 0,
    gte: order >= 0,
    lt: order < 0,
    lte: order <= 0,
  };
  return outcomes[where.op];
}

function hasValue({ value }: FoldedCell): boolean {
  return value !== 'not_applicable';
}

function periodsOf(cells: readonly FoldedCell[]): readonly number[] {
  return [...new Set(cells.map((cell) => cell.period))].sort((a, b) => a - b);
}
