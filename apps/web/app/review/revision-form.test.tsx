import { createI18n } from '@huibao/i18n';
import type { CellContent, DataElement, Localized } from '@huibao/domain';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { RevisionForm } from './revision-form.tsx';

const name = { zh: '参加学法人次', en: 'Attendances' };
const value = (text: string): CellContent => ({ state: 'value', value: text });
const element: DataElement = {
  code: 'a',
  label: name,
  type: 'integer',
  flow: 'flow',
  required: true,
  notApplicable: [],
};

const marks = {
  changed: new Set<string>(),
  flagged: new Set<string>(),
  commented: new Set<string>(),
  differing: new Map<string, string>(),
  onComment: null,
  onOrigin: () => undefined,
};

it('names the parts of a section as who filled them in saw them named', () => {
  const block = (title: Localized) => ({ kind: 'fields' as const, title, cells: [] });
  const part = { zh: '宣传告知', en: 'Told' };
  const sections = [{ code: 's', title: name, blocks: [block(name), block(part)] }];
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <RevisionForm sections={sections} files={[]} marks={marks} />
    </I18nextProvider>,
  );
  expect([...html.matchAll(/<h3[^>]*>([^<]*)</g)].map(([, title]) => title)).toEqual(['宣传告知']);
});

it('a change on last year reads as the clerk and the head read it in the form', () => {
  const changes = (
    [
      ['19', '26'],
      ['3', '4'],
      ['46266', '0'],
      ['4', '4'],
    ] as const
  ).map(([now, before]) => {
    const cell = { id: 'a', element, label: name, now: value(now), lastYear: value(before) };
    const sections = [{ code: 's', title: name, blocks: [{ kind: 'fields' as const, title: name, cells: [cell] }] }];
    const html = renderToStaticMarkup(
      <I18nextProvider i18n={createI18n('zh-CN')}>
        <RevisionForm sections={sections} files={[]} marks={marks} />
      </I18nextProvider>,
    );
    return /<td class="num muted">([^<]*)<\/td><\/tr>/.exec(html)?.[1];
  });
  expect(changes).toEqual(['−26.9%', '−1', '+46,266', '0']);
});
