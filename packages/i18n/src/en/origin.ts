/** Where a cell comes from and what it moves. */
export const origin = {
  title: 'Where this comes from, and what it moves',
  open: 'Origin and effects',
  loading: 'Loading …',
  place: '{{unit}} · {{term}} {{year}} · {{form}}',
  term: { spring: 'spring term', autumn: 'autumn term' },
  value: 'Reported', missing: 'not answered', notApplicable: 'not applicable',
  counts: 'counted in the roll-up', countsNot: 'not counted in the roll-up',
  revision: 'Submission no. {{no}}', submitted: 'submitted by {{name}}, {{at}}', decided: { accepted: 'accepted by {{name}}, {{at}}', returned: 'returned by {{name}}, {{at}}', reopened: 'reopened by {{name}}, {{at}}', withdrawn: 'withdrawn, {{at}}', submitted: 'waiting for review' },
  signed: 'reporter {{reporter}}', signedHead: 'reporter {{reporter}}, head {{head}}',
  workedOut: 'Calculated from', history: 'How it was filled in', explanations: 'Explanations', comments: 'Comments', files: 'Evidence',
  sources: { page: 'typed', paste: 'pasted', excel: 'Excel import', file: 'Excel import: {{name}}', register: 'from the register', carried_over: 'carried over', other: 'system' },
  figures: 'Indicators that it moves', noFigures: 'No indicator reads it.', reports: 'Reports that use it', noReports: 'No report uses it yet.',
  report: 'Report of {{year}}, version {{version}}', states: { drafting: 'draft: follows the data', in_approval: 'being signed', issued: 'issued', superseded: 'superseded' }, sent: 'sent', published: 'published',
  hash: 'Data hash',
} as const;
