export const account = {
  password: {
    title: '安全设置',
    forced: '首次登录，请先修改初始密码，再进行其他操作。',
    current: '当前密码',
    next: '新密码',
    again: '再次输入新密码',
    rule: '至少 10 个字符，含大写字母、小写字母、数字、符号中的三种，且不含用户名。',
    different: '两次输入的新密码不一致。',
    change: '修改密码',
    done: '密码已修改。其他设备上的登录已全部退出。',
  },
} as const;
