export const audit = {
  title: 'Audit trail',
  note: 'Every action is recorded in a chain that can’t be changed or deleted.',
  columns: { no: 'No.', at: 'Time', who: 'Person', action: 'Action', subject: 'Subject', detail: 'Detail', outcome: 'Outcome' },
  outcomes: { done: 'Done', refused: 'Refused' },
  filter: 'Kind of action', all: 'All actions', check: 'Check the chain', intact: 'The chain is intact: {{entries}} entries, none changed.', broken: 'The chain breaks at entry {{no}}. Report this at once.', older: 'Earlier entries', newest: 'Back to the newest', empty: 'No matching entries.',
  actions: {
    access: 'Access refused', account: 'Accounts', bureau: 'New bureaus', city: 'New cities', collection: 'Collections', submission: 'Submissions', report: 'Reports', delivery: 'Deliveries', ledger: 'Follow-up ledger', analysis: 'Analysis', unit: 'Units', roster: 'Rosters', file: 'Files', password: 'Passwords', session: 'Sessions', edition: 'Programme', register: 'Key pupils', indicator: 'Indicators',
  },
  names: {
    access: { refused: 'Access refused' },
    account: { created: 'Account created', disabled: 'Account disabled', enabled: 'Account enabled', password_reset: 'Password reset', role_granted: 'Role granted' },
    bureau: { created: 'Bureau added' }, city: { created: 'City added' },
    collection: { opened: 'Collection opened', nudged: 'Reminded', extended: 'Extended' },
    submission: { submitted: 'Submitted', confirmation_requested: 'Sent to the head', confirmation_declined: 'Declined by the head', withdrawn: 'Withdrawn', returned: 'Returned', accepted: 'Accepted', reopened: 'Reopened' },
    report: { compiled: 'Report compiled', submitted: 'Submitted for checking', approved: 'Approved', returned_within: 'Sent back to the drafter', issued: 'Issued', numbered: 'Numbered', sent: 'Sent to the city', dispatched: 'Dispatch registered', published: 'Published' },
    delivery: { accepted: 'Report received', returned: 'Report returned' },
    indicator: { added: 'Indicator added', changed: 'Indicator changed', retired: 'Indicator retired' },
    ledger: { item_added: 'Ledger item added', item_changed: 'Ledger item changed', item_answered: 'Ledger item answered', item_opened: 'Ledger item reopened' },
    analysis: { view_saved: 'Analysis view saved', view_shared: 'Analysis view shared', view_unshared: 'Analysis view no longer shared', view_deleted: 'Analysis view deleted' },
    unit: { created: 'Unit added', closed: 'Unit closed', group_added: 'Group of units added', group_changed: 'Group of units changed', group_deleted: 'Group of units deleted' }, roster: { imported: 'Roster imported' }, file: { attached: 'File attached' }, password: { changed: 'Password changed' },
    session: { started: 'Signed in', ended: 'Signed out' }, edition: { published: 'Programme issued' }, register: { row_added: 'Key-pupil record added', row_changed: 'Key-pupil record changed' },
  },
} as const;
