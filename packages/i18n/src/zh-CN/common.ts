export const common = {
  product: '汇报',
  productLatin: 'Huibao',
  actions: { signIn: '登录', signOut: '退出登录', save: '保存', cancel: '取消', close: '关闭', confirm: '确定', retry: '重试', back: '返回' },
  language: { label: '语言', 'zh-CN': '中文', en: 'English' },
  roles: {
    reporter: '填报人', checker: '审核人', head: '单位负责人', bureau_editor: '审核汇总人', bureau_checker: '核稿人', bureau_issuer: '签发人', bureau_admin: '管理员',
    city_reviewer: '政策法规科', city_admin: '市级管理员', system_officer: '系统管理员', security_officer: '安全管理员', audit_officer: '审计管理员', platform_operator: '平台运维',
  },
} as const;
