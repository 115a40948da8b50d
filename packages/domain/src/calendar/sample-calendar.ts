import type { ProgrammeCalendar } from './programme-calendar.ts';

/** For tests and the benchmark: spring from January on, autumn from September, as the built-in programme has them. */
export const twoTerms: ProgrammeCalendar = {
  periods: [
    {
      code: 'spring',
      label: { zh: '春季学期', en: 'Spring term' },
      short: { zh: '春', en: 'Sp' },
      starts: '01-01',
      opens: '06-20',
      due: '09-10',
      closes: '09-30',
    },
    {
      code: 'autumn',
      label: { zh: '秋季学期', en: 'Autumn term' },
      short: { zh: '秋', en: 'Au' },
      starts: '09-01',
      opens: '11-20',
      due: '+1 01-08',
      closes: '+1 01-20',
    },
  ],
  reportDue: '+1 03-01',
  publishDue: '+1 04-01',
};
