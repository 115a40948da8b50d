import { expect, it } from 'vitest';
import { readPaces, writePace, type ToldPace } from './told-pace.ts';

const userId = '018f3c5e-7b1a-7c3e-8a41-0123456789ab';
const exports: ToldPace = { quota: 'exports', userId, used: 97, limit: 120, until: 1_795_000_000 };

it('reads what it wrote, among the cookies of others', () => {
  const written = writePace(exports);
  expect(readPaces(`huibao_locale=en; huibao_exports=${written}; huibao_session=x`)).toEqual([exports]);
  expect(readPaces(`huibao_requests=${written}`)).toEqual([{ ...exports, quota: 'requests' }]);
});

it.each(['', 'huibao_exports=', 'huibao_exports=1.2.3.4', `huibao_exports=${userId}.97.<b>.1`, `my_huibao_exports=x`])(
  'takes nothing from %o',
  (cookies) => expect(readPaces(cookies)).toEqual([]),
);
