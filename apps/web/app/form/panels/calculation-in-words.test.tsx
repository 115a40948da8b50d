import { elementsOf, type FormDefinition, type Locale } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { builtInPackage } from '@huibao/programmes';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { relationOf } from '../grid/rows.ts';
import type { SubmissionView } from '../sync/view.ts';
import { CalculationInWords } from './calculation-in-words.tsx';

const { forms } = builtInPackage('rule-of-law').programme;

function read(form: FormDefinition, calculated: string, locale: Locale): string {
  const others = forms.filter((one) => one !== form).map((one) => ({ form: one }) as SubmissionView['others'][number]);
  return renderToStaticMarkup(
    <I18nextProvider i18n={createI18n(locale)}>
      <CalculationInWords view={{ form, others } as Pick<SubmissionView, 'form' | 'others'>} calculated={calculated} />
    </I18nextProvider>,
  );
}

it('puts every calculation of the programme that is more than arithmetic into words, without a code', () => {
  const found = forms.flatMap((form) =>
    elementsOf(form).flatMap((element) =>
      element.calculated !== undefined && relationOf(element, new Map(), new Map(), 'zh-CN') === null
        ? [{ form, calculated: element.calculated }]
        : [],
    ),
  );
  expect(found.length).toBeGreaterThan(8);
  for (const { form, calculated } of found) {
    expect(read(form, calculated, 'zh-CN')).toMatch(/^[^a-z_]+$/);
    expect(read(form, calculated, 'en')).not.toMatch(/[a-z]_[a-z]|\?|==|&quot;/);
  }
});
