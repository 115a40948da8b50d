import { expect, it } from 'vitest';
import type { FormDefinition } from '../form/definition.ts';
import { readsBeyond } from '../form/reads-beyond.ts';
import { samplePackage } from '../package/sample-package.ts';

const [form] = samplePackage.programme.forms as readonly [FormDefinition];

function read(...expressions: readonly string[]): readonly string[] {
  const rules = expressions.map((expression, index) => ({
    code: `r${index}`,
    severity: 'error' as const,
    expression,
    message: { zh: 'r', en: 'r' },
    elements: [],
  }));
  return readsBeyond({ ...form, rules }).map(({ moment, code }) => `${moment} ${code}`);
}

it('what is tried beside a form: other forms’ answers, and what was said before, of its own too; each once', () => {
  expect(read('received <= 9', 'isAnswered("kind")', 'open > size(cases)')).not.toContain('now received');
  expect(read('received > meetings', 'meetings == 1 && valueAt("meetings", "a") > 2')).toEqual(['now meetings']);
  expect(read('previous("received") > lastYear("meetings")')).toEqual(['previous received', 'lastYear meetings']);
  expect(read('visits.all(v, v.sum <= yearToDate("received")) && isAnswered("sittings")')).toEqual([
    'now visits',
    'earlierThisYear received',
    'now sittings',
  ]);
  expect(read('received >')).toEqual([]);
});
