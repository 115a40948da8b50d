import type { ProgrammePackage } from '../../package/package-files.ts';
import { packageValues } from '../../package/write-package.ts';
import type { Advice } from './advice.ts';
import { askedOfNobody } from './asked-of-nobody.ts';
import { decidedBeforehand } from './decided-beforehand.ts';
import { meantElse } from './meant-else.ts';
import { missingEnglish } from './missing-english.ts';
import type { IsOwn } from './own-advice.ts';
import { personalData } from './personal-data.ts';
import { ranOut } from './ran-out.ts';
import { sharesAlone } from './share-alone.ts';
import { stillNew } from './still-new.ts';
import { feedsNothing, printedNowhere } from './unread.ts';

/**
 * What whoever publishes a programme may want to look at first, warnings before notes.
 * @param before what was published last of it; null of the first
 * @param isOwn of what several places are told of in one line, which of them are; nothing else goes by it
 * @param asMade what pieces made anew are called, in every language
 */
export function adviseOn(
  offered: ProgrammePackage,
  {
    year,
    before,
    asMade,
    isOwn = () => true,
  }: {
    readonly year: number;
    readonly before: ProgrammePackage | null;
    readonly asMade: ReadonlySet<string>;
    readonly isOwn?: IsOwn;
  },
): readonly Advice[] {
  const parts = packageValues(offered);
  const { forms } = offered.programme;
  const found = [
    ...forms.flatMap(askedOfNobody),
    ...forms.flatMap(decidedBeforehand),
    ...forms.flatMap(personalData),
    ...(before ? meantElse(before, offered) : []),
    ...sharesAlone(offered),
    ...stillNew(parts, asMade),
    ...ranOut(parts, year),
    ...feedsNothing(offered),
    ...printedNowhere(offered, isOwn),
    ...missingEnglish(parts, isOwn),
  ];
  return found.toSorted((one, other) => Number(one.severity === 'note') - Number(other.severity === 'note'));
}
