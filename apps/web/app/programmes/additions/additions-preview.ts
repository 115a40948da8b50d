import type { Localized, UnitTraits } from '@huibao/domain';
import type { PackageChange, PackageRefusal } from '@huibao/domain/package';

/** What the api answers of a package of additions that was sent to be looked at. */
export interface AdditionsPreview {
  readonly refusals: readonly PackageRefusal[];
  readonly offered: OfferedAdditions | null;
}

export interface OfferedAdditions {
  readonly programme: string;
  readonly year: number;
  readonly title: Localized;
  readonly hash: string;
  readonly standing: 'first' | 'next' | 'same';
  readonly changes: readonly PackageChange[];
  readonly moreChanges: number;
  readonly asked: readonly AskedOfKind[];
}

export interface AskedOfKind extends Pick<UnitTraits, 'kind' | 'schoolType' | 'ownership' | 'sectionCode'> {
  readonly label: Localized | null;
  readonly units: number | null;
  readonly forms: number;
  readonly cells: number;
}
