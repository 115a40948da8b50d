export const rollup = {
  title: 'Roll-up',
  year: 'Year',
  yearOption: 'Year {{year}}',
  note: 'Counts accepted data only; updated as forms are accepted',
  search: 'Find an indicator',
  export: 'Export Excel',
  columns: { indicator: 'Indicator', value: 'Value', unit: 'Unit', lastYear: 'Last year', change: 'Change', answered: 'Reported' },
  partial: 'Partial',
  partialHint: 'Fewer than {{floor}}% have reported: the figure is partial',
  none: 'No matching indicators.',
  empty: 'No programme has been issued yet.',
  lineage: {
    title: 'Lineage', path: 'school → cell → person', choose: 'Choose an indicator to see which school, which cell and which person each number comes from.', value: 'Value', unit: 'Unit', term: 'Term', reporter: 'Person', revision: 'Submission no. {{no}}',
    numerator: 'Numerator', denominator: 'Denominator', explained: 'explained', none: 'Nothing has been accepted yet.', notApplicable: 'not applicable', spring: 'spring', autumn: 'autumn', whole: 'year', close: 'Close the lineage', cells_one: '{{count}} cell', cells_other: '{{count}} cells', answered: '{{answered}} of {{expected}} units reported',
    texts: 'Lists: {{texts}}', yes: 'yes', no: 'no',
  },
} as const;
