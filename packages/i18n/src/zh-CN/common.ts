export const common = {
  product: '汇报',
  productLatin: 'Huibao',
  tagline: '区县教育局年度报告系统',
  publicReports: '查看已公开的年度报告',
  fields: { username: '用户名', password: '密码' },
  skipToContent: '跳到正文',
  demoRibbon: '演示系统：人员均为虚构，除所附 2024 年报告中的数字外，数据均为虚构；未启用双因素认证和密码到期。',
  workingFor: '当前单位',
  waitingCount_other: '{{count}} 项待办',
  problem: '无法显示此页',
  menu: {
    label: '主菜单',
    groups: { school: '学校', settings: '设置', account: '账户' },
    todo: '待办', term: '本学期填报', history: '历次报送', collections: '学校填报', rollup: '汇总', reports: '年度报告', ledger: '整改台账',
    districts: '区县报告', compare: '区县比较', audit: '审计记录', register: '控辍保学台账', units: '单位', accounts: '用户', password: '安全设置',
  },
  actions: { signIn: '登录', signOut: '退出登录', save: '保存', cancel: '取消', close: '关闭', confirm: '确定', retry: '重试', back: '返回' },
  language: { label: '语言', 'zh-CN': '中文', en: 'English' },
  roles: {
    reporter: '填报人', checker: '审核人', head: '单位负责人', bureau_editor: '审核汇总人', bureau_checker: '核稿人', bureau_issuer: '签发人', bureau_admin: '管理员',
    city_reviewer: '政策法规科', city_admin: '市级管理员', system_officer: '系统管理员', security_officer: '安全管理员', audit_officer: '审计管理员', platform_operator: '平台运维',
  },
} as const;
