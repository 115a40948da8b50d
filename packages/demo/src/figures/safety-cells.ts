import type { Cell } from '@huibao/domain';
import { answers, perOption } from './cell-sheet.ts';
import type { DemoBureau, DemoTerm, DemoUnit, SchoolProfile } from './unit.ts';
import { carriedOver, filmOf, sizeOf } from './school-size.ts';
import { seededChance, seededInteger } from './seeded-number.ts';
import { demoSensitiveCounts } from './sensitive-rows.ts';

/** 表3, without the cells that the sensitive register feeds. */
export function safetyCells(
  bureau: DemoBureau,
  unit: DemoUnit,
  profile: SchoolProfile,
  term: DemoTerm,
): readonly Cell[] {
  const key = `${bureau.code}/${unit.code}`;
  const at = `${key}/safety/${term.year}/${term.period}`;
  const size = sizeOf(bureau, unit, profile, term);
  const film = filmOf(bureau, unit, profile, term);
  const signs = carriedOver(`${key}/bullying`, unit, term, profile.pupils > 1000 ? 2 : 1, () => 8);
  const atHome = demoSensitiveCounts(bureau, unit, term)['home_teaching'] ?? 0;
  const suspected = demoSensitiveCounts(bureau, unit, term)['suspected_dropout'] ?? 0;
  return [
    ...answers({
      pupils: size.pupils,
      classes: size.classes,
      staff: size.staff,
      outside_workers: size.outsideWorkers,
      campuses: size.campuses,
      bullying_plan: true,
      letters: film.letters,
      mailboxes: size.campuses,
      notice_posted: true,
      screenings: film.screenings,
      viewers: film.viewers,
      bullying_checks: seededInteger(`${at}/checks`, 2, 5),
      bullying_carried: signs.carried,
      bullying_found: signs.found,
      bullying_handled: signs.handled,
      counselling: Math.floor(size.pupils / seededInteger(`${at}/counselling`, 40, 90)),
      enrolment_check: true,
      returned_pupils: suspected > 0 ? 0 : seededChance(`${at}/returned`, 2) ? 1 : 0,
      home_teaching_visits: atHome * seededInteger(`${at}/visits`, 8, 14),
      dropout_cleared: suspected === 0,
    }),
    ...reminderCells(key, at, term),
  ];
}

const slots = ['daily', 'lesson', 'weekly', 'holiday'] as const;

function reminderCells(key: string, at: string, { year }: DemoTerm): readonly Cell[] {
  // The rule for the time after lessons came last.
  const isLate = (slot: string): boolean =>
    slot === 'lesson' && year <= 2023 && seededChance(`${key}/late-slot`, 50 - 20 * (year - 2022));
  const by = (value: (slot: string) => boolean | number): Record<string, boolean | number> =>
    Object.fromEntries(slots.map((slot) => [slot, value(slot)]));
  const checks = (slot: string): number => seededInteger(`${at}/${slot}/checks`, 2, 6);
  return [
    ...perOption(
      'slot_rule',
      by((slot) => !isLate(slot)),
    ),
    ...perOption(
      'slot_log',
      by(
        (slot) =>
          !isLate(slot) &&
          (slot !== 'lesson' || seededChance(`${at}/log`, 85 + 5 * Math.min(3, Math.max(0, year - 2023)))),
      ),
    ),
    ...perOption('slot_checks', by(checks)),
    ...perOption(
      'slot_failures',
      by((slot) => (seededChance(`${at}/${slot}/failed`, Math.max(4, 16 - 3 * (year - 2022))) ? 1 : 0)),
    ),
    ...perOption('reminder_events', {
      blackboard: seededInteger(`${at}/blackboard`, 4, 9),
      flag_speech: seededInteger(`${at}/flag`, 3, 8),
      class_meeting: seededInteger(`${at}/class`, 6, 18),
    }),
  ];
}
