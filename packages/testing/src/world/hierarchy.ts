import type { Actor } from '@huibao/db';
import { cellId, type Cell } from '@huibao/domain';
import { runUseCase, useCases, type Context } from '@huibao/services';
import type { Clock } from '../clock.ts';
import { plainAnswers } from './fill.ts';
import { signInTurn } from './make-fit.ts';
import { addPeople } from './people.ts';
import { addBureau, addCity, addUnits, type NewTenant } from './tenants.ts';

/** A tenant with the people of its office, and, where it oversees others, who receives their reports. */
export interface Office {
  readonly tenantId: number;
  readonly system: Actor;
  readonly editor: Actor;
  readonly checker: Actor;
  readonly issuer: Actor;
  readonly admin: Actor;
  readonly reviewer: Actor;
}

export interface District extends Office {
  readonly schools: readonly { readonly unitId: number; readonly reporter: Actor }[];
}

const noPassword = 'no password';
let serial = 0;

async function officeOf(
  ctx: Context,
  made: { readonly tenantId: number; readonly system: Actor },
  clock: Clock,
): Promise<Office> {
  serial += 1;
  const suffix = `h${serial}`;
  const root = (await addUnits(ctx, made.system, [])).get('') ?? 0;
  const roles = ['bureau_editor', 'bureau_checker', 'bureau_issuer', 'bureau_admin', 'city_reviewer'] as const;
  const people = await addPeople(
    ctx,
    made.tenantId,
    roles.map((role) => ({
      username: `${role.replaceAll('_', '-')}.${suffix}`,
      name: role,
      role,
      unitId: root,
      passwordHash: noPassword,
    })),
    clock.now,
  );
  const [editor, checker, issuer, admin, reviewer] = [...people.values()];
  if (!editor || !checker || !issuer || !admin || !reviewer) throw new Error('an office has five people');
  return { ...made, editor, checker, issuer, admin, reviewer };
}

function tenantNamed(name: string): NewTenant {
  serial += 1;
  return {
    name: `${name} ${serial}`,
    shortName: `${name} ${serial}`,
    divisionCode: null,
    documentPrefix: `教${serial}`,
    sectionWord: '股室',
    addressees: [],
    isDemo: false,
    opensOn: '2019-01-01',
    adminUsername: `admin.${serial}`,
    securityUsername: `security.${serial}`,
  };
}

/** Right below the platform: a city, or a province. */
export async function addTop(
  ctx: Context,
  clock: Clock,
  name: string,
  kind: 'city' | 'province',
  years: readonly number[],
): Promise<Office> {
  return officeOf(ctx, await addCity(ctx, { ...tenantNamed(name), kind }, years, clock.now), clock);
}

/** Below another: a city of a province, a district of a city. */
export async function addBelow(ctx: Context, clock: Clock, above: Office, name: string): Promise<Office> {
  return officeOf(ctx, await addBureau(ctx, above.system, tenantNamed(name)), clock);
}

const school = {
  kind: 'school',
  schoolType: '211',
  ownership: 'public',
  sectionCode: null,
  schoolCode: null,
  creditCode: null,
  opensOn: '2019-09-01',
  closesOn: null,
  hasHeadStep: false,
} as const;

export async function addDistrict(
  ctx: Context,
  clock: Clock,
  above: Office,
  name: string,
  schools: number,
): Promise<District> {
  const office = await addBelow(ctx, clock, above, name);
  const names = Array.from({ length: schools }, (_, index) => `第${index + 1}小学`);
  const ids = await addUnits(
    ctx,
    office.system,
    names.map((one) => ({ ...school, name: one })),
  );
  const people = await addPeople(
    ctx,
    office.tenantId,
    names.map((one, index) => ({
      username: `reporter.${office.tenantId}.${index}`,
      name: one,
      role: 'reporter' as const,
      unitId: ids.get(one) ?? 0,
      passwordHash: noPassword,
    })),
    clock.now,
  );
  return {
    ...office,
    schools: [...people.values()].map((reporter) => ({ reporter, unitId: reporter.units?.[0] ?? 0 })),
  };
}

/** A school's form of a term: plain answers, but for these cells; submitted, every warning explained. */
export async function report(
  ctx: Context,
  reporter: Actor,
  formCode: string,
  period: number,
  changes: readonly Cell[],
): Promise<string> {
  const { terms } = await runUseCase(ctx, reporter, useCases.listTasks, {});
  const submissionId =
    terms
      .filter((term) => term.period.ordinal === period)
      .flatMap((term) => term.forms)
      .find((form) => form.formCode === formCode)?.submissionId ?? '';
  const view = await runUseCase(ctx, reporter, useCases.getSubmissionView, { submissionId });
  const changed = new Set(changes.map((cell) => cellId(cell)));
  const seen = new Map(view.cells.map((cell) => [cellId(cell), cell.version]));
  const answers = [
    ...plainAnswers(view.form, view.unit, view.period).filter((cell) => !changed.has(cellId(cell))),
    ...changes,
  ];
  await runUseCase(ctx, reporter, useCases.saveCells, {
    submissionId,
    source: 'page',
    cells: answers.map((cell) => ({ ...cell, version: seen.get(cellId(cell)) ?? 0 })),
  });
  for (const rule of view.form.rules.filter((one) => one.severity === 'warning'))
    await runUseCase(ctx, reporter, useCases.explainFinding, {
      submissionId,
      finding: rule.code,
      text: '经核实无误。',
    });
  await runUseCase(ctx, reporter, useCases.submitSubmission, { submissionId });
  return submissionId;
}

/** The year's report of an office: compiled, signed, numbered, and sent up where there is somebody above. */
export async function issue(
  ctx: Context,
  office: Office,
  year: number,
  isSent: boolean,
  programme = 'rule_of_law',
): Promise<{ readonly reportId: string; readonly deliveryId: string | null }> {
  await runUseCase(ctx, office.editor, useCases.saveLedgerItem, {
    programme,
    id: null,
    year,
    kind: 'shortcoming',
    title: '形式有待创新',
    detail: '形式不够丰富',
    owner: '政策法规股',
    dueOn: null,
  });
  const { reportId } = await runUseCase(ctx, office.editor, useCases.compileReport, { programme, year });
  await signInTurn(ctx, [office.editor, office.checker, office.issuer], reportId);
  await runUseCase(ctx, office.editor, useCases.numberReport, { reportId, sequence: null });
  if (!isSent) return { reportId, deliveryId: null };
  const { deliveryId } = await runUseCase(ctx, office.editor, useCases.sendReport, { reportId });
  return { reportId, deliveryId };
}
