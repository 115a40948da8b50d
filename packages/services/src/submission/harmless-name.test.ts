import { expect, it } from 'vitest';
import { harmlessName } from './harmless-name.ts';

it.each([
  ['现场照片.PNG', '现场照片.PNG'],
  ['会议纪要', '会议纪要.png'],
  ['../../etc/passwd.png', '_.._etc_passwd.png'],
  ['照片.png.exe', '照片.png.exe.png'],
  ['照片\u202Egnp.exe', '照片gnp.exe.png'],
  ['a\u200Bb.png', 'ab.png'],
  ['con.png', '_con.png'],
  ['  .hidden.png. ', 'hidden.png'],
  ['a:b|c<d>.png', 'a_b_c_d_.png'],
  ['...', '.png'],
])('%s is kept as %s', (given, kept) => {
  expect(harmlessName(given, 'image/png')).toBe(kept);
});
