import { describe, expect, it } from 'vitest';
import { tellRefusal } from './refused-file.server.ts';

const origin = 'https://huibao.example';

function asked(headers: Record<string, string> = {}): Request {
  return new Request(`${origin}/files/report/r/public.pdf`, {
    headers: { host: 'huibao.example', 'sec-fetch-dest': 'document', ...headers },
  });
}

const refusal = (code: string, more: object = {}): Response =>
  Response.json({ error: { code, kind: 'x', params: {}, ...more } }, { status: 403 });

const placeOf = async (request: Request, answer: Response): Promise<string | null> =>
  (await tellRefusal(request, answer)).headers.get('location');

describe('a file that is refused', () => {
  it('is told on a page to who opened it: by its code, its numbers and the request, and no words of others', async () => {
    const id = 'a'.repeat(32);
    const answer = refusal('file.too_large', { params: { megabytes: 10, name: '<b>' }, request: id });
    expect(await placeOf(asked(), answer)).toBe(`/no-file?megabytes=10&code=file.too_large&id=${id}&from=%2F`);
  });

  it('leads who isn’t signed in any more to sign in, and back to where the link stood', async () => {
    const from = (referer: string): Promise<string | null> => placeOf(asked({ referer }), refusal('session.missing'));
    expect(await from(`${origin}/reports/r?x=1`)).toBe('/sign-in?to=%2Freports%2Fr%3Fx%3D1');
    expect(await from('https://elsewhere.example/reports/r')).toBe('/sign-in?to=%2F');
    expect(await placeOf(asked(), refusal('session.missing'))).toBe('/sign-in?to=%2F');
  });

  it('leads back to where the link stood, and nowhere else', async () => {
    const from = (referer: string): Promise<string | null> => placeOf(asked({ referer }), refusal('quota.exports'));
    expect(await from(`${origin}/rollup?year=2025`)).toBe('/no-file?code=quota.exports&from=%2Frollup%3Fyear%3D2025');
    expect(await from('https://elsewhere.example/rollup')).toBe('/no-file?code=quota.exports&from=%2F');
  });

  it('is told in the api’s own words to a program, and to a link that only downloads', async () => {
    for (const dest of ['empty', '']) {
      const answer = refusal('file.not_found');
      expect(await tellRefusal(asked({ 'sec-fetch-dest': dest }), answer)).toBe(answer);
    }
  });

  it('isn’t one that comes', async () => {
    const answer = new Response('%PDF');
    expect(await tellRefusal(asked(), answer)).toBe(answer);
  });
});
