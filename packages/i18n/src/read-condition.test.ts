import { expect, it } from 'vitest';
import { createI18n } from './index.ts';
import { readCondition } from './read-condition.ts';

it('names within a condition have quotation marks of the other kind for their own', () => {
  const condition = { all: [{ indicator: 'sum', is: ['some'] }] } as const;
  expect(readCondition(condition, () => '“受理”之和', createI18n('zh-CN'))).toBe('“‘受理’之和”有数');
});
