import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { AuditDetail, subjectName } from './detail.tsx';

const id = '01900000-0000-7000-8000-000000000001';
const names = { people: { [id]: '王工' }, units: { '12': '第一小学' } };

function said(locale: 'zh-CN' | 'en', detail: unknown): string {
  const page = (
    <I18nextProvider i18n={createI18n(locale)}>
      <AuditDetail detail={JSON.stringify(detail)} names={names} />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page).replaceAll(/<[^>]+>/g, '');
}

it('says what an entry holds in the words of the reader, people and units by name', () => {
  expect(said('zh-CN', { role: 'reporter', unitId: 12 })).toBe('角色：填报人；单位：第一小学');
  expect(said('en', { role: 'reporter', unitId: 12 })).toBe('Role: Reporter; Unit: 第一小学');
  expect(said('zh-CN', { units: ['12', '13'], isShared: true, by: id })).toBe(
    '单位：第一小学、13；共享：是；经办：王工',
  );
  expect(said('zh-CN', { units: 12 })).toBe('单位：12');
  expect(said('zh-CN', { role: 'head', reason: 'access.denied' })).toMatch(/^角色：单位负责人；原因：您的角色/);
  expect(said('zh-CN', {})).toBe('');
});

it('says a field without words as it is written, escaped and no longer than a few lines', () => {
  expect(said('zh-CN', { seen_at: '<b>9</b>', odd: { deep: 1 } })).toBe(
    'seen_at：&lt;b&gt;9&lt;/b&gt;；odd：{&quot;deep&quot;:1}',
  );
  expect(said('zh-CN', { reason: '长'.repeat(500) })).toBe(`原因：${'长'.repeat(120)}…`);
  expect(said('zh-CN', { reason: 'import.said_twice' })).toBe('原因：import.said_twice');
  expect(said('zh-CN', { hash: 'a'.repeat(64) })).toBe('校验码：aaaaaaaaaaaa');
});

it('names whom an entry is about', () => {
  expect(subjectName('account.role_granted', id, names)).toBe('王工');
  expect(subjectName('unit.closed', '12', names)).toBe('第一小学');
  expect(subjectName('quota.set', '12', names)).toBe('12');
});
