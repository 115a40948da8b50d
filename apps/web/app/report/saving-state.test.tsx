import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { ReportSection } from '../outputs.ts';
import { SavingState } from './saving-state.tsx';
import type { Autosave } from './use-autosave.ts';

const section = (part: Partial<Autosave>): Autosave => ({
  state: 'saved',
  savedAt: null,
  failure: null,
  conflict: null,
  version: 3,
  change: () => undefined,
  flush: () => Promise.resolve(true),
  hasUnsaved: () => false,
  standOn: () => undefined,
  isKept: () => true,
  ...part,
});

const inConflict = (asideId: string | null): Autosave => {
  const content = { type: 'doc', content: [] } as unknown as ReportSection['content'];
  const theirs = { content } as unknown as ReportSection;
  return section({ state: 'conflict', conflict: { theirs, mine: content, baseVersion: 2, asideId } });
};

function said(...savings: Autosave[]): string {
  const page = (
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <SavingState savings={savings} />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page).replaceAll(/<[^>]+>/g, '');
}

it('says of a conflict what the panel beside it says: unsaved until one’s own text is on the server, too', () => {
  expect(said(inConflict(null), section({}))).toBe('! 有改动冲突，未保存');
  expect(said(inConflict('aside'), section({}))).toBe('! 有改动冲突，两份文字均已保留，待取舍');
  expect(said(inConflict('aside'), inConflict(null))).toBe('! 有改动冲突，未保存');
});

it('says whose turn it is where a save failed: the server’s, the writer’s, or theirs who signs in again', () => {
  const failed = (code: 'request.failed' | 'quota.requests' | 'session.missing' | 'access.denied') =>
    said(section({ state: 'failed', failure: { code, params: { seconds: 46 } } }));
  expect([failed('request.failed'), failed('quota.requests')]).toEqual(Array(2).fill('! 未保存，将自动重试'));
  expect(failed('session.missing')).toBe('! 未保存，重新登录后保存');
  expect(failed('access.denied')).toBe('! 未保存，请按文中提示改正');
});

it('says that all is saved only where nothing else is to be said, and of which day', () => {
  const savedAt = '2024-05-06T06:03:22.000Z';
  expect(said(section({ savedAt }), section({}))).toBe('✓ 已保存 2024-05-06 14:03');
  expect(said(section({ savedAt }), section({ state: 'waiting' }))).toBe('有改动待保存');
  expect(said(section({}))).toBe('');
});
