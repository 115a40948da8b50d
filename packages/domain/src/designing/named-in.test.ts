import { expect, it } from 'vitest';
import { samplePackage } from '../package/sample-package.ts';
import { declareNamed, namedIn, partsOfPackage } from './index.ts';

it('what a form asks for by name may be named on the way, under a code of its own', () => {
  const parts = partsOfPackage(samplePackage);
  const label = { zh: '新的', en: 'New' };
  for (const kind of ['section', 'unitGroup', 'sensitiveRegister'] as const) {
    const before = namedIn(parts, kind);
    const made = declareNamed(parts, kind, label, '分类');
    const after = namedIn(new Map([...parts, ...made.parts]), kind);
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ code: made.code, label });
    expect(before.map(({ code }) => code)).not.toContain(made.code);
  }
});
