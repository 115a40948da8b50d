import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { ChainVerdict } from './chain-verdict.tsx';

const copies = [
  { kind: 'folder' as const, heads: 2 },
  { kind: 'table' as const, heads: 3 },
];

function said(locale: 'zh-CN' | 'en'): string {
  const verdict = { isIntact: true, entries: 12, firstBad: null, copies };
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
