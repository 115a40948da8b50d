import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { BoardKpis } from './board-kpis.tsx';
import type { BoardTally } from './board-rows.ts';

const tally: BoardTally = {
  schools: 31,
  sections: 2,
  formsEach: null,
  expected: 108,
  submitted: 94,
  accepted: 72,
  waiting: 22,
  oldestDays: 10,
  explained: 1,
  owing: 14,
};

const textOf = (of: BoardTally): string =>
  renderToStaticMarkup(
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <BoardKpis tally={of} />
    </I18nextProvider>,
  ).replaceAll(/<[^>]+>/g, ' ');

it('what is expected is what the submitted and the accepted are counted against, sections’ forms included', () => {
  for (const formsEach of [null, 4]) {
    const text = textOf({ ...tally, formsEach });
    expect(text).toMatch(/应报\s+108 张表/);
    expect(text.match(/\/ 108/g)).toHaveLength(2);
  }
});
