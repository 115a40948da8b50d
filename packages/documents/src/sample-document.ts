import type { OfficialBlock, OfficialDocument } from '@huibao/domain';

const sentence =
  '严格落实法治副校长制度，充分利用法治讲堂、法治宣传、班会等多种形式对全区中小学生定期开展法治教育，扩大法治教育覆盖面。';

const blocks: readonly OfficialBlock[] = [
  { kind: 'paragraph', runs: [{ text: '现将我局2024年度法治政府建设情况报告如下：' }] },
  { kind: 'heading', level: 1, runs: [{ text: '一、主要举措和成效' }] },
  { kind: 'heading', level: 2, runs: [{ text: '（一）坚持领导干部集体学法制度' }] },
  { kind: 'heading', level: 3, runs: [{ text: '1. 学法考法' }] },
  { kind: 'heading', level: 4, runs: [{ text: '（1）旁听庭审' }] },
  {
    kind: 'paragraph',
    runs: [
      { text: '观看场次' },
      { text: '27', figureId: 'figure-1' },
      { text: '场，观看人次' },
      { text: '2830人次', figureId: 'figure-2' },
      { text: '。' },
    ],
  },
  { kind: 'paragraph', runs: [{ text: '生僻字𠮷、㐂、龘；“引号”——破折号……' }] },
  {
    kind: 'table',
    header: ['学校', '春季场次', '覆盖率'],
    rows: [
      ['塔南路小学\n（东校区）', '12', '98.5%'],
      ['焦作市第十八中学（完全中学，含两个校区）', '3'],
      ['𠮷祥小学', '1203', '—'],
    ],
  },
  { kind: 'tableTitle', runs: [{ text: '收到和处理政府信息公开申请情况' }] },
  {
    kind: 'table',
    header: [
      { text: '事项', columns: 1, rows: 2 },
      { text: '申请人情况', columns: 2, rows: 1 },
      { text: '总计', columns: 1, rows: 2 },
    ],
    rows: [
      ['自然人', '法人或其他组织'],
      ['本年新收', '3', '1', '4'],
      [{ text: '本年度办理结果', columns: 1, rows: 2 }, '2', '1', '3'],
      ['1', '0', '1'],
    ],
    headRows: 1,
  },
  ...Array.from({ length: 12 }, (): OfficialBlock => ({ kind: 'paragraph', runs: [{ text: sentence.repeat(3) }] })),
];

/** The copy that is sent up: red head, number, signer, imprint. */
export const sentCopy: OfficialDocument = {
  title: ['焦作市山阳区教育局关于', '2024年度法治政府建设情况的报告'],
  head: { issuer: '焦作市山阳区教育局文件', number: '山教〔2025〕3号', signer: '张三' },
  addressee: '区委、区政府',
  blocks,
  issuer: '焦作市山阳区教育局',
  date: '2025-02-06',
  note: '（联系人：李四，电话：0391-0000000）',
  imprint: {
    copies: ['区委全面依法治区委员会办公室', '焦作市教育局'],
    issuer: '焦作市山阳区教育局办公室',
    date: '2025-02-06',
  },
  watermark: '',
};

export const publicCopy: OfficialDocument = {
  ...sentCopy,
  title: ['山阳区教育局2024年度', '法治政府建设工作报告'],
  head: null,
  addressee: '',
  note: '（此件公开发布）',
  imprint: null,
};

export const draft: OfficialDocument = {
  ...sentCopy,
  head: { issuer: '焦作市山阳区教育局文件', number: '山教〔 〕 号', signer: '' },
  date: null,
  imprint: { copies: [], issuer: '焦作市山阳区教育局办公室', date: null },
  watermark: '草稿',
};
