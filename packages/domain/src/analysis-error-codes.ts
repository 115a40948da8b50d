/** Why a table of figures isn't made, or a view of one not kept: as `errorKinds`, of which these are some. */
export const analysisErrorKinds = {
  'analysis.measure_not_found': 'not_found',
  'analysis.no_breakdown': 'invalid',
  'analysis.two_groups': 'invalid',
  'analysis.only_whole_years': 'invalid',
  'analysis.too_many_cells': 'limit',
  'analysis.view_not_found': 'not_found',
  'analysis.view_name_taken': 'conflict',
} as const;
