/** A table of a report whose columns are the periods of the year. */
export const periods = {
  put: '＋ Table of periods',
  name: 'Table of periods',
  title: 'Title of the table',
  hint: 'A line for each indicator; the columns are the periods from {{first}} on ({{count}}) and the whole year. Every place is a figure, which can be changed afterwards.',
  figure: 'Indicator',
  words: 'Name of the line',
  ofYear: 'Below the year',
  figureOf: 'Indicator of line {{no}}',
  wordsOf: 'Name of line {{no}}',
  ofYearOf: 'Below the year in line {{no}}',
  nothing: 'Nothing',
  remove: 'Remove line {{no}}',
  add: '＋ Line',
};
