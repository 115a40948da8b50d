export const accounts = {
  title: 'Accounts',
  note: 'A new or reset account gets a first password that is shown once. The security officer gives the roles of administrators.',
  search: 'Find a name, username or unit',
  columns: { name: 'Name', username: 'Username', roles: 'Roles', state: 'State', actions: 'Actions' },
  states: { active: 'Active', disabled: 'Disabled', mustChange: 'Must change password' },
  add: 'Create an account', reset: 'Reset password', disable: 'Disable', enable: 'Enable', grant: 'Add a role',
  form: { name: 'Name', username: 'Username', usernameHint: '3 to 40 small letters, digits, dots, hyphens or underscores', unit: 'Unit', role: 'Role' },
  created: 'The account of {{name}} was created.', resetDone: 'The password of {{name}} was reset.',
  confirm: { reset: 'Reset the password of {{name}}? The old one stops working at once, and all sessions end.', disable: 'Disable the account of {{name}}? All sessions end, and nobody can sign in with it.' },
  grantTitle: 'Another role for {{name}}',
  empty: 'Nobody fits.',
} as const;
