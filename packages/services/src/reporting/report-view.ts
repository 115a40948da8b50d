import type {
  BalanceResult,
  CalendarPeriod,
  Change,
  ChainStep,
  FigureKey,
  FigureFormat,
  IndicatorGroup,
  IndicatorValue,
  Localized,
  ReportState,
  SectionContent,
  StatutoryDays,
  YearReach,
} from '@huibao/domain';
import type { NewerIssue } from '../forms/newest-issue.repository.ts';
import type { LedgerItem } from '../ledger/ledger.repository.ts';
import type { ReportDecision } from './decision.repository.ts';
import type { Dispatch } from './dispatch.repository.ts';
import type { OwnPublication } from './publication.repository.ts';
import type { Annulment, ReportVersion } from './report.repository.ts';
import type { SwitchedParts } from './newer-template.ts';
import type { MovedSince } from './signing/list-moved-since.ts';
import type { SentDelivery } from './sent-delivery.repository.ts';

export interface ReportIndicator {
  readonly code: string;
  readonly group: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly format: FigureFormat;
  readonly coverageFloor: string;
  readonly value: IndicatorValue | null;
  /** As it was issued. */
  readonly lastYear: IndicatorValue | null;
  readonly change: Change;
}

export type ChainStepView = ChainStep & {
  readonly state: 'done' | 'current' | 'ahead';
  readonly by: string | null;
  readonly at: string | null;
};

export interface SectionView {
  readonly code: string;
  /** With the number of its place, if it is printed. */
  readonly heading: string;
  readonly level: number;
  readonly guidance: Localized;
  readonly isRequired: boolean;
  readonly isBlank: boolean;
  readonly content: SectionContent;
  readonly version: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** Numbers typed by hand whose source nobody has told. */
  readonly typedNumbers: readonly string[];
  /** Which were answered for (`keyOfTyped`): a text that is being written is counted by these. */
  readonly answeredNumbers: readonly string[];
  readonly staleCases: readonly string[];
  /** What the ledger has for it to name; null where it names none, or is no longer written. */
  readonly ledger: SectionLedger | null;
}

export interface SectionLedger {
  readonly kind: LedgerItem['kind'];
  readonly items: readonly Pick<LedgerItem, 'id' | 'title'>[];
}

export interface ReportView {
  readonly id: string;
  readonly programme: { readonly name: string; readonly title: Localized };
  readonly year: number;
  readonly version: number;
  readonly state: ReportState;
  readonly title: readonly string[];
  readonly number: string | null;
  readonly proposedNumber: string | null;
  readonly issuedOn: string | null;
  readonly correctionReason: string | null;
  /** Why is the comment of the last decision; there are no sections then. */
  readonly annulment: Annulment | null;
  /** Sent up and published before these days. */
  readonly due: StatutoryDays;
  readonly chain: readonly ChainStepView[];
  readonly sections: readonly SectionView[];
  /** How far the year goes, or went when it was issued; null where that wasn't kept. */
  readonly reach: YearReach | null;
  /** Of which its figures can be; none where the year is all there is. */
  readonly periods: readonly Pick<CalendarPeriod, 'code' | 'label'>[];
  /** Whether its figures can be of the office's own schools and sections apart, and of those below. */
  readonly hasOwn: boolean;
  /** What its text asks of a part of the year, of last year, or of the office's own. */
  readonly scoped: readonly IndicatorValue[];
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly ReportIndicator[];
  /** 勾稽关系, on the figures as they are shown. */
  readonly balances: readonly BalanceResult[];
  /** Keys of the figures whose number the public copy leaves out. */
  readonly hidden: readonly FigureKey[];
  /**
   * Figures of the text that aren't what the drafter last looked at; or, under signature, what was signed. Each with
   * what it was.
   */
  readonly moved: readonly MovedSince[];
  /** What stands by now that is newer than what a draft goes by. */
  readonly newer: readonly NewerIssue[];
  readonly switched: SwitchedParts;
  /** By which it is written, programme and additions: the same for the same. */
  readonly template: string;
  /** The step of the chain in which the reader has had part in this version. */
  readonly part: string | null;
  readonly decisions: readonly ReportDecision[];
  readonly dispatches: readonly Dispatch[];
  /** The bureau above, by its name; null where there is none to send it to. */
  readonly superior: string | null;
  readonly delivery: SentDelivery | null;
  readonly publication: OwnPublication | null;
  readonly otherVersions: readonly ReportVersion[];
}
