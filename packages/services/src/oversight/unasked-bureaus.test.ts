import type { Actor } from '@huibao/db';
import { writePackageArchive } from '@huibao/documents/package';
import type { IndicatorDefinition } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// A figure that an issue adds isn't missing in what a bureau sent under the issue before: nobody asked it.

const year = 2024;
const address = { programme: 'city-open_quarters', year };
const clock = createClock(`${year}-03-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

const [letters, ...others] = quarterlyProgramme.indicators;
if (!letters) throw new RangeError('the programme has indicators');
const added: IndicatorDefinition = { ...letters, code: 'letters_most', label: { zh: '最多收到', en: 'Most received' } };
const first: ProgrammePackage = { programme: quarterlyProgramme, glossary: [] };
const second: ProgrammePackage = {
  ...first,
  programme: { ...quarterlyProgramme, indicators: [letters, ...others, added] },
};

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

async function publish(offered: ProgrammePackage): Promise<void> {
  const content = writePackageArchive(writePackage(offered));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash: shown.offered.hash });
}

/** Who reads the city's own figures. */
function officeOf(): Actor {
  return { ...world.actors.reviewer, role: 'bureau_editor' };
}

async function ofCity(code: string) {
  const office = officeOf();
  const { indicators } = await acting.as(office, useCases.getRollup, address);
  const figure = indicators.find((one) => one.code === code)?.value;
  const { reporters } = await acting.as(office, useCases.getLineage, { ...address, indicator: code });
  return {
    n: `${figure?.answered}/${figure?.expected}`,
    reporters: reporters.map(({ owed, isUnasked }) => [owed, isUnasked]),
  };
}

it('a bureau that sent its year under the issue before is not expected, and is named', async () => {
  const { editor, checker, issuer, reviewer, first: reporter } = world.actors;
  await publish(first);
  await acting.as(editor, useCases.openCollection, { ...address, period: 1 });
  const submissionId = await acting.formOf(reporter, 'safety');
  await acting.reportAndAccept(reporter, editor, submissionId);
  clock.set(`${year + 1}-01-20T09:00:00+08:00`);
  const { reportId } = await acting.as(editor, useCases.compileReport, address);
  await signInTurn(database.services, [editor, checker, issuer], reportId);
  await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
  await acting.as(editor, useCases.sendReport, { reportId });
  await publish(second);
  // It hasn't been accepted: another version may still come, which is asked.
  expect(await ofCity('letters_most')).toEqual({ n: '0/1', reporters: [[1, false]] });
  const { districts } = await acting.as(reviewer, useCases.listDistricts, address);
  const deliveryId = districts[0]?.deliveries[0]?.id ?? '';
  await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
  expect(await ofCity('letters_most')).toEqual({ n: '0/0', reporters: [[0, true]] });
  expect(await ofCity('letters')).toEqual({ n: '1/1', reporters: [[1, false]] });
  // Each bureau by itself, too.
  const { cells } = await acting.as(officeOf(), useCases.pivot, {
    programme: address.programme,
    years: [year],
    measures: [{ indicator: 'letters_most' }, { indicator: 'letters' }],
    rows: 'unit',
    columns: 'measure',
  });
  expect(cells[0]?.map((cell) => `${cell?.answered}/${cell?.expected}`)).toEqual(['0/0', '1/1']);
});
