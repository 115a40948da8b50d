export const ledger = {
  title: 'Follow-up ledger',
  note: 'Each shortcoming and each plan of a report is kept here; next year’s report has to answer it.',
  kinds: { shortcoming: 'Shortcomings and causes', plan: 'Plans for the next year' },
  states: { open: 'Open', done: 'Done' },
  year: 'Year {{year}}',
  columns: { item: 'Item', owner: 'Owner', due: 'Due', state: 'State', answer: 'What became of it', actions: 'Actions' },
  add: 'Add an item', edit: 'Edit', answer: 'Answer', reopen: 'Edit the answer',
  form: { title: 'Ledger item', year: 'Year', kind: 'Kind', item: 'Item', cause: 'Cause', result: 'Expected result', owner: 'Owner', due: 'Due on', answer: 'What became of it', answerHint: 'Empty it to open the item again.' },
  empty: 'Nothing here yet. Note the year’s shortcomings and next year’s plans before the report is written.',
  answeredAt: 'answered {{at}}',
  noDue: '—',
} as const;
