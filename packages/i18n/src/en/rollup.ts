export const rollup = {
  title: 'Roll-up',
  year: 'Year',
  yearOption: 'Year {{year}}',
  note: 'Only accepted data counts, and it counts at once',
  search: 'Find an indicator',
  export: 'Export Excel',
  columns: { indicator: 'Indicator', value: 'Value', unit: 'Unit', lastYear: 'Last year', change: 'Change', answered: 'Answered' },
  partial: 'Partial',
  partialHint: 'Fewer than {{floor}}% have answered: the figure is partial',
  none: 'No indicator fits.',
  empty: 'No programme has been issued yet.',
  lineage: {
    title: 'Lineage', path: 'school → cell → person', choose: 'Choose an indicator to see which school, which cell and which person each number comes from.', value: 'Value', unit: 'Unit', term: 'Term', reporter: 'Person', revision: 'Submission no. {{no}}',
    numerator: 'Numerator', denominator: 'Denominator', explained: 'explained', none: 'Nothing has been accepted yet.', notApplicable: 'not applicable', spring: 'spring', autumn: 'autumn', whole: 'year', close: 'Close the lineage', cells_one: '{{count}} cell', cells_other: '{{count}} cells', answered: '{{answered}} of {{expected}} units answered',
    texts: 'Lists: {{texts}}', yes: 'yes', no: 'no',
  },
} as const;
