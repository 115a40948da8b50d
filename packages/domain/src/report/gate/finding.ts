import type { Localized } from '../../localized.ts';
import type { Quote } from '../printed-lines.ts';

/** What is asked of a report before it goes on. Each has its words in i18n, `reports:gate.checks.<check>`. */
export const gateChecks = [
  'section_blank',
  'figure_without_value',
  'period_unopened',
  'unbalanced',
  'table_total',
  'personal_data',
  'request',
  'case_forged',
  'case_not_accepted',
  'case_names_school',
  'ledger_missing',
  'ledger_unlisted',
  'ledger_overcounted',
  'ledger_unanswered',
  'delivery_returned',
  'unreported',
  'share_unfooted',
  'years_unlike',
  'typed_number',
  'figure_moved',
] as const;

export type GateCheck = (typeof gateChecks)[number];

/** `refused`: it has to be mended. `answered`: a person may answer for it in writing, and the answer goes with it. */
export type GateSeverity = 'refused' | 'answered';

export const gateSeverities: Readonly<Record<GateCheck, GateSeverity>> = {
  section_blank: 'refused',
  figure_without_value: 'refused',
  period_unopened: 'refused',
  unbalanced: 'refused',
  table_total: 'refused',
  personal_data: 'refused',
  request: 'refused',
  case_forged: 'refused',
  case_not_accepted: 'refused',
  case_names_school: 'refused',
  ledger_missing: 'refused',
  ledger_unlisted: 'refused',
  ledger_overcounted: 'refused',
  ledger_unanswered: 'refused',
  delivery_returned: 'refused',
  // The statutory date doesn't wait for one school.
  unreported: 'answered',
  // The base may be said in words, which nothing but a person reads.
  share_unfooted: 'answered',
  // Why last year's is less whole, or of other days, is for a person to say.
  years_unlike: 'answered',
  typed_number: 'answered',
  figure_moved: 'answered',
};

/**
 * What is asked again of what is signed, before it is made public: the text and its figures. Whether terms, ledger and
 * schools are in was answered by those who signed.
 */
export const publishingChecks: readonly GateCheck[] = [
  'section_blank',
  'figure_without_value',
  'unbalanced',
  'table_total',
  'personal_data',
  'request',
  'delivery_returned',
];

export interface GatePlace {
  readonly section: string;
  /** The block's place in it, from 0; null where the whole section is meant. */
  readonly block: number | null;
}

export interface GateFinding {
  readonly check: GateCheck;
  /** Null where it isn't the text that has to be mended. */
  readonly place: GatePlace | null;
  /** The sentence, and what in it is meant. */
  readonly quote: Quote | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** What it is about, to the letter: an answer holds for this and for nothing else. */
  readonly subject: readonly (string | number | null)[];
}

/** An answer, and what it was given to, in the words of the gate. */
export interface SignedAnswer {
  readonly check: GateCheck;
  readonly fingerprint: string;
  readonly place: string | null;
  readonly about: Readonly<Record<string, string | number>>;
  readonly quote: string | null;
  /** The name of what it is about: a term's. */
  readonly label: Localized | null;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}
