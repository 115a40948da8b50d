export const published = {
  title: 'Published annual reports',
  lead: 'The yearly reports on the rule of law that education bureaus publish as the law requires. The documents are in Chinese.',
  year: 'Year {{year}}',
  columns: { title: 'Report', issuer: 'Issuer', number: 'Document no.', publishedOn: 'Published on', files: 'Files' },
  page: 'Page', pdf: 'PDF', word: 'Word',
  empty: 'No report has been published yet.',
  demo: 'Demonstration data: units, persons and figures are invented and stand for no institution, but for the figures of the 2024 report it is built on.',
  superseded: 'This report has been corrected: the new version holds.', newer: 'See the new version',
  meta: { label: 'Publication', index: 'Index', issuer: 'Issuer', number: 'Document no.', issuedOn: 'Dated', publishedOn: 'Published on', validity: 'Validity', valid: 'in force', invalid: 'corrected' },
  signIn: 'Sign in', all: 'All published reports',
} as const;
