/**
 * The shape of expectations/: a question that DHIS2 answers in a test of its own, and what Huibao's rules make of it.
 */

export interface Test {
  readonly is: 'eq' | 'lt' | 'gt' | 'gte';
  readonly value: string;
}

/**
 * What is taken from each reporter. The cell is computed month by month, as at submit (`by`, then `when`, then
 * `times`); `over` then folds the reporter's months into one. Without `option`, a month's answer is the sum
 * of its options.
 */
export interface Taken {
  readonly element: string;
  readonly option?: string;
  /** Times this element's answer of the same month; missing where either is. */
  readonly by?: string;
  /** A calculated cell: `then` where the answer meets the test, otherwise `otherwise`; `itself` is the answer. */
  readonly when?: Test & { readonly then: string; readonly otherwise: string };
  readonly times?: string;
  readonly over: 'sum' | 'latest' | 'mean' | 'max';
  /**
   * Months counted from the one asked (-1 is the month before), or from January up to it or the one before.
   * Absent: the period itself.
   */
  readonly window?: readonly number[] | 'to-date' | 'to-month-before';
  /** Only these months count, whichever are asked. */
  readonly only?: readonly string[];
}

export type Question =
  | {
      readonly kind: 'figure';
      /** Added up within the reporter; a missing one adds nothing. */
      readonly of: readonly Taken[];
      /** The sum of `of` over the sum of `per`. */
      readonly per?: Taken;
      readonly across: 'sum' | 'mean' | 'max' | 'count';
      /** Which reporters' folded values are counted. */
      readonly where?: Test;
      /** Times the rate of complete forms. */
      readonly rate?: string;
    }
  /** Complete of expected forms, in per cent. */
  | { readonly kind: 'rate'; readonly form: string };

/**
 * By `figure unit period`, of which only the kept dimensions are written. A key that is absent has no value (“—”),
 * where DHIS2 leaves the row out.
 */
export type Results = Readonly<Record<string, string>>;

/** The sentences of the design's semantics.md by which Huibao departs. */
export const sentences = {
  /**
   * A unit with reporters beneath it owes no form of its own, so its answers have no place. Where a superior has
   * figures of its own, a section of it reports them: `seated` is the result with A's and B's answers given
   * by such sections.
   */
  superior:
    "Nobody but the reporter changes the reporter's numbers (by analogy with 教育统计管理规定 第32条): superiors return, comment, accept.",
  ratio:
    '**A ratio is the sum of its numerators over the sum of its denominators, at every level.** Never a mean of ratios.',
  operators:
    'An indicator names two operators: first, within each reporter, one over the periods of the year (flow → sum; stock → latest answered period; ' +
    'mean; max); then one over reporters (sum, mean, weighted mean, min, max, median, count, count where, list).',
  atSubmit:
    'One evaluator: calculated cells and rules are evaluated by the same code in the browser and at submit, and frozen; the roll-up then only aggregates.',
  nobodyAnswered: 'Denominator zero or nobody answered → no value, printed as "—".',
  exact:
    'Exact decimal arithmetic (`numeric` in the database, decimal strings over the wire). No float ever touches a figure.',
  backwards: 'Rules may refer to last term and last year (`previous("code")`, `lastYear("code")`).',
  violations: '逻辑校验 (error) blocks submitting.',
} as const;

export type Reason = keyof typeof sentences;

export type Rule =
  | { readonly agrees: true }
  | {
      readonly agrees: false;
      readonly reasons: readonly Reason[];
      /** Exact: a decimal, or `numerator/denominator`. Null where no indicator asks this. */
      readonly ours: Results | null;
      /** As `ours`, once a section reports what a unit with reporters beneath it answered. */
      readonly seated: Results | null;
    };

export interface Expectation {
  readonly name: string;
  readonly fixture: 'tree' | 'options';
  /** The test method of theirs, in the class that the fixture is from. */
  readonly method: string;
  /** What their query asks, in our words. */
  readonly asks: string;
  /** Each stands for its whole subtree; where `unit` isn't kept, all of them together are asked once. */
  readonly units: readonly string[];
  /** Where `period` isn't kept, all of them together are one period. */
  readonly periods: readonly string[];
  readonly kept: readonly ('unit' | 'period')[];
  /** By the code that keys the results. Null: Huibao has no such indicator. */
  readonly figures: Readonly<Record<string, Question | null>>;
  /** Their numbers, rounded to two decimals as they round; an exact one of ours is to be rounded half up to compare. */
  readonly expected: Results;
  readonly rule: Rule;
}
