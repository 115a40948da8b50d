export const common = {
  product: 'Huibao',
  productLatin: '汇报',
  actions: { signIn: 'Sign in', signOut: 'Sign out', save: 'Save', cancel: 'Cancel', close: 'Close', confirm: 'Confirm', retry: 'Try again', back: 'Back' },
  language: { label: 'Language', 'zh-CN': '中文', en: 'English' },
  roles: {
    reporter: 'Reporter', checker: 'Checker', head: 'Head of unit', bureau_editor: 'Reviewer and editor', bureau_checker: 'Text checker', bureau_issuer: 'Issuer', bureau_admin: 'Administrator',
    city_reviewer: 'City reviewer', city_admin: 'City administrator', system_officer: 'System officer', security_officer: 'Security officer', audit_officer: 'Audit officer', platform_operator: 'Platform operator',
  },
} as const;
