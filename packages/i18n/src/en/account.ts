export const account = {
  password: {
    title: 'Security',
    forced: 'This is your first sign-in: please change the password you were given before anything else.',
    current: 'Current password',
    next: 'New password',
    again: 'New password again',
    rule: 'At least 10 characters, with three of: capitals, lowercase letters, digits, symbols; it must not contain the username.',
    different: 'The two new passwords differ.',
    change: 'Change password',
    done: 'Your password was changed. Other devices have been signed out.',
  },
} as const;
