export const accounts = {
  title: 'Accounts',
  note: 'Initial passwords are shown once. Only the security officer grants administrator roles.',
  search: 'Name, username or unit',
  columns: { name: 'Name', username: 'Username', roles: 'Roles', state: 'State', actions: 'Actions' },
  states: { active: 'Active', disabled: 'Disabled', mustChange: 'Must change password' },
  add: 'Create an account', reset: 'Reset password', disable: 'Disable', enable: 'Enable', grant: 'Add a role',
  form: { name: 'Name', username: 'Username', usernameHint: '3 to 40 lowercase letters, digits, dots, hyphens or underscores', unit: 'Unit', role: 'Role' },
  created: 'The account of {{name}} was created.', resetDone: 'The password of {{name}} was reset.',
  confirm: { reset: 'Reset the password of {{name}}? The old one stops working at once, and all sessions end.', disable: 'Disable the account of {{name}}? All its sessions end and it can no longer be used to sign in.' },
  grantTitle: 'Add a role for {{name}}',
  empty: 'No account matches.',
} as const;
