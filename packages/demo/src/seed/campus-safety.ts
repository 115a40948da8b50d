import { writePackageArchive } from '@huibao/documents/package';
import { writePackage } from '@huibao/domain/package';
import { builtInPackage } from '@huibao/programmes';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { campusSafetyCells, campusSafetyExplanations, campusSafetyLedger } from '../figures/index.ts';
import type { StaffedBureau } from './bureau.ts';
import { listSubmitted, sendIn, typeIn, type StaffedUnit } from './fill-term.ts';
import { answerGate, recordDispatches } from './report.ts';
import type { TermDates } from './term.ts';

const sample = builtInPackage('samples/campus-safety');
const programme = `bureau-${sample.programme.code}`;

/** The bureau that took the sample for a programme of its own. */
export const runsCampusSafety = ({ bureau }: StaffedBureau): boolean => bureau.code === 'zhongzhan';

interface Run {
  readonly ctx: Context;
  readonly staffed: StaffedBureau;
  readonly today: Date;
}

const dayInMs = 86_400_000;
const day = (at: Date, offset: number): string => new Date(at.getTime() + offset * dayInMs).toISOString().slice(0, 10);

/** 校园安全季度报表 as the bureau's administrator publishes it: handed in, looked at, published, for each of the years. */
export async function publishCampusSafety({ ctx, staffed }: Run, years: readonly number[]): Promise<void> {
  const content = writePackageArchive(writePackage(sample));
  for (const year of years) {
    const { offered } = await runUseCase(ctx, staffed.admin, useCases.previewPackage, { content, year });
    if (!offered) throw new Error('the sample isn’t taken');
    await runUseCase(ctx, staffed.admin, useCases.publishPackage, { content, year, hash: offered.hash });
  }
}

/** The quarter whose returns are being collected: they come in the weeks after its end. */
function quarterUnderWay(today: Date): { readonly year: number; readonly quarter: number } {
  const [year, month] = day(today, -20).split('-').map(Number);
  return { year: year ?? 0, quarter: Math.ceil((month ?? 1) / 3) };
}

/** A quarter's returns as far as they are by today; nothing of one that is yet to come. */
export async function collectQuarter(run: Run, year: number, quarter: number): Promise<void> {
  const now = quarterUnderWay(run.today);
  const distance = 4 * (now.year - year) + now.quarter - quarter;
  if (distance > 0) await finishQuarter(run, year, quarter, distance === 1);
  if (distance === 0) await beginQuarter(run, year, quarter);
}

async function openQuarter({ ctx, staffed }: Run, year: number, quarter: number, dates: TermDates = {}) {
  const { collectionId } = await runUseCase(ctx, staffed.editor, useCases.openCollection, {
    programme,
    year,
    period: quarter,
    ...dates,
  });
  const { units } = await runUseCase(ctx, staffed.editor, useCases.getBoard, { collectionId });
  return {
    collectionId,
    owed: units.flatMap(({ id, forms: [form] }) => {
      const unit = staffed.units.find((one) => one.id === id);
      return unit && form ? [{ unit, submissionId: form.submissionId }] : [];
    }),
  };
}

async function fill({ ctx, staffed }: Run, unit: StaffedUnit, submissionId: string, year: number, quarter: number) {
  await typeIn(ctx, unit, submissionId, campusSafetyCells(staffed.bureau, unit.unit, { year, quarter }), true);
}

