export const units = {
  title: '单位',
  groups: { school: '学校', section: '股室', bureau: '区县教育局' },
  columns: { name: '名称', type: '办学类型', ownership: '办学性质', code: '标识码', opens: '启用日期', closes: '停用日期', step: '负责人确认', actions: '操作' },
  ownership: { public: '公办', private: '民办' },
  yes: '需要', no: '不需要', open: '在用', none: '—',
  search: '查找单位', count: '{{count}} 个',
  add: '新增单位', import: '导入学校名册', template: '下载名册模板', close: '停用', closeTitle: '停用{{name}}', closesOn: '停用日期', closeText: '停用后不再参加之后的填报，以往的数据保留。',
  form: { kind: '类别', name: '名称', type: '办学类型', ownership: '办学性质', section: '股室职责', schoolCode: '学校标识码（10 位，可不填）', creditCode: '统一社会信用代码（18 位，可不填）', opensOn: '启用日期', headStep: '提交前须经单位负责人确认', creditDoubt: '校验码不符，请核对；确认无误可照此保存。' },
  sections: { policy: '政策法规', 'private-education': '民办教育', other: '其他' },
  empty: '还没有学校。请下载名册模板，填好后导入；或逐个新增。',
  emptyCity: '还没有区县教育局。请先新增。',
  roster: {
    title: '导入学校名册', text: '请用下载的模板填写。有一处错误则全部不导入，改正后重新上传。', choose: '选择名册文件（.xlsx）', run: '导入', problems: '名册有 {{count}} 处错误，未导入任何学校：', row: '第 {{row}} 行', done: '已导入 {{count}} 所学校。',
    problem: { empty: '未填', unknown_type: '不是已知的办学类型', unknown_ownership: '应为“公办”或“民办”', bad_code: '代码格式不对', bad_date: '日期格式不对，应如 2024-09-01', bad_username: '用户名应为 3—40 位小写字母、数字、点、横线或下划线', name_taken: '已有同名单位', repeated: '重复' },
    columns: { row: '行', column: '列', problem: '问题', value: '所填内容' },
  },
  passwords: { title: '初始密码', once: '初始密码只显示这一次，请打印或抄录后交给本人；首次登录须修改。', unit: '单位', username: '用户名', role: '角色', password: '初始密码', none: '未设填报人', print: '打印' },
  bureau: {
    add: '新增区县教育局', title: '新增区县教育局', name: '全称', shortName: '简称', division: '行政区划代码（6 位，可不填）', prefix: '发文机关代字', sectionWord: '内设机构称谓', sectionWordDefault: '股室', opensOn: '启用日期', addressees: '主送机关（每行一个）', copies: '抄送机关（每行一个）',
    admin: '管理员', security: '安全管理员', personName: '姓名', username: '用户名', done: '已新增{{name}}。',
  },
} as const;
