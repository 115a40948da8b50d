/** Of who signs a programme's reports, where that is set. */
export const chain = {
  legend: 'Sign-off',
  step: 'Name of step {{no}}',
  code: 'Code of step {{no}}',
  role: 'Who takes step {{no}}',
  issues: 'Issues',
  up: 'Move step {{no}} up',
  down: 'Move step {{no}} down',
  remove: 'Remove step {{no}}',
  add: '+ Step',
};
