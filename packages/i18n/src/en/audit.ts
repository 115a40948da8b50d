export const audit = {
  title: 'Audit trail',
  note: 'Written with every change, chained, and never changed or deleted.',
  columns: { no: 'No.', at: 'Time', who: 'Person', action: 'Action', subject: 'Subject', detail: 'Detail', outcome: 'Outcome' },
  outcomes: { done: 'done', refused: 'refused' },
  filter: 'Kind of action', all: 'All actions', check: 'Check the chain', intact: 'The chain is intact: {{entries}} entries, none changed.', broken: 'The chain breaks at entry {{no}}. Report this at once.', older: 'Earlier entries', newest: 'Back to the newest', empty: 'No entry fits.',
  actions: {
    access: 'Access refused', account: 'Accounts', bureau: 'New bureaus', city: 'New cities', collection: 'Collections', submission: 'Submissions', report: 'Reports', delivery: 'Deliveries', ledger: 'Ledger', unit: 'Units', roster: 'Rosters', file: 'Files', password: 'Passwords', session: 'Sessions', edition: 'Programme', register: 'Sensitive registers',
  },
} as const;
