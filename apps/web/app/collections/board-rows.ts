import { isOfType } from '@huibao/domain';
import type { Board, BoardForm, BoardUnit } from '../outputs.ts';

/** What a cell of the board says. `none`: nobody began. */
export type BoardStatus = 'returned' | 'overdue' | 'submitted' | 'confirming' | 'draft' | 'none' | 'accepted';

/** Trouble first. */
export const statusOrder: readonly BoardStatus[] = [
  'returned',
  'overdue',
  'submitted',
  'confirming',
  'draft',
  'none',
  'accepted',
];

export function statusOf(form: BoardForm): BoardStatus {
  if (form.state === 'accepted' || form.state === 'submitted' || form.state === 'returned') return form.state;
  if (form.isOverdue) return 'overdue';
  return form.state === 'confirming' ? 'confirming' : form.isStarted ? 'draft' : 'none';
}

export interface BoardFilter {
  readonly status: BoardStatus | '';
  readonly stage: string;
  readonly ownership: string;
}

/** The units that meet the filter, those in trouble first, else in their own order. */
export function rowsOf(units: readonly BoardUnit[], filter: BoardFilter): readonly BoardUnit[] {
  const rankOf = (unit: BoardUnit): number =>
    Math.min(...unit.forms.map((form) => statusOrder.indexOf(statusOf(form))));
  return units
    .filter(
      (unit) =>
        (filter.status === '' || unit.forms.some((form) => statusOf(form) === filter.status)) &&
        (filter.stage === '' || (unit.schoolType !== null && isOfType(unit.schoolType, filter.stage))) &&
        (filter.ownership === '' || unit.ownership === filter.ownership),
    )
    .map((unit, index) => ({ unit, index, rank: rankOf(unit) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ unit }) => unit);
}

export interface BoardTally {
  readonly schools: number;
  readonly sections: number;
  /** How many forms each school owes; null where not all owe as many. */
  readonly formsEach: number | null;
  readonly expected: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly oldestDays: number;
  readonly explained: number;
  readonly owing: number;
}

export function tallyOf(board: Board): BoardTally {
  const schools = board.units.filter((unit) => unit.kind === 'school');
  const forms = board.units.flatMap((unit) => unit.forms);
  const waiting = forms.filter((form) => form.state === 'submitted');
  const accepted = forms.filter((form) => form.state === 'accepted');
  const oldest = waiting
    .map((form) => form.submittedAt)
    .filter((at) => at !== null)
    .sort()[0];
  return {
    schools: schools.length,
    sections: board.units.length - schools.length,
    formsEach: schools.every((unit) => unit.forms.length === schools[0]?.forms.length)
      ? (schools[0]?.forms.length ?? 0)
      : null,
    expected: forms.length,
    submitted: waiting.length + accepted.length,
    accepted: accepted.length,
    waiting: waiting.length,
    oldestDays: oldest === undefined ? 0 : daysBetween(oldest, board.serverNow),
    explained: [...waiting, ...accepted].reduce((sum, form) => sum + form.explained, 0),
    owing: board.units.filter((unit) =>
      unit.forms.some((form) => form.state === 'draft' || form.state === 'confirming' || form.state === 'returned'),
    ).length,
  };
}

/** Whole days begun between two instants. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.ceil((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

/** The submitted forms of some units, as what accepting takes. */
export function acceptable(units: readonly BoardUnit[]): { submissionId: string; revisionNo: number }[] {
  return units.flatMap((unit) =>
    unit.forms
      .filter((form) => form.state === 'submitted')
      .map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo })),
  );
}

/** What happened last at a unit, and when. */
export function latestOf(
  unit: BoardUnit,
): { readonly kind: 'decided' | 'submitted' | 'saved' | 'nudged'; readonly at: string } | null {
  const events = [
    ...unit.forms.flatMap((form) => [
      { kind: 'decided' as const, at: form.decidedAt },
      { kind: 'submitted' as const, at: form.submittedAt },
      { kind: 'saved' as const, at: form.savedAt },
    ]),
    { kind: 'nudged' as const, at: unit.nudgedAt },
  ];
  let latest: { kind: 'decided' | 'submitted' | 'saved' | 'nudged'; at: string } | null = null;
  for (const { kind, at } of events) if (at !== null && (latest === null || at > latest.at)) latest = { kind, at };
  return latest;
}

/** Whole per cent of a unit's forms that is filled in; a form that nobody began counts as none, whatever it asks. */
export function shareDone(unit: BoardUnit): number {
  const parts = unit.forms.map((form) => {
    if (form.state === 'submitted' || form.state === 'accepted') return 1;
    return form.isStarted && form.required > 0 ? form.filled / form.required : 0;
  });
  return parts.length === 0
    ? 100
    : Math.floor((100 * parts.reduce<number>((sum, part) => sum + part, 0)) / parts.length);
}
