/** Rows of a sheet, as questions. */
export const paste = {
  title: 'Questions from Excel',
  label: 'Pasted rows',
  hint: 'A question a row; its columns are name, measure (“件|cases” in both languages), English name and code. Only the name is needed.',
  gridHint:
    'A question a row; its columns are name, measure (“件|cases” in both languages), English name, code, and then the heads that it stands under, the outermost first, each in Chinese and English, three at most. Only the name is needed.',
  nameless_one: 'Row {{rows}} has no name and isn’t added. If its cells were merged, write the name in each row.',
  nameless_other:
    'Rows {{rows}} have no name and aren’t added. If their cells were merged, write the name in each row.',
  comma: ', ',
  put_one: 'Add {{count}} question',
  put_other: 'Add {{count}} questions',
  more_one: '{{count}} more follows.',
  more_other: '{{count}} more follow.',
  tooMany_one: '{{count}} row; a form has at most {{most}} questions. Divide them among forms.',
  tooMany_other: '{{count}} rows; a form has at most {{most}} questions. Divide them among forms.',
} as const;
