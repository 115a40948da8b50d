import { hashPassword } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { platformActor, type Context } from '@huibao/services';
import { addBureau, addCity, addPeople, addUnits } from '@huibao/testing';
import type pg from 'pg';
import {
  loadDrafts,
  loadFacts,
  loadRevisions,
  loadSchools,
  loadSubmissions,
  noteCells,
  prepareSchema,
} from './population.ts';
import {
  addIndicators,
  cityProgramme,
  countryProgramme,
  loadEdition,
  publish,
  secondProgramme,
  type Edition,
} from './product-door.ts';
import { bureauShape, countryShape, syntheticProgramme } from './programme.ts';

export const benchYear = 2025;
export const addedIndicators = 10;
export const comparedYears = [2023, 2024, 2025] as const;
export const reviewerName = 'bench.reviewer';
export const password = 'Bench-2025-word';

const now = (): Date => new Date('2026-01-10T09:00:00+08:00');

/** A bureau as the measurements need it. */
export interface Bureau {
  readonly tenantId: number;
  readonly editor: Actor;
}

export interface City {
  readonly tenantId: number;
  readonly system: Actor;
  readonly reviewer: Actor;
}

const tenant = {
  divisionCode: null,
  documentPrefix: '',
  sectionWord: 'Section',
  addressees: [],
  isDemo: false,
  opensOn: '2010-09-01',
} as const;

/**
 * The platform's programme of the country, and a city with a programme of its own: 100 elements, 100 indicators, three
 * years; and with a second one of the same codes, which nothing here measures.
 */
export async function makeCity(ctx: Context, owner: pg.Client): Promise<City> {
  await prepareSchema(owner);
  const platform = await platformActor(ctx.authDb, now);
  await publish(ctx, platform, syntheticProgramme('bench_country', countryShape), benchYear);
  await noteCells(owner, await loadEdition(ctx, platform, countryProgramme, benchYear));
  const { tenantId, system } = await addCity(
    ctx,
    {
      ...tenant,
      name: 'Bench city',
      shortName: 'Bench city',
      adminUsername: 'bench.city',
      securityUsername: 'bench.city.security',
    },
    [],
    now,
  );
  for (const year of comparedYears) await publish(ctx, system, syntheticProgramme('bench_city', bureauShape), year);
  await publish(ctx, system, syntheticProgramme('bench_second', bureauShape), benchYear);
  for (const programme of [cityProgramme, secondProgramme])
    await noteCells(owner, await loadEdition(ctx, system, programme, benchYear));
  const root = (await addUnits(ctx, system, [])).get('') ?? 0;
  const people = await addPeople(
    ctx,
    tenantId,
    [
      {
        username: reviewerName,
        name: 'Reviewer',
        role: 'city_reviewer',
        unitId: root,
        passwordHash: await hashPassword(password),
      },
    ],
    now,
  );
  return { tenantId, system, reviewer: personOf(people, reviewerName) };
}

/** A bureau without schools, and its editor. */
export async function makeEmptyBureau(ctx: Context, city: City, n: number): Promise<Bureau> {
  const { tenantId, system } = await addBureau(ctx, city.system, {
    ...tenant,
    name: `Bench bureau ${n}`,
    shortName: `Bench bureau ${n}`,
    adminUsername: `bench.admin.${n}`,
    securityUsername: `bench.security.${n}`,
  });
  const root = (await addUnits(ctx, system, [])).get('') ?? 0;
  const name = `bench.editor.${n}`;
  const people = await addPeople(
    ctx,
    tenantId,
    [{ username: name, name: 'Editor', role: 'bureau_editor', unitId: root, passwordHash: 'no password' }],
    now,
  );
  return { tenantId, editor: personOf(people, name) };
}

/**
 * A bureau of 100 schools whose year is collected and accepted, with everything that its schools left behind; beside it
 * a year of the second programme, and ten indicators that the bureau added to the first.
 */
export async function makeBureau(
  ctx: Context,
  owner: pg.Client,
  city: City,
  edition: Edition,
  n: number,
): Promise<Bureau> {
  const { tenantId, editor } = await makeEmptyBureau(ctx, city, n);
  await loadSchools(owner, [{ tenantId, schools: 100 }], benchYear);
  await loadSubmissions(owner, edition, [tenantId]);
  await loadFacts(owner, edition.programmeCode, benchYear, [tenantId]);
  // Without it the first bureau's documents are joined as if its tables were empty.
  if (n === 1) await owner.query('analyze');
  await loadRevisions(owner, [tenantId]);
  if (n === 1) await loadDrafts(owner, tenantId);
  const second = await loadEdition(ctx, city.system, secondProgramme, benchYear);
  await loadSubmissions(owner, second, [tenantId]);
  await loadFacts(owner, second.programmeCode, benchYear, [tenantId]);
  await addIndicators(ctx, editor, edition, addedIndicators);
  return { tenantId, editor };
}

function personOf(people: ReadonlyMap<string, Actor>, name: string): Actor {
  const actor = people.get(name);
  if (!actor) throw new Error(`nobody is called ${name}`);
  return actor;
}
