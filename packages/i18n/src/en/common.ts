export const common = {
  product: 'Huibao',
  productLatin: '汇报',
  tagline: 'Annual reporting for education bureaus',
  publicReports: 'Read the published annual reports',
  fields: { username: 'Username', password: 'Password' },
  skipToContent: 'Skip to content',
  demoRibbon: 'Demonstration: all persons are invented, and so are all figures but those of the 2024 report it is built on; second factor and password expiry are off.',
  workingFor: 'Working for',
  problem: 'This page can’t be shown',
  menu: {
    label: 'Main menu',
    groups: { school: 'School', settings: 'Settings', account: 'Account' },
    todo: 'To do', term: 'This term', history: 'Earlier terms', collections: 'Collection', rollup: 'Roll-up', reports: 'Annual report', ledger: 'Follow-up ledger',
    districts: 'District reports', compare: 'Comparison', audit: 'Audit trail', register: 'Key pupils', units: 'Units', accounts: 'Accounts', password: 'Security',
  },
  actions: { signIn: 'Sign in', signOut: 'Sign out', save: 'Save', cancel: 'Cancel', close: 'Close', confirm: 'Confirm', retry: 'Try again', back: 'Back' },
  language: { label: 'Language', 'zh-CN': '中文', en: 'English' },
  roles: {
    reporter: 'Reporter', checker: 'Checker', head: 'Head of unit', bureau_editor: 'Reviewer and editor', bureau_checker: 'Text checker', bureau_issuer: 'Issuer', bureau_admin: 'Administrator',
    city_reviewer: 'City reviewer', city_admin: 'City administrator', system_officer: 'System officer', security_officer: 'Security officer', audit_officer: 'Audit officer', platform_operator: 'Platform operator',
  },
} as const;
