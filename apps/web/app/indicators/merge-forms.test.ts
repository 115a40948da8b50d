import { expect, it } from 'vitest';
import { emptyForm } from './indicator-form.ts';
import { mergeForms } from './merge-forms.ts';

it('keeps both people’s changes of an indicator, and names what both changed', () => {
  const base = { ...emptyForm('basics'), labelZh: '在籍学生', labelEn: 'Pupils', types: ['211'] };
  const mine = { ...base, labelZh: '在校学生', unitZh: '人', types: ['211', '311'] };
  const theirs = { ...base, labelZh: '学生数', labelEn: 'Number of pupils', unitZh: '人' };
  expect(mergeForms(base, mine, theirs)).toEqual({
    form: { ...base, labelZh: '在校学生', labelEn: 'Number of pupils', unitZh: '人', types: ['211', '311'] },
    // The same of both isn't in question.
    both: ['labelZh'],
  });
  expect(mergeForms(base, base, theirs)).toEqual({ form: theirs, both: [] });
});
