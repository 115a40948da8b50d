import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { RevisionView } from '../outputs.ts';
import { RevisionState } from './revision-state.tsx';

function said(revision: RevisionView['revision']['state'], state: RevisionView['state']): string {
  const view = { state, revision: { state: revision } as RevisionView['revision'] };
  const page = (
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <RevisionState view={view} />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

it('says of a submission what became of it, and of its form what it is now', () => {
  expect(said('withdrawn', 'draft')).toBe('已撤回 本表目前：填报中');
  expect(said('returned', 'accepted')).toBe('已退回 本表目前：已通过');
  expect(said('returned', 'confirming')).toBe('已退回 本表目前：待单位负责人确认');
  expect([said('accepted', 'accepted'), said('reopened', 'returned')]).toEqual(['已通过', '已退回重填']);
});
