/**
 * A district's year as plain data: what the oracle computes from, and what a test turns into rows of a database.
 * Nothing here knows the product's own types: the oracle must be able to disagree with them.
 */
export interface District {
  readonly year: number;
  readonly units: readonly DistrictUnit[];
  readonly elements: readonly DistrictElement[];
  readonly submissions: readonly DistrictSubmission[];
  readonly indicators: readonly DistrictIndicator[];
}

/** `YYYY-MM-DD`. Two of them compare as text. */
export type Day = string;

export type PeriodNumber = 1 | 2;
export type UnitKind = 'school' | 'section';
export type Ownership = 'public' | 'private';

export interface DistrictUnit {
  /** 1 to n. */
  readonly id: number;
  readonly opensOn: Day;
  /** The last day on which it is open; null while it goes on. */
  readonly closesOn: Day | null;
  readonly groups: readonly string[];
  /** Sorted by `from`; the first holds from the opening or earlier. */
  readonly versions: readonly UnitVersion[];
  readonly mergedInto: number | null;
}

export interface UnitVersion {
  readonly from: Day;
  readonly kind: UnitKind;
  readonly schoolType: string | null;
  readonly ownership: Ownership | null;
  readonly sectionCode: string | null;
}

/** Every condition that is stated must hold. */
export interface ChosenChildren {
  readonly kinds?: readonly UnitKind[];
  readonly schoolTypes?: readonly string[];
  readonly exceptSchoolTypes?: readonly string[];
  readonly ownership?: Ownership;
  readonly sectionCodes?: readonly string[];
  readonly group?: string;
}

export interface DistrictElement {
  readonly code: string;
  readonly form: string;
  readonly type: 'number' | 'boolean' | 'choice' | 'text';
  readonly flow: 'stock' | 'flow';
  /** `['']` when it is not disaggregated; choices and texts never are. */
  readonly keys: readonly string[];
  readonly appliesTo: ChosenChildren;
  /** A key that is not listed applies to all. */
  readonly keyAppliesTo: Readonly<Record<string, ChosenChildren>>;
  /** Which issues of the year's programme ask a key; one that is not listed is asked by all. */
  readonly askedBy?: Readonly<Record<string, readonly number[]>>;
}

/** One for each unit, form and period that is expected, whether or not anybody answered. */
export interface DistrictSubmission {
  readonly unit: number;
  readonly form: string;
  readonly period: PeriodNumber;
  /** The issue that it goes by; the first when absent. */
  readonly issue?: number;
  /** In the order in which they were submitted; none when nobody answered. */
  readonly revisions: readonly DistrictRevision[];
}

export interface DistrictRevision {
  /** Only the last one can be `accepted` or `submitted`; `reopened` was accepted and taken back. */
  readonly outcome: 'accepted' | 'returned' | 'withdrawn' | 'reopened' | 'submitted';
  readonly cells: readonly DistrictCell[];
}

/** A missing cell is absent. */
export interface DistrictCell {
  readonly element: string;
  readonly key: string;
  readonly state: 'value' | 'not_applicable';
  /** Decimal text, `true` or `false`, the code of an option; empty for a text and for what is not applicable. */
  readonly value: string;
  /** The distinct texts that a text element names. None is an answer too: nothing to report. */
  readonly texts?: readonly string[];
}

export interface DistrictIndicator {
  readonly code: string;
  readonly children: ChosenChildren;
  readonly operator: Operator;
  /** Decimal text; 1 when absent. */
  readonly factor?: string;
}

export type Operator =
  | { readonly op: 'total'; readonly of: Term }
  | { readonly op: 'ratio'; readonly of: Term; readonly per: Term }
  | { readonly op: 'mean' | 'min' | 'max' | 'median'; readonly of: Term }
  | { readonly op: 'weighted_mean'; readonly of: Term; readonly weight: Term }
  | { readonly op: 'list' | 'distinct'; readonly element: string };

export type OverPeriods = 'sum' | 'latest' | 'mean' | 'max' | 'min';

export interface Term {
  readonly element: string;
  /** All the element's keys when absent. */
  readonly keys?: readonly string[];
  /** When absent a flow is summed, and of a stock the latest counts. */
  readonly over?: OverPeriods;
  readonly take: 'sum' | 'count';
  /** Which values a count counts. */
  readonly where?: Predicate;
}

export interface Predicate {
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly value: string;
}
