import { inventedPupil } from './people.ts';
import type { DemoBureau, DemoTerm, DemoUnit } from './unit.ts';
import { isOpenIn } from './unit.ts';
import { seededInteger } from './seeded-number.ts';

/** A row of 控辍保学重点学生台账, as a school keeps it. It stands at a term's end from `since` until the day before `endedOn`. */
export interface DemoSensitiveRow {
  readonly register: 'key_pupil_register';
  readonly category: 'leave' | 'suspended' | 'home_teaching' | 'suspected_dropout' | 'lost';
  readonly pupil: string;
  readonly note: string;
  readonly since: string;
  readonly endedOn: string | null;
}

type Category = DemoSensitiveRow['category'];

/** 山阳 2024, at the year's end: 37 on leave, 12 suspended, 9 taught at home. One figure per school, N01 to N25. */
const shanyangLeave = [4, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 1, 1, 0, 0, 0, 1, 0];
const shanyangSuspended = [1, 1, 2, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0];
const shanyangAtHome = [1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3];

const notes: Readonly<Record<Category, string>> = {
  leave: '因病请假，班主任每周联系。',
  suspended: '已办理休学手续，学期末回访。',
  home_teaching: '一人一案，定期送教。',
  suspected_dropout: '已上门劝返，动态跟踪。',
  lost: '已报公安机关协查。',
};

/** How many of a category are new in a term and stay until the next one, or the one after it. */
function newIn(
  bureau: DemoBureau,
  unit: DemoUnit,
  category: 'leave' | 'suspended' | 'suspected_dropout',
  { year, period }: DemoTerm,
): number {
  const index = Number(unit.code.slice(1)) - 1;
  const key = `${bureau.code}/${unit.code}/${category}/${year}/${period}`;
  const pupils = unit.profile?.pupils ?? 0;
  if (bureau.code === 'shanyang' && year === 2024 && period === 2) {
    return (category === 'leave' ? shanyangLeave[index] : category === 'suspended' ? shanyangSuspended[index] : 0) ?? 0;
  }
  if (category === 'leave') return seededInteger(key, 0, Math.min(4, 1 + Math.floor(pupils / 500)));
  // Suspensions begin in autumn and last a year.
  if (category === 'suspended')
    return period === 2 ? seededInteger(key, 0, Math.min(2, Math.floor(pupils / 700) + 1)) : 0;
  return bureau.code !== 'shanyang' && year <= 2023 && seededInteger(key, 1, 100) <= 3 ? 1 : 0;
}

function atHome(bureau: DemoBureau, unit: DemoUnit): number {
  const index = Number(unit.code.slice(1)) - 1;
  if (bureau.code === 'shanyang') return shanyangAtHome[index] ?? 0;
  return unit.profile && unit.profile.pupils > 400 ? seededInteger(`${bureau.code}/${unit.code}/home`, 0, 2) : 0;
}

/**
 * All rows that a unit writes from the first to the last year, in order of `since`. Their counts at a term's end are
 * `demoSensitiveCounts`.
 */
export function demoSensitiveRows(
  bureau: DemoBureau,
  unit: DemoUnit,
  firstYear: number,
  lastYear: number,
): readonly DemoSensitiveRow[] {
  if (!unit.profile) return [];
  const rows: DemoSensitiveRow[] = [];
  const add = (category: Category, since: string, endedOn: string | null): void => {
    rows.push({
      register: 'key_pupil_register',
      category,
      pupil: inventedPupil(`${bureau.code}/${unit.code}/${rows.length}`, rows.length + 1),
      note: notes[category],
      since,
      endedOn,
    });
  };
  const homeSince = unit.opensOn > '2021-09-01' ? unit.opensOn : '2021-09-01';
  for (let number = 0; number < atHome(bureau, unit); number += 1) add('home_teaching', homeSince, null);
  // A suspension of the autumn before still stands in the first spring.
  for (let year = firstYear - 1; year <= lastYear; year += 1) {
    for (const period of [1, 2] as const) {
      const term: DemoTerm = { year, period };
      if (!isOpenIn(unit, term)) continue;
      const spring = period === 1;
      for (let number = 0; number < newIn(bureau, unit, 'leave', term); number += 1)
        add(
          'leave',
          `${year}-${spring ? '06-0' : '12-0'}${number + 3}`,
          spring ? `${year}-10-08` : `${year + 1}-02-24`,
        );
      for (let number = 0; number < newIn(bureau, unit, 'suspended', term); number += 1)
        add('suspended', `${year}-10-1${number + 2}`, `${year + 1}-09-01`);
      for (let number = 0; number < newIn(bureau, unit, 'suspected_dropout', term); number += 1)
        add('suspected_dropout', `${year}-${spring ? '05' : '11'}-15`, spring ? `${year}-09-20` : `${year + 1}-03-05`);
    }
  }
  return rows.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** Counts by category at a term's end: what the locked cells of 表3 will show. */
export function demoSensitiveCounts(
  bureau: DemoBureau,
  unit: DemoUnit,
  term: DemoTerm,
): Readonly<Record<string, number>> {
  const endsOn = term.period === 1 ? `${term.year}-08-31` : `${term.year}-12-31`;
  const counts: Record<Category, number> = { leave: 0, suspended: 0, home_teaching: 0, suspected_dropout: 0, lost: 0 };
  for (const row of demoSensitiveRows(bureau, unit, term.year, term.year)) {
    if (row.since <= endsOn && (row.endedOn === null || row.endedOn > endsOn)) counts[row.category] += 1;
  }
  return counts;
}
