import type { Localized } from '@huibao/domain';
import type { PackageChange, PackageRefusal } from '@huibao/domain/package';

/** What the api answers of a package that was sent to be looked at. */
export interface PackagePreview {
  readonly refusals: readonly PackageRefusal[];
  readonly offered: OfferedEdition | null;
}

/** What the api answers of a package that a draft was to begin with. */
export interface BegunDraft {
  readonly refusals: readonly PackageRefusal[];
  readonly draftId: string | null;
}

export interface OfferedEdition {
  readonly title: Localized;
  readonly year: number;
  readonly hash: string;
  readonly standing: 'first' | 'later' | 'earlier' | 'same' | 'amends';
  readonly issueNo: number;
  readonly comparedYear: number | null;
  readonly changes: readonly PackageChange[];
  readonly moreChanges: number;
}

/** Nothing is wrong with it, and it says something new. */
export function isPublishable({ refusals, offered }: PackagePreview): boolean {
  return refusals.length === 0 && offered !== null && offered.standing !== 'same';
}
