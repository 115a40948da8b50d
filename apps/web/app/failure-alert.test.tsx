import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { FailureAlert } from './failure-alert.tsx';

const form = { zh: '表2 法治学习', en: 'Table 2 Study of the law' };

it('says what a definition is called in its reader’s language, with the code for the telephone', () => {
  const said = (locale: 'zh-CN' | 'en'): string =>
    renderToStaticMarkup(
      <I18nextProvider i18n={createI18n(locale)}>
        <FailureAlert failure={{ code: 'workbook.other_form', params: { form } }} />
      </I18nextProvider>,
    ).replaceAll(/<[^>]+>/g, '');
  expect(said('zh-CN')).toContain('表2 法治学习');
  expect(said('zh-CN')).not.toContain('Table 2');
  expect(said('en')).toContain('Table 2 Study of the law');
  expect(said('en')).not.toContain('法治学习');
});

it('says of what nobody sends again by itself that this computer keeps it', () => {
  const said = (isKept: boolean): string =>
    renderToStaticMarkup(
      <I18nextProvider i18n={createI18n('zh-CN')}>
        <FailureAlert failure={{ code: 'access.denied', params: {} }} isKept={isKept} />
      </I18nextProvider>,
    );
  expect(said(true)).toContain('已保留在这台电脑上');
  expect(said(false)).not.toContain('保留');
});
