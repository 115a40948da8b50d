export const accounts = {
  title: '用户',
  note: '新建账户或重置密码后，初始密码只显示一次。管理员角色由安全管理员授予。',
  search: '查找姓名、用户名或单位',
  columns: { name: '姓名', username: '用户名', roles: '角色', state: '状态', actions: '操作' },
  states: { active: '正常', disabled: '已停用', mustChange: '待修改密码' },
  add: '新建账户', reset: '重置密码', disable: '停用', enable: '启用', grant: '增加角色',
  form: { name: '姓名', username: '用户名', usernameHint: '3—40 位小写字母、数字、点、横线或下划线', unit: '单位', role: '角色' },
  created: '已新建{{name}}的账户。', resetDone: '已重置{{name}}的密码。',
  confirm: { reset: '重置{{name}}的密码？原密码立即失效，该用户已登录的设备全部退出。', disable: '停用{{name}}的账户？该用户已登录的设备全部退出，此后不能登录。' },
  grantTitle: '为{{name}}增加角色',
  empty: '没有符合条件的用户。',
} as const;
