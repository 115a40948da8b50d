export const published = {
  title: '年度报告公开',
  lead: '各级教育局依法依规向社会公开的法治政府建设年度报告。',
  year: '{{year}} 年度',
  columns: { title: '报告', issuer: '发布机构', number: '发文字号', publishedOn: '发布日期', files: '文件' },
  page: '网页', pdf: 'PDF', word: 'Word',
  empty: '还没有公开的报告。',
  demo: '演示数据：报告中的单位、人员和数字均为虚构，除所附 2024 年报告中的数字外不代表任何机构。',
  superseded: '本报告已更正，以新版为准。', newer: '查看新版',
  meta: { label: '公开信息', index: '索引号', issuer: '发布机构', number: '发文字号', issuedOn: '成文日期', publishedOn: '发布日期', validity: '有效性', valid: '有效', invalid: '已更正' },
  signIn: '登录', all: '全部公开报告',
} as const;
