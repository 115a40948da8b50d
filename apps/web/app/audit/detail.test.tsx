import { createI18n } from '@huibao/i18n';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { AuditDetail, useSubjectName, type AuditNames } from './detail.tsx';

const id = '01900000-0000-7000-8000-000000000001';
const form = '01900000-0000-7000-8000-000000000002';
const report = '01900000-0000-7000-8000-000000000003';
const [number, title] = [
  { zh: '表2', en: 'Table 2' },
  { zh: '法治学习', en: 'Study of the law' },
];
const names: AuditNames = {
  people: { [id]: '王工' },
  units: { '12': '第一小学' },
  subjects: {
    [form]: {
      ...{ kind: 'submission', programme: 'rule_of_law', unit: '第一小学', number, title },
      term: { zh: '2026 秋季学期', en: 'Autumn term 2026' },
    },
    [report]: { kind: 'report', title: { zh: '法治报告', en: 'Report' }, year: 2025, version: 2 },
  },
  programmes: { rule_of_law: { zh: '法治政府建设年度报告', en: 'Annual report' } },
  forms: [
    { programme: 'campus_safety', form: 'education', number, title: { zh: '安全教育', en: 'Safety' } },
    { programme: 'rule_of_law', form: 'education', number, title },
  ],
};

const textOf = (locale: 'zh-CN' | 'en', what: ReactNode): string =>
  renderToStaticMarkup(<I18nextProvider i18n={createI18n(locale)}>{what}</I18nextProvider>).replaceAll(/<[^>]+>/g, '');

function said(locale: 'zh-CN' | 'en', detail: unknown, subject = ''): string {
  const entry = { action: 'submission.submitted', subject, detail: JSON.stringify(detail) };
  return textOf(locale, <AuditDetail entry={entry} names={names} />);
}

function Subject({ action, subject }: { action: string; subject: string }) {
  return useSubjectName()({ action, subject }, names);
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

it('names whom or what an entry is about', () => {
  const named = (action: string, subject: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
    textOf(locale, <Subject action={action} subject={subject} />);
  expect(named('account.role_granted', id)).toBe('王工');
  expect(named('unit.closed', '12')).toBe('第一小学');
  expect(named('quota.set', '12')).toBe('12');
  expect(named('submission.accepted', form)).toBe('第一小学 表2 法治学习（2026 秋季学期）');
  expect(named('submission.accepted', form, 'en')).toBe('第一小学, Table 2 Study of the law (Autumn term 2026)');
  expect(named('report.issued', report)).toBe('2025 年度法治报告（第 2 版）');
});

it('names forms, programmes and what else an entry holds by id, each programme’s forms as they are called there', () => {
  expect(said('zh-CN', { programme: 'rule_of_law', form: 'education' })).toBe(
    '报告项目：法治政府建设年度报告；表：表2 法治学习',
  );
  expect(said('zh-CN', { forms: 'education,gone', revision: 2 }, form)).toBe('表：表2 法治学习、gone；第几次提交：2');
  expect(said('zh-CN', { form: 'education', revision: 2 }, form)).toBe('第几次提交：2');
  expect(said('zh-CN', { submission: form, size: 12 })).toBe(
    '填报表：第一小学 表2 法治学习（2026 秋季学期）；字节：12',
  );
  expect(said('zh-CN', { forms: 12 })).toBe('表：12');
});
