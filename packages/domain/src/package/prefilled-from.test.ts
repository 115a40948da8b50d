import { expect, it } from 'vitest';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { findFormIssues } from '../form/meaning.ts';
import { fillingFrom } from '../form/names-of-others.ts';
import { samplePackage } from './sample-package.ts';
import { readPackage, writePackage } from './index.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';

const { programme } = samplePackage;
const [form] = programme.forms;
const from = { programme: 'elsewhere', form: 'requests', element: 'received' };

/** The sample's first form with its first question as this makes it. */
function withFirst(change: Partial<DataElement>): FormDefinition {
  return {
    ...form!,
    sections: form!.sections.map((section, at) => ({
      ...section,
      blocks: section.blocks.map((block, blockAt) =>
        at === 0 && blockAt === 0 && block.kind === 'fields'
          ? { ...block, elements: block.elements.map((one, index) => (index === 0 ? { ...one, ...change } : one)) }
          : block,
      ),
    })),
  };
}
const programmeWith = (change: Partial<DataElement>) => ({
  ...programme,
  forms: [withFirst(change), ...programme.forms.slice(1)],
});

it('what another programme asks is named by codes, whether it is there or not, and comes back byte for byte', () => {
  const named = programmeWith({ prefilledFrom: from });
  expect(findProgrammeIssues(named)).toEqual([]);
  const files = writePackage({ ...samplePackage, programme: named });
  const read = readPackage(files);
  expect(read.ok && [...writePackage(read.package)]).toEqual([...files]);
});

it('is refused on what nobody types, on files, and from its own programme', () => {
  const codes = (change: Partial<DataElement>) => findFormIssues(withFirst(change)).map(({ code }) => code);
  expect(codes({ prefilledFrom: from, takenFrom: 'x' })).toContain('definition.prefill_unfit');
  expect(codes({ prefilledFrom: from, fromSensitiveRegister: 'x' })).toContain('definition.prefill_unfit');
  const own = programmeWith({ prefilledFrom: { ...from, programme: programme.code } });
  expect(findProgrammeIssues(own).map(({ code, path }) => [code, path.at(-1)])).toEqual([
    ['definition.prefill_own_programme', 'prefilledFrom'],
  ]);
});

it('fills in cell by cell what is the same question, one cell by the sum of what is told in parts, and nothing less protected', () => {
  const label = { zh: '收到', en: 'received' };
  const number: DataElement = { code: 'a', label, type: 'integer', flow: 'flow', required: true };
  const options = ['f', 'm'].map((code) => ({ code, label }));
  const inParts: DataElement = { ...number, dimension: { code: 'sex', label, options } };
  expect(fillingFrom(inParts, { ...inParts, code: 'b' }, 2)).toBe('cells');
  expect(fillingFrom(number, inParts, 1)).toBe('sum');
  expect(fillingFrom(inParts, number, 2)).toBeNull();
  expect(fillingFrom(number, { ...inParts, flow: 'stock' }, 1)).toBeNull();
  expect(fillingFrom({ ...number, type: 'percent' }, { ...inParts, type: 'percent' }, 1)).toBeNull();
  expect(fillingFrom(number, { ...number, countsPersons: true }, 1)).toBeNull();
  expect(fillingFrom({ ...number, countsPersons: true }, number, 1)).toBe('cells');
});
