/** Of a programme's periods and days, where they are set. */
export const calendar = {
  legend: 'Calendar and periods',
  note: 'Days are written MM-DD, as 09-10; of the next year +1 01-10. A period goes to the day before the next begins.',
  name: 'Name of period {{no}}',
  starts: 'Begins',
  opens: 'Opens',
  due: 'Due',
  closes: 'Closes',
  dayOf: 'Period {{no}}: {{day}}',
  add: '+ Period',
  remove: 'Remove period {{no}}',
  reportDue: 'Report sent before',
  publishDue: 'Report published before',
  lastDay: 'Last day of this year’s: {{date}}',
};
