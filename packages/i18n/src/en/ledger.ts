export const ledger = {
  title: 'Follow-up ledger',
  note: 'Each shortcoming and each plan of a report is kept here; next year’s report must respond to it.',
  kinds: { shortcoming: 'Shortcomings and causes', plan: 'Plans for the next year' },
  states: { open: 'Open', done: 'Done' },
  year: 'Year {{year}}',
  columns: { item: 'Item', owner: 'Section in charge', due: 'Due', state: 'State', answer: 'Follow-up', actions: 'Actions' },
  add: 'Add an item', edit: 'Edit', answer: 'Record follow-up', reopen: 'Edit follow-up',
  form: { title: 'Ledger item', year: 'Year', kind: 'Kind', item: 'Item', cause: 'Cause', result: 'Expected result', owner: 'Section in charge', due: 'Due on', answer: 'Follow-up', answerHint: 'Clear it to reopen the item.' },
  empty: 'Nothing here yet. Note the year’s shortcomings and next year’s plans before the report is written.',
  answeredAt: 'answered {{at}}',
  noDue: '—',
} as const;
