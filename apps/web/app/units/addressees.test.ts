import { expect, it } from 'vitest';
import { readAddressees } from './addressees.ts';

it('reads addressees line by line, and says before they are sent that they are too many or too long', () => {
  const { addressees, areTooMany } = readAddressees(' 焦作市教育局 \n\n', '山阳区人民政府');
  expect(addressees).toEqual([
    { addressee: '焦作市教育局', kind: 'main' },
    { addressee: '山阳区人民政府', kind: 'copy' },
  ]);
  expect(areTooMany).toBe(false);
  const ten = Array(10).fill('焦作市教育局').join('\n');
  expect(readAddressees(ten, ten).areTooMany).toBe(false);
  expect(readAddressees(ten, `${ten}\n山阳区人民政府`).areTooMany).toBe(true);
  expect(readAddressees('局'.repeat(60), '').areTooMany).toBe(false);
  expect(readAddressees('', '局'.repeat(61)).areTooMany).toBe(true);
});
