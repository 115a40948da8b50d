/** Sheet names, headers and states of the workbooks that the product writes (and, of the roster, reads). */
export const exports = {
  rollup: 'Roll-up', compare: 'Comparison', board: 'Progress', analysis: 'Analysis', total: 'Total', withUnit: '{{label}} ({{unit}})', partial: 'Partial (reported/expected)', listSeparator: '; ',
  dimensions: { unit: 'Unit', unitType: 'Type of unit', term: 'Term', year: 'Year', measure: 'Measure', option: 'Category', none: 'Scope' },
  columns: {
    group: 'Group', indicator: 'Indicator', value: 'Value', unit: 'Unit', lastYear: 'Last year', answered: 'Reported', expected: 'Expected',
    rank: 'Rank', district: 'District', change: 'Year on year', state: 'Report', reporter: 'Unit', filled: 'Filled', required: 'Required',
  },
  states: { pending: 'To be received', accepted: 'Received', returned: 'Returned', missing: 'Not reported', draft: 'In progress', confirming: 'To be confirmed', submitted: 'Submitted' },
  roster: {
    sheet: 'Schools', typeSheet: 'School types', code: 'Code', typeName: 'Name',
    headers: {
      name: 'School', schoolType: 'Type', ownership: 'Ownership', schoolCode: 'School code', creditCode: 'Social credit code', opensOn: 'Opens on',
      personName: 'Reporter', username: 'Username',
    },
    ownership: { public: 'Public', private: 'Private' },
  },
} as const;
