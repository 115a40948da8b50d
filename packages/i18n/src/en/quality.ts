export const quality = {
  title: 'Data quality',
  note: 'Completeness, timeliness and data to verify; always up to date',
  rates: { submitted: 'Submitted', onTime: 'On time', complete: 'Complete', accepted: 'Accepted' },
  of: '{{count}} of {{expected}}',
  hint: { submitted: 'forms in, of those expected', onTime: 'first submitted before the deadline, extensions included', complete: 'every required cell answered or not applicable', accepted: 'accepted by the bureau' },
  byForm: 'By form', byUnit: 'By unit', term: 'Term', form: 'Form', unit: 'Unit', expected: 'Expected', empty: 'No collection has been opened for this year.',
  outliers: {
    title: 'Data to verify', note: 'Far from schools of the same kind, or from the school’s own last year. Please verify; nothing is blocked.', none: 'Nothing stands out.',
    columns: { unit: 'Unit', indicator: 'Indicator', value: 'This year', peers: 'Median of its kind', score: 'Score', lastYear: 'Last year', times: 'Times last year' },
    peers_one: '{{median}} ({{count}} school)', peers_other: '{{median}} ({{count}} schools)', times: '{{times}}×', method: 'Score = 0.6745 × |value − median| ÷ median absolute deviation; listed from 3.5. Kinds of fewer than 5 schools aren’t compared. Changes by a factor of 3 or more are listed, where one of the years is 10 or more.',
    more: '{{count}} more', all: 'Show all',
  },
} as const;
