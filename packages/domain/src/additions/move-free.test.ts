import { expect, it } from 'vitest';
import type { TemplateSection } from '../report/definition.ts';
import { dropFree } from './move-free.ts';

const section = (code: string, level: 1 | 2 = 1): TemplateSection => ({
  code,
  heading: code,
  level,
  numbering: 'auto',
  required: true,
  guidance: { zh: '', en: '' },
  content: { type: 'doc', version: 2, content: [] },
  ...(/free/.test(code) ? { movable: true } : {}),
});
const sections = [
  section('first'),
  section('free_a'),
  section('below_a', 2),
  section('free_b'),
  section('fixed'),
  section('free_c'),
  section('below_c', 2),
  section('last'),
];
const dropped = (code: string, target: string): string | undefined =>
  dropFree(sections, code, target)
    ?.map((one) => one.code)
    .join(' ');

it('a free section goes before another, with what is below it, or behind all where it is let go on what follows them', () => {
  expect(dropped('free_c', 'free_a')).toBe('first free_c below_c free_a below_a fixed free_b last');
  expect(dropped('free_a', 'last')).toBe('first free_b free_c below_c fixed free_a below_a last');
});

it('nowhere else, and not where it stands', () => {
  expect(dropped('free_a', 'free_b')).toBeUndefined();
  expect(dropped('free_a', 'first')).toBeUndefined();
  expect(dropped('free_a', 'fixed')).toBeUndefined();
  expect(dropped('free_c', 'last')).toBeUndefined();
  expect(dropped('fixed', 'free_a')).toBeUndefined();
  expect(dropped('free_a', 'below_a')).toBeUndefined();
});
