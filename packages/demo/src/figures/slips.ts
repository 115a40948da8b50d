import type { DemoTerm } from './unit.ts';

/** A mistake that the demo makes on purpose, so that the chain which finds it can be seen. */
export interface DemoSlip {
  readonly bureau: 'shanyang';
  readonly unit: string;
  readonly term: DemoTerm;
  readonly form: 'safety';
  readonly cell: string;
  readonly wrong: string;
  /** Written with the wrong value, where a rule asks; null where none does. */
  readonly explanation: { readonly rule: string; readonly text: string } | null;
  /** `returned` before acceptance, or `reopened` after it. */
  readonly found: 'returned' | 'reopened';
  readonly reason: string;
}

/** The right values are those of `demoCells`. */
export const demoSlips: readonly DemoSlip[] = [
  {
    bureau: 'shanyang',
    unit: 'N04',
    term: { year: 2024, period: 1 },
    form: 'safety',
    cell: 'letters',
    wrong: '4100',
    explanation: { rule: 'letters_within_pupils', text: '开学与期中各发放一次，每生两份。' },
    found: 'returned',
    reason: '请核对家长信份数与在籍学生数，一般每户一份，是否重复计数。',
  },
  {
    bureau: 'shanyang',
    unit: 'N13',
    term: { year: 2024, period: 1 },
    form: 'safety',
    cell: 'screenings',
    wrong: '2',
    explanation: null,
    found: 'reopened',
    reason: '学校来电更正：补看人员并入同一场，观看场次多计1场。',
  },
];
