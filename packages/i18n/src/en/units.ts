export const units = {
  title: 'Units',
  groups: { school: 'Schools', section: 'Sections', bureau: 'District bureaus' },
  columns: { name: 'Name', type: 'School type', ownership: 'Ownership', code: 'School code', opens: 'Opened on', closes: 'Closed on', step: 'Head confirms', actions: 'Actions' },
  ownership: { public: 'Public', private: 'Private' },
  yes: 'Yes', no: 'No', open: 'In use', none: '—',
  search: 'Find a unit', count_one: '{{count}} unit', count_other: '{{count}} units',
  add: 'Add a unit', import: 'Import a roster', template: 'Download the template', close: 'Close', closeTitle: 'Close {{name}}', closesOn: 'Closes on', closeText: 'It takes no part in later collections; its past data stays.',
  form: { kind: 'Kind', name: 'Name', type: 'School type', ownership: 'Ownership', section: 'Responsibility of the section', schoolCode: 'School code (10 digits, optional)', creditCode: 'Unified social credit code (18 characters, optional)', opensOn: 'Opens on', headStep: 'The head confirms before submission', creditDoubt: 'The check character doesn’t match. Please verify the code; it can be saved as it is if it is right.' },
  sections: { policy: 'Policy and law', 'private-education': 'Private education', other: 'Other' },
  empty: 'No schools yet. Download the template, fill it in and import it, or add them one by one.',
  emptyCity: 'No district bureaus yet. Add one first.',
  roster: {
    title: 'Import a roster of schools', text: 'Use the downloaded template. If there is any mistake nothing is imported: correct it and upload again.', choose: 'Roster file (.xlsx)', run: 'Import', problems_one: 'The roster has {{count}} mistake; nothing was imported:', problems_other: 'The roster has {{count}} mistakes; nothing was imported:', row: 'Row {{row}}', done_one: '{{count}} school imported.', done_other: '{{count}} schools imported.',
    problem: { empty: 'not filled in', unknown_type: 'not a known school type', unknown_ownership: 'must be 公办 or 民办', bad_code: 'not a valid code', bad_date: 'not a date, which looks like 2024-09-01', bad_username: 'a username has 3 to 40 lowercase letters, digits, dots, hyphens or underscores', name_taken: 'this name is already in use', repeated: 'repeated' },
    columns: { row: 'Row', column: 'Column', problem: 'Problem', value: 'As filled in' },
  },
  passwords: { title: 'Initial passwords', once: 'Initial passwords are shown only once: print or copy them and hand them over; each must be changed at first sign-in.', unit: 'Unit', username: 'Username', role: 'Role', password: 'Initial password', none: 'no reporter', print: 'Print' },
  bureau: {
    add: 'Add a district bureau', title: 'Add a district bureau', name: 'Full name', shortName: 'Short name', division: 'Division code (6 digits, optional)', prefix: 'Document prefix', sectionWord: 'Word for its sections', sectionWordDefault: 'Section', opensOn: 'Opens on', addressees: 'Main addressees (one per line)', copies: 'Copied to (one per line)',
    admin: 'Administrator', security: 'Security officer', personName: 'Name', username: 'Username', done: '{{name}} was added.',
  },
} as const;
