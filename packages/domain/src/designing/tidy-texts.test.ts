import { expect, it } from 'vitest';
import { samplePackage } from '../package/sample-package.ts';
import { changeAt, partsOfPackage, tidyTexts } from './index.ts';

it('titles and labels are written alike, and the words of a report stay as they are', () => {
  const parts = partsOfPackage(samplePackage);
  for (const part of parts.values()) expect(tidyTexts(part)).toBe(part);
  const decomposed = 'Cafe\u0301';
  const head = changeAt(parts.get('programme.json'), ['title'], () => ({ zh: ' 校园安全 ', en: `${decomposed}\n` }));
  expect(tidyTexts(head)).toMatchObject({ title: { zh: '校园安全', en: 'Caf\u00e9' } });
  const template = { title: ['一 ', ' 二'], sections: [{ heading: ' 成效', content: { text: ' 和 ' } }] };
  expect(tidyTexts(template)).toEqual({
    title: ['一', '二'],
    sections: [{ heading: '成效', content: { text: ' 和 ' } }],
  });
});
