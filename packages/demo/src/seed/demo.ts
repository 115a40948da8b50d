import { hashPassword } from '@huibao/auth';
import { withTenant } from '@huibao/db';
import { auditAlone, platformActor, runUseCase, systemActor, useCases, type Context } from '@huibao/services';
import { addCity, addPeople, addUnits, createClock, type NewTenant } from '@huibao/testing';
import { demoBureaus, demoSensitiveRows, libraryParts, librarySections } from '../figures/index.ts';
import { demoPassword } from './accounts.ts';
import { staffBureau, type StaffedBureau } from './bureau.ts';
import { collectQuarter, finishCampusSafetyReport, publishCampusSafety, runsCampusSafety } from './campus-safety.ts';
import { finishCityReport } from './city-report.ts';
import { finishDisclosureReport } from './disclosure-report.ts';
import { finishReport, type Reception } from './report.ts';
import { beginTerm, finishTerm } from './term.ts';

/** Bureaus under way at once: enough to keep two cores and the database busy. */
const lanes = 4;

export const demoCity: NewTenant = {
  name: '焦作市教育局',
  shortName: '焦作市教育局',
  divisionCode: '410800',
  documentPrefix: '焦教',
  sectionWord: '科室',
  addressees: [
    { addressee: '中共焦作市委', kind: 'main' },
    { addressee: '焦作市人民政府', kind: 'main' },
    { addressee: '中共焦作市委全面依法治市委员会办公室', kind: 'copy' },
  ],
  isDemo: true,
  opensOn: '2015-01-01',
  adminUsername: 'root',
  securityUsername: 'security',
  suffixPart: 'jiaozuo',
};

/** The audit entry that seeding ends with: without it, what stands was cut off half way. */
const completion = 'demo.completed';

/** How far the demo of this database is. */
export async function findDemo(ctx: Context): Promise<'absent' | 'unfinished' | 'finished'> {
  const city = await ctx.authDb
    .selectFrom('tenants')
    .select('id')
    .where('name', '=', demoCity.name)
    .where('is_demo', '=', true)
    .executeTakeFirst();
  if (!city) return 'absent';
  const system = await systemActor(ctx.authDb, city.id, () => new Date());
  const mark = await withTenant(ctx.db, system, (trx) =>
    trx
      .selectFrom('audit_entries')
      .select('seq')
      .where('tenant_id', '=', city.id)
      .where('action', '=', completion)
      .executeTakeFirst(),
  );
  return mark ? 'finished' : 'unfinished';
}

export interface DemoOptions {
  readonly today: Date;
  /** The bureaus to build, all of them by default. */
  readonly bureaus?: readonly string[];
  /** The first finished year; three before the current one by default. */
  readonly firstYear?: number;
}

/**
 * Builds the demo through the use-cases that people work with: the years before the current one finished, with their
 * published reports, and the current one open.
 */
export async function seedDemo(ctx: Context, { today, bureaus, firstYear }: DemoOptions): Promise<void> {
  const currentYear = new Date(today.getTime() + 8 * 3_600_000).getUTCFullYear();
  // A year's report is finished once its statutory dates have passed: before April, last year's still is under way.
  const lastFinished = today >= new Date(`${currentYear}-04-01T00:00:00+08:00`) ? currentYear - 1 : currentYear - 2;
  const first = Math.min(firstYear ?? lastFinished - 2, 2024);
  const years = range(first, currentYear);
  const clock = createClock('2022-11-01T08:00:00+08:00');
  const platform = await platformActor(ctx.authDb, clock.now);
  // The report on open information came with the product last year: nobody is behind with those of before.
  const city = await addCity(
    ctx,
    demoCity,
    years,
    clock.now,
    (programme, year) => programme !== 'open_information' || year >= lastFinished,
  );
  const passwordHash = await hashPassword(demoPassword);
  await addPeople(
    ctx,
    platform.tenantId,
    [
      {
        username: 'operator',
        name: '吴海涛',
        role: 'platform_operator',
        unitId: (await addUnits(ctx, platform, [])).get('') ?? 0,
        passwordHash,
      },
    ],
    clock.now,
  );
  const root = (await addUnits(ctx, city.system, [])).get('') ?? 0;
  const people = await addPeople(
    ctx,
    city.tenantId,
    [
      { username: 'city', name: '赵文博', role: 'city_reviewer', unitId: root, passwordHash },
      { username: 'cityadmin', name: '钱立新', role: 'city_admin', unitId: root, passwordHash },
      { username: 'cityoffice', name: '孙晓静', role: 'bureau_editor', unitId: root, passwordHash },
      { username: 'city.checker', name: '李国栋', role: 'bureau_checker', unitId: root, passwordHash },
      { username: 'city.issuer', name: '周建平', role: 'bureau_issuer', unitId: root, passwordHash },
    ],
    clock.now,
  );
  const [reviewer, editor, checker, issuer] = ['city', 'cityoffice', 'city.checker', 'city.issuer'].map((username) =>
    people.get(username),
  );
  if (!reviewer || !editor || !checker || !issuer) throw new Error('the demo’s city lacks somebody');
  const chosen = demoBureaus.filter((bureau) => !bureaus || bureaus.includes(bureau.code));
  const staffed: StaffedBureau[] = [];
  for (const bureau of chosen) staffed.push(await staffBureau(ctx, city.system, reviewer, bureau, passwordHash));

  const queue = staffed.map((one, index) => ({ one, index }));
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      await seedYears(ctx, next.one, next.index, years, lastFinished, today);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await finishCityReport(ctx, { clock, editor, checker, issuer }, lastFinished);
  await auditAlone(
    ctx,
    { ...city.system, now: () => today },
    { action: completion, subject: city.system.userId, detail: {} },
  );
}

