import { expect, it } from 'vitest';
import { PlacedFile, type NamedUnit } from './place-entries.ts';

const units: readonly NamedUnit[] = [
  { id: 1, name: '第一小学', schoolCode: '3141000001', creditCode: null },
  { id: 2, name: '第二小学', schoolCode: '3141000002', creditCode: null },
  { id: 3, name: '第三小学', schoolCode: null, creditCode: null },
];
const owed = units.map(({ id }) => ({ id: `submission ${id}`, unitId: id, formCode: 'safety' }));

/** Of a row of a file: whose it is, or why nobody's. */
function placed(code: string, name: string): number | string | undefined {
  const at = { sheet: '表1', ref: 'A2' };
  const entry = { ...at, unit: { code, name }, form: 'safety', cells: [{ ...at, code: 'staff', key: '', text: '9' }] };
  const file = new PlacedFile(units, owed);
  file.take({ entries: [entry], unread: [] });
  return file.forms[0]?.unitId ?? file.refusals[0]?.error;
}

it('goes by the code, then by the name, and guesses nothing', () => {
  expect(placed('3141000001', '第一小学')).toBe(1);
  expect(placed('3141000001', '改名以前的名称')).toBe(1);
  expect(placed('', '第二小学')).toBe(2);
  expect(placed('3141000009', '第三小学')).toBe(3);
  expect(placed('3141000009', '没有的小学')).toBe('import.unknown_unit');
});

it('tells a code that nobody has from one that is another unit’s', () => {
  expect(placed('3141000009', '第一小学')).toBe('import.unknown_code');
  expect(placed('3141000002', '第一小学')).toBe('import.other_unit');
});
