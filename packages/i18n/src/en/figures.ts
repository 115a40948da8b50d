/** What is said beside figures wherever they stand: what they have changed by, of whom, and how far a year goes. */
export const figures = {
  change: {
    percent: '{{by}}%',
    points: '{{by}} pp',
    sameReporters: 'like for like',
    part: '{{terms}}',
    from: '{{before}} last year, {{now}} this year',
    all: 'everything is in for both years',
    allOfPart: 'compares the {{terms}} of both years; everything is in',
    same: 'like for like: only the {{count}} reporters whose data are all in for both years',
    sameOfPart: 'like for like: only the {{count}} reporters whose data are all in for the {{terms}} of both years',
    separator: '; ',
  },
  none: {
    nothing_now: 'no data',
    nothing_before: 'no last year',
    other_periods: 'other periods',
    not_like_with_like: 'not all in',
    from_zero: 'from zero',
  },
  why: {
    nothing_now: 'Nothing has been reported this year, so there is no comparison with last year',
    nothing_before: 'There are no data of last year to compare with',
    other_periods: 'The two years have different periods opened, so they are not compared',
    not_like_with_like: 'Not everything is in, and no reporter is complete in both years, so they are not compared',
    from_zero: 'Last year’s figure is zero, so there is no percentage',
  },
  reach: {
    through: 'Up to and including the {{term}}',
    nothing: 'No complete period of {{year}} yet',
    unopened: '{{term}}: not opened',
    open: '{{term}}: being collected, {{accepted}} of {{owed}} forms accepted',
    closed: '{{term}}: closed, {{missing}} forms missing',
    bureaus: 'reports received from {{accepted}} of {{owed}} bureaus below',
    separator: '; ',
  },
} as const;
