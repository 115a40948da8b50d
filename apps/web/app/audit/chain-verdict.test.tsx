import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { ChainVerdict } from './chain-verdict.tsx';

const copies = [
  { kind: 'folder' as const, heads: 2 },
  { kind: 'table' as const, heads: 3 },
];

const restoration = { by: '王工', at: '2026-06-30T02:00:00.000Z', to: '2026-06-30T01:14:00.000Z', lostUpTo: '15' };

function said(locale: 'zh-CN' | 'en', restorations: (typeof restoration)[] = []): string {
  const verdict = { isIntact: true, entries: 12, firstBad: null, restorations, copies };
  const page = (
    <I18nextProvider i18n={createI18n(locale)}>
      <ChainVerdict verdict={verdict} />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page).replaceAll(/<[^>]+>/g, '');
}

it('says what it compared in a sentence of its own, with a space before it where the language has one', () => {
  expect(said('zh-CN')).toBe(
    '记录链完整，共 12 条，未发现改动。已与库外留存的链尾比对：本机文件 2 条、独立数据表 3 条。',
  );
  expect(said('en')).toMatch(/none changed\. Compared with .*\.$/);
});

it('tells of a restore that was noted beside the verdict: who, when, to which moment, and what it took', () => {
  expect(said('zh-CN', [restoration])).toContain('由 王工 于');
  expect(said('zh-CN', [restoration])).toContain('原记录到第 15 条');
  expect(said('en', [restoration])).toMatch(/restored to its state of .*09:14.* as 王工 noted on .*10:00/);
});
