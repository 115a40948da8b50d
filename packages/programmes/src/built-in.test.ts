import { readFileSync } from 'node:fs';
import { cellOptionsOf, elementsOf, fillingFrom, findUnitTypeIssues, holdsElements } from '@huibao/domain';
import { additionsSchemas } from '@huibao/domain/additions';
import { adviseOn } from '@huibao/domain/designing';
import { packageSchemas, readPackage, unitTypeRefusals, writePackage } from '@huibao/domain/package';
import { describe, expect, it } from 'vitest';
import { builtInPackage, builtInPackages, samplePackages } from './built-in.ts';
import { builtInUnitTypes } from './unit-types.ts';

const published = ['open-information', 'rule-of-law'];
const samples = ['samples/campus-safety'];
const folders = [...published, ...samples];

describe('what ships with the product', () => {
  it('is each of these folders', () => {
    expect(builtInPackages()).toEqual(published.map(builtInPackage));
    expect(samplePackages()).toEqual(samples.map(builtInPackage));
  });

  it.each(folders)('%s is written canonically, and read and written again the same', async (folder) => {
    const files = writePackage(builtInPackage(folder));
    for (const [name, text] of files) await expect(text).toMatchFileSnapshot(`../${folder}/${name}`);
    const read = readPackage(files);
    expect(read.ok && [...writePackage(read.package)]).toEqual([...files]);
  });

  it.each(folders)('%s takes about a line for an element, so that a text tool shows what changed', (folder) => {
    const { programme } = builtInPackage(folder);
    for (const form of programme.forms) {
      const lines = readFileSync(new URL(`../${folder}/forms/${form.code}.json`, import.meta.url), 'utf8').split('\n');
      for (const block of form.sections.flatMap((section) => section.blocks)) {
        const elements = holdsElements(block) ? block.elements : block.register.columns;
        for (const { code } of elements)
          expect(
            lines.filter(
              (line) => line.trim().startsWith(`{ "code": "${code}"`) || line.trim() === `"code": "${code}",`,
            ).length,
            code,
          ).toBeGreaterThan(0);
      }
    }
  });
});

it.each(samples)('%s leaves whoever takes it nothing to be looked at first', (folder) => {
  expect(adviseOn(builtInPackage(folder), { year: 2026, before: null, asMade: new Set() })).toEqual([]);
});

it('ask twice what may be filled in once: each element that names another programme’s is its question', () => {
  const all = published.map((folder) => builtInPackage(folder).programme);
  const named = all.flatMap(({ forms }) =>
    forms.flatMap((form) =>
      elementsOf(form).flatMap((one) => (one.prefilledFrom ? [[one, one.prefilledFrom] as const] : [])),
    ),
  );
  const fillings = named.map(([element, from]) => {
    const form = all.find(({ code }) => code === from.programme)?.forms.find(({ code }) => code === from.form);
    const there = form && elementsOf(form).find(({ code }) => code === from.element);
    const typed = (cellOptionsOf(element) ?? [null]).filter((option) => option?.fixed === undefined).length;
    return [element.code, there ? fillingFrom(element, there, typed) : null];
  });
  expect(Object.fromEntries(fillings)).toEqual({
    issued: 'sum',
    repealed: 'sum',
    in_force: 'sum',
    licences: 'sum',
    penalties: 'sum',
    coercions: 'sum',
    information_requests: 'sum',
  });
});

describe('the list of unit types', () => {
  it('has every type that a programme asks for, and none below another that it isn’t of', () => {
    const types = builtInUnitTypes();
    expect(findUnitTypeIssues(types)).toEqual([]);
    expect(folders.flatMap((folder) => unitTypeRefusals(builtInPackage(folder).programme, types))).toEqual([]);
  });
});

describe('the published JSON Schema', () => {
  it.each([...packageSchemas(), ...additionsSchemas()])('of %s is the one of the code', async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      `../schema/${name.replace('.json', '.schema.json')}`,
    );
  });
});
