/** What goes beyond a limit of the platform (decision 98): as `errorKinds`, of which these are some. */
export const quotaErrorKinds = {
  'quota.evidence_bytes': 'limit',
  'quota.people': 'limit',
  'quota.units': 'limit',
  'quota.exports': 'limit',
  'quota.requests': 'limit',
} as const;
