import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { addBureau, addCity, addPeople, addUnits } from '@huibao/testing';
import type pg from 'pg';
import { loadSchools } from '../population.ts';
import { publish } from '../product-door.ts';
import { syntheticProgramme, type Shape } from '../programme.ts';
import { startSessions } from '../sessions.ts';
import type { FormCell } from './form-at-work.ts';
import { openLedger, type FormLedger } from './ledger.ts';

/** A school's clerk with the forms of the term. */
export interface Desk {
  readonly clerk: Actor;
  readonly username: string;
  readonly cookie: string;
  readonly editorCookie: string;
  readonly forms: readonly { readonly ledger: FormLedger; readonly cells: readonly FormCell[] }[];
}

/** A bureau whose term is open. */
export interface Office {
  readonly tenantId: number;
  readonly collectionId: string;
  readonly adminCookie: string;
  readonly editorCookie: string;
  readonly desks: readonly Desk[];
}

/** A bureau that opens collections while parts fall. */
export interface Caller {
  readonly tenantId: number;
  readonly cookie: string;
  readonly schools: number;
}

export interface City {
  readonly programme: ReturnType<typeof syntheticProgramme>;
  readonly offices: readonly Office[];
  readonly desks: readonly Desk[];
  readonly callers: readonly Caller[];
  readonly auditors: readonly Actor[];
}

export interface CityOptions {
  /** Its own in the database, and its people's. */
  readonly name: string;
  /** Of each bureau. */
  readonly schools: readonly number[];
  readonly callers: number;
  readonly shape: Shape;
  /** Everybody's; unless said there is none that anybody could type. */
  readonly passwordHash?: string;
}

/** What callers open, one period of a year after the other. */
export const callProgramme = 'city-calls';
const callYears = 7;

const tenant = {
  divisionCode: null,
  documentPrefix: '',
  sectionWord: 'Section',
  addressees: [],
  isDemo: false,
  opensOn: '2010-09-01',
} as const;

const now = (): Date => new Date();

/** Bureaus of so many schools each, a term open, every clerk at a form that nobody has touched. */
export async function makeCity(
  ctx: Context,
  owner: pg.Client,
  sessionKey: Buffer,
  { name, schools, callers, shape, passwordHash = 'no password' }: CityOptions,
): Promise<City> {
  const year = now().getFullYear();
  const names = { adminUsername: `${name}.admin`, securityUsername: `${name}.security` };
  const { system } = await addCity(ctx, { ...tenant, ...names, name, shortName: name }, [], now);
  const programme = syntheticProgramme('term', shape);
  await publish(ctx, system, programme, year);
  if (callers > 0)
    for (const one of yearsBefore(year))
      await publish(ctx, system, syntheticProgramme('calls', { ...leastShape, forms: 1 }), one);
  const cookieOf = await startSessions(ctx, sessionKey);
  const cellsOf = new Map(programme.forms.map((form) => [form.code, cellsIn(form)]));
  const city = { offices: [] as Office[], callers: [] as Caller[], auditors: [] as Actor[] };
  for (let n = 1; n <= schools.length + callers; n += 1) {
    const isCaller = n > schools.length;
    const count = schools[n - 1] ?? 3;
    const { tenantId, people, clerks } = await makeBureau(ctx, owner, system, {
      name: `${name}.${n}`,
      schools: count,
      year,
      passwordHash,
    });
    const editorCookie = await cookieOf(people.editor);
    city.auditors.push(people.auditor);
    if (isCaller) {
      city.callers.push({ tenantId, cookie: editorCookie, schools: count });
      continue;
    }
    const { collectionId } = await runUseCase(ctx, people.editor, useCases.openCollection, {
      programme: 'city-term',
      year,
      period: 1,
      opensOn: `${year}-01-01`,
      dueOn: `${year + 1}-12-31`,
      closesOn: `${year + 1}-12-31`,
    });
    const { rows } = await owner.query<{ id: string; unit_id: number; form_code: string }>(
      'select id, unit_id, form_code from submissions where tenant_id = $1 order by unit_id, form_code',
      [tenantId],
    );
    const desks: Desk[] = [];
    for (const { clerk, username } of clerks) {
      const forms = rows
        .filter((row) => row.unit_id === clerk.units?.[0])
        .map((row) => ({ ledger: openLedger(row.id, tenantId), cells: cellsOf.get(row.form_code) ?? [] }));
      desks.push({ clerk, username, cookie: await cookieOf(clerk), editorCookie, forms });
    }
    const adminCookie = await cookieOf(people.admin);
    city.offices.push({ tenantId, collectionId, adminCookie, editorCookie, desks });
  }
  await owner.query('analyze');
  return { ...city, programme, desks: city.offices.flatMap(({ desks }) => desks) };
}

/** The fewest elements that a synthetic programme can be made of. */
export const leastShape = { flows: 12, stocks: 11, yesNos: 3, splits: 0 } as const;

export const yearsBefore = (year: number): readonly number[] =>
  Array.from({ length: callYears }, (_, ago) => year - ago);

type Form = ReturnType<typeof syntheticProgramme>['forms'][number];

const cellsIn = ({ sections }: Form): readonly FormCell[] =>
  sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'fields' ? block.elements : [])))
    .map(({ code, type }) => ({ code, isYesNo: type === 'boolean' }));

async function makeBureau(
  ctx: Context,
  owner: pg.Client,
  city: Actor,
  {
    name,
    schools,
    year,
    passwordHash,
  }: { readonly name: string; readonly schools: number; readonly year: number; readonly passwordHash: string },
) {
  const names = { adminUsername: `${name}.admin`, securityUsername: `${name}.security` };
  const { tenantId, system } = await addBureau(ctx, city, { ...tenant, ...names, name, shortName: name });
  // Those that it closes in a summer close in the next one.
  await loadSchools(owner, [{ tenantId, schools }], year + 1);
  const units = await addUnits(ctx, system, []);
  const root = units.get('') ?? 0;
  const [admin, editor, auditor] = [`${name}.administrator`, `${name}.editor`, `${name}.auditor`];
  const clerkOf = (unitId: number): string => `${name}.clerk.${unitId}`;
  const ofSchools = [...units].filter(([called]) => called !== '').map(([, unitId]) => unitId);
  const made = await addPeople(
    ctx,
    tenantId,
    [
      { username: admin, name: 'Admin', role: 'bureau_admin', unitId: root, passwordHash },
      { username: editor, name: 'Editor', role: 'bureau_editor', unitId: root, passwordHash },
      { username: auditor, name: 'Auditor', role: 'audit_officer', unitId: root, passwordHash },
      ...ofSchools.map((unitId) => ({
        username: clerkOf(unitId),
        name: 'Clerk',
        role: 'reporter' as const,
        unitId,
        passwordHash,
      })),
    ],
    now,
  );
  const person = (called: string): Actor => {
    const found = made.get(called);
    if (!found) throw new Error(`nobody is called ${called}`);
    return found;
  };
  return {
    tenantId,
    people: { admin: person(admin), editor: person(editor), auditor: person(auditor) },
    clerks: ofSchools.map((unitId) => ({ clerk: person(clerkOf(unitId)), username: clerkOf(unitId) })),
  };
}