async function seedYears(
  ctx: Context,
  staffed: StaffedBureau,
  index: number,
  years: readonly number[],
  lastFinished: number,
  today: Date,
): Promise<void> {
  await keepRegisters(ctx, staffed, years);
  const isAutumn = new Date(today.getTime() + 8 * 3_600_000).getUTCMonth() >= 8;
  const quarterly = runsCampusSafety(staffed) ? years.slice(-2) : [];
  for (const year of years) {
    const safety = quarterly.includes(year) ? { ctx, staffed, today } : null;
    if (year === lastFinished) await switchPartsOn(ctx, staffed, year);
    const open = year === years.at(-1) ? (isAutumn ? 2 : 1) : null;
    if (safety && year === quarterly[0]) await publishCampusSafety(safety, quarterly);
    for (const period of [1, 2] as const) {
      for (const quarter of period === 1 ? [1, 2] : [3]) if (safety) await collectQuarter(safety, year, quarter);
      const filler = { ctx, staffed, year, period };
      if (open === null || period < open) await finishTerm(filler);
      else if (period === open) await beginTerm(filler, today);
    }
    if (safety) {
      await collectQuarter(safety, year, 4);
      await finishCampusSafetyReport(safety, year);
    }
    // Of the newest finished year, the city still has one report to receive and has returned one.
    const reception: Reception =
      year < lastFinished ? 'accepted' : index === 8 ? 'returned' : index === 7 ? 'pending' : 'accepted';
    // Due by 31 January, before the other is begun.
    if (year >= lastFinished && today >= new Date(`${year + 1}-01-21T00:00:00+08:00`))
      await finishDisclosureReport({ ctx, staffed, year });
    if (year <= lastFinished) await finishReport({ ctx, staffed, year }, reception);
  }
}

/** The schools' own registers, which nobody else ever reads. */
async function keepRegisters(ctx: Context, staffed: StaffedBureau, years: readonly number[]): Promise<void> {
  staffed.clock.set(`${years[0] ?? 2024}-01-05T09:00:00+08:00`);
  for (const { unit, reporter } of staffed.units) {
    for (const row of demoSensitiveRows(staffed.bureau, unit, years[0] ?? 2024, years.at(-1) ?? 2024)) {
      await runUseCase(ctx, reporter, useCases.saveSensitiveRow, { programme: 'rule_of_law', id: null, ...row });
    }
  }
}

/** The library is new with last year: one bureau uses it, and goes on. */
async function switchPartsOn(ctx: Context, { bureau, clock, editor, units }: StaffedBureau, year: number) {
  const parts = libraryParts[bureau.code] ?? [];
  if (parts.length === 0) return;
  clock.set(`${year}-01-06T09:00:00+08:00`);
  for (const [code, section] of Object.entries(librarySections)) {
    const unitId = units.find(({ unit }) => unit.code === section)?.id;
    if (unitId !== undefined) await runUseCase(ctx, editor, useCases.answerForSection, { code, unitId });
  }
  for (const part of parts)
    await runUseCase(ctx, editor, useCases.switchPart, { programme: 'rule_of_law', year, part, isOn: true });
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
