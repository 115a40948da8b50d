export const compare = {
  title: 'Comparison',
  indicators: 'Indicators',
  mean: 'City mean {{value}}', median: 'Median {{value}}', line: 'The red line is the city mean', unitNote: 'Unit: {{unit}}',
  per: { label: 'Basis', none: 'Total', pupils: 'Per 1,000 pupils', staff: 'Per 1,000 staff' },
  view: { chart: 'Chart', table: 'Table' },
  export: 'Export Excel',
  columns: { rank: 'Rank', district: 'District', value: 'Value', bar: 'Against the mean', change: 'Change', years: 'Last 3 years', state: 'Report', answered: 'Schools reported', hints: 'Flags' },
  missing: 'Not sent',
  hints: { incomplete: 'Incomplete: not ranked', notAccepted: 'Not received: not ranked', falling: 'Falling for two years' },
  barText: '{{name}} {{value}}',
  yearValue: '{{year}}: {{value}}',
  empty: 'No district has sent a report yet.',
} as const;
