import type { ToldPace } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { NearPaces, nearPaces } from './near-paces.tsx';

const until = new Date('2026-11-28T15:31:20+08:00').getTime() / 1000;
const exports: ToldPace = { quota: 'exports', userId: 'me', used: 97, limit: 120, until };
const requests: ToldPace = { ...exports, quota: 'requests', used: 4987, limit: 6000 };

it('says until when by the bureaus’ clock, and what changes with every save in steps', () => {
  expect(nearPaces([exports, requests], 'me')).toEqual([
    { quota: 'exports', used: 97, limit: 120, at: '15:32' },
    { quota: 'requests', used: 4800, limit: 6000, at: '' },
  ]);
  expect(nearPaces([{ ...requests, used: 6000 }], 'me')[0]?.used).toBe(6000);
  expect(nearPaces([{ ...requests, used: 8, limit: 10 }], 'me')[0]?.used).toBe(8);
});

it('says it with the page, in its language, to whom it is true of', () => {
  const page = (userId: string): string =>
    renderToStaticMarkup(
      <I18nextProvider i18n={createI18n('en')}>
        <NearPaces told={[exports]} userId={userId} />
      </I18nextProvider>,
    );
  expect(page('me')).toContain('role="status"');
  expect(page('me')).toContain('Exports within an hour: 97 of 120. The count begins anew after 15:32.');
  expect(page('another')).toBe('');
});
