export const published = {
  title: 'Published annual reports',
  lead: 'Annual reports on building a rule-of-law government, published by education bureaus as the law requires. The documents are in Chinese.',
  year: 'Year {{year}}',
  columns: { title: 'Report', issuer: 'Issuer', number: 'Document no.', publishedOn: 'Published on', files: 'Files' },
  page: 'Page', pdf: 'PDF', word: 'Word',
  empty: 'No report has been published yet.',
  demo: 'Demonstration data: units, people and figures are fictitious and represent no institution, except the figures of the 2024 report it is built on.',
  superseded: 'This report has been corrected: it is replaced by a new version.', newer: 'See the new version',
  meta: { label: 'Publication', index: 'Index no.', issuer: 'Issuer', number: 'Document no.', issuedOn: 'Dated', publishedOn: 'Published on', validity: 'Validity', valid: 'in force', invalid: 'corrected' },
  signIn: 'Sign in', all: 'All published reports',
} as const;