/** All are in, one of them after the day; of the newest quarter of a year under way, one has come back these days. */
async function finishQuarter(run: Run, year: number, quarter: number, isNewest: boolean): Promise<void> {
  const { ctx, staffed } = run;
  const { clock, editor } = staffed;
  const opensOn = `${year}-${['03', '06', '09', '12'][quarter - 1] ?? ''}-21`;
  clock.set(`${opensOn}T09:00:00+08:00`);
  const { collectionId, owed } = await openQuarter(run, year, quarter);
  const late = (year + quarter) % owed.length;
  const inTurn = [...owed.filter((_, index) => index !== late), ...owed.filter((_, index) => index === late)];
  for (const { unit, submissionId } of inTurn) {
    // The last of them three days late: every quarter's day is the 5th, but the third's the 10th.
    if (submissionId === owed[late]?.submissionId) clock.set(lateIn(year, quarter));
    else clock.advance(dayInMs);
    await fill(run, unit, submissionId, year, quarter);
    await sendIn(ctx, unit, submissionId, campusSafetyExplanations);
  }
  // A year’s last quarter is whole: its report is written.
  const [returned] = isNewest && quarter < 4 ? inTurn : [];
  const waiting = await listSubmitted(ctx, editor, collectionId);
  const items = waiting
    .filter(({ submissionId }) => submissionId !== returned?.submissionId)
    .map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo }));
  await runUseCase(ctx, editor, useCases.acceptSubmissions, { items });
  for (const { submissionId, revisionNo } of waiting)
    if (submissionId === returned?.submissionId) {
      clock.set(new Date(run.today.getTime() - 2 * dayInMs));
      await runUseCase(ctx, editor, useCases.returnSubmission, {
        submissionId,
        revisionNo,
        reason: '请核对演练参加人次，与在校学生数、演练次数是否相符。',
        comments: [{ cell: 'drill_attendances/fire', text: '参加人次与演练次数不相称，请核对。' }],
        untilOn: day(run.today, 5),
      });
    }
}

function lateIn(year: number, quarter: number): string {
  return `${quarter === 4 ? year + 1 : year}-${['04-08', '07-08', '10-13', '01-08'][quarter - 1] ?? ''}T10:00:00+08:00`;
}

/** Of every four schools one is through, one waits, one has only begun; its days are told from today. */
async function beginQuarter(run: Run, year: number, quarter: number): Promise<void> {
  const { ctx, staffed, today } = run;
  const { clock, editor } = staffed;
  clock.set(new Date(today.getTime() - 14 * dayInMs));
  const { collectionId, owed } = await openQuarter(run, year, quarter, {
    opensOn: day(today, -14),
    dueOn: day(today, 6),
    closesOn: day(today, 12),
  });
  for (const [index, { unit, submissionId }] of owed.entries()) {
    if (index % 4 === 3) continue;
    clock.advance(dayInMs);
    await fill(run, unit, submissionId, year, quarter);
    if (index % 4 < 2) await sendIn(ctx, unit, submissionId, campusSafetyExplanations);
  }
  const accepted = new Set(owed.filter((_, index) => index % 4 === 0).map(({ submissionId }) => submissionId));
  const items = (await listSubmitted(ctx, editor, collectionId))
    .filter(({ submissionId }) => accepted.has(submissionId))
    .map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo }));
  await runUseCase(ctx, editor, useCases.acceptSubmissions, { items });
}

/** The year's report from its four quarters, signed and public by the end of January; none where one is still out. */
export async function finishCampusSafetyReport({ ctx, staffed, today }: Run, year: number): Promise<void> {
  const next = year + 1;
  if (today < new Date(`${next}-01-25T00:00:00+08:00`)) return;
  const { clock, editor, checker, issuer } = staffed;
  clock.set(`${next}-01-12T09:00:00+08:00`);
  for (const item of campusSafetyLedger(year))
    await runUseCase(ctx, editor, useCases.saveLedgerItem, { programme, id: null, year, ...item });
  const { reportId } = await runUseCase(ctx, editor, useCases.compileReport, { programme, year });
  const draft = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
  await answerGate(ctx, editor, reportId, ({ check }) =>
    check === 'typed_number' ? `依据：${next}年工作安排，见整改台账。` : undefined,
  );
  await runUseCase(ctx, editor, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-01-14T11:00:00+08:00`);
  await runUseCase(ctx, checker, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-01-16T16:00:00+08:00`);
  await runUseCase(ctx, issuer, useCases.decideReport, { reportId, action: 'approve' });
  await runUseCase(ctx, editor, useCases.numberReport, { reportId, sequence: null });
  await recordDispatches(ctx, editor, draft);
  clock.set(`${next}-01-19T09:00:00+08:00`);
  await runUseCase(ctx, editor, useCases.publishReport, { reportId });
}
