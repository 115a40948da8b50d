import { expect, it } from 'vitest';
import { withinSite } from './within-site.ts';

it.each([
  ['/todo', '/todo'],
  ['/collections/parts?year=2024#x', '/collections/parts?year=2024#x'],
  [null, '/'],
  ['', '/'],
  ['todo', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n\\evil.example/x', '/'],
  ['/..//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/%5Cevil.example', '/%5Cevil.example'],
  ['/\u0000\\evil.example', '/%00/evil.example'],
  ['http://here.invalid/x', '/'],
])('follows %j to %j', (asked, followed) => expect(withinSite(asked)).toBe(followed));
