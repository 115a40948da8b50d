import type { IndicatorDefinition, IndicatorValue, PeriodReach, SignedAnswer, YearReach } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { Issuer, ReportText } from './lay-out.ts';
import { fromStored, type StoredSection } from './stored-section.ts';

export type SignedDefinition = IndicatorDefinition & { readonly version: number };

/** What 签发 freezes: text, values, and who signed. */
export interface FrozenReport extends Omit<ReportText, 'sections'> {
  /** Absent once it is annulled: the words are gone, the figures stay. */
  readonly sections?: ReportText['sections'];
  /** Of every indicator the year's; and what the text has of a part of it, or of last year. */
  readonly figures: readonly IndicatorValue[];
  /** How far the year went when it was issued. */
  readonly reach?: YearReach;
  /**
   * The definitions of the figures in the text as they were, with their versions. A report without them goes by its
   * edition's.
   */
  readonly definitions?: readonly SignedDefinition[];
  /** Last year's, of what the text says of last year; absent where it says nothing of it. */
  readonly earlierDefinitions?: readonly SignedDefinition[];
  /**
   * Keys of the figures that the public copy may not print: small counts of persons, and what would give them away.
   */
  readonly hidden?: readonly string[];
  /** What was answered to the gate. */
  readonly answers?: readonly SignedAnswer[];
  readonly signer: string;
  readonly issuer: Issuer;
}

/** As the database has it: what was frozen stays as it was, in the shape that it had then. */
export interface StoredReport extends Omit<FrozenReport, 'reach' | 'sections'> {
  readonly sections?: readonly StoredSection[];
  readonly reach?: YearReach | ReachOfTerms;
}

/** Of the time when periods were terms, and named by their place. */
interface ReachOfTerms extends Omit<YearReach, 'periods'> {
  readonly terms: readonly Omit<PeriodReach, 'name'>[];
}

/** What was frozen, whenever that was, in the shape of today. */
export function readFrozen(stored: StoredReport | null, { calendar }: Edition): FrozenReport | null {
  if (!stored) return null;
  const { reach, sections, ...rest } = stored;
  const frozen = { ...rest, ...(sections ? { sections: sections.map(fromStored) } : {}) };
  if (!reach) return frozen;
  if ('periods' in reach) return { ...frozen, reach };
  const { terms, ...reached } = reach;
  const nameOf = (ordinal: number) => calendar.periods[ordinal - 1]?.label ?? { zh: '', en: '' };
  return { ...frozen, reach: { ...reached, periods: terms.map((term) => ({ ...term, name: nameOf(term.ordinal) })) } };
}
