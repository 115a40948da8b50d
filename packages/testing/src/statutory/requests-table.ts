import type { DataElement, Dimension, Grid, Localized, ValidationRule } from '@huibao/domain';

const both = (zh: string, en: string): Localized => ({ zh, en });

const organisations = both('法人或其他组织', 'Legal persons and other organisations');

const applicants: Dimension = {
  code: 'applicant',
  label: both('申请人情况', 'Applicants'),
  options: [
    { code: 'person', label: both('自然人', 'Natural persons') },
    { code: 'company', label: both('商业企业', 'Companies'), under: organisations },
    { code: 'research', label: both('科研机构', 'Research institutes'), under: organisations },
    { code: 'charity', label: both('社会公益组织', 'Charities'), under: organisations },
    { code: 'law_office', label: both('法律服务机构', 'Legal services'), under: organisations },
    { code: 'other', label: both('其他', 'Others'), under: organisations },
  ],
};

const line = (
  code: string,
  label: Localized,
  under: readonly Localized[] = [],
  more: Partial<DataElement> = {},
): DataElement => ({
  code,
  label,
  ...(under.length > 0 ? { under } : {}),
  type: 'integer',
  unit: both('件', 'requests'),
  flow: 'flow',
  required: true,
  dimension: applicants,
  ...(more.calculated === undefined ? { min: '0' } : {}),
  ...more,
});

const outcomes = both('三、本年度办理结果', '3. Outcomes this year');

const leaves = (
  group: string,
  label: Localized,
  items: readonly (readonly [zh: string, en: string])[],
): readonly DataElement[] =>
  items.map(([zh, en], index) =>
    line(`${group}_${index + 1}`, both(`${index + 1}.${zh}`, `${index + 1}. ${en}`), [outcomes, label]),
  );

const decided: readonly DataElement[] = [
  line('opened', both('（一）予以公开', '(1) Disclosed'), [outcomes]),
  line(
    'partly_opened',
    both('（二）部分公开（区分处理的，只计这一情形，不计其他情形）', '(2) Disclosed in part (counted here alone)'),
    [outcomes],
  ),
  ...leaves('refused', both('（三）不予公开', '(3) Not disclosed'), [
    ['属于国家秘密', 'State secrets'],
    ['其他法律行政法规禁止公开', 'Forbidden by other laws'],
    ['危及“三安全一稳定”', 'Endangers safety and stability'],
    ['保护第三方合法权益', 'Rights of third parties'],
    ['属于三类内部事务信息', 'Internal affairs'],
    ['属于四类过程性信息', 'Information on work in progress'],
    ['属于行政执法案卷', 'Files of law enforcement'],
    ['属于行政查询事项', 'Matters for an administrative query'],
  ]),
  ...leaves('unable', both('（四）无法提供', '(4) Not available'), [
    ['本机关不掌握相关政府信息', 'Not held by this office'],
    ['没有现成信息需要另行制作', 'Would have to be made'],
    ['补正后申请内容仍不明确', 'Still unclear when completed'],
  ]),
  ...leaves('declined', both('（五）不予处理', '(5) Not dealt with'), [
    ['信访举报投诉类申请', 'Complaints and petitions'],
    ['重复申请', 'Repeated requests'],
    ['要求提供公开出版物', 'For public publications'],
    ['无正当理由大量反复申请', 'Many without good reason'],
    ['要求行政机关确认或重新出具已获取信息', 'For confirmation of what was given'],
  ]),
  ...leaves('otherwise', both('（六）其他处理', '(6) Otherwise'), [
    [
      '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      'Not completed in time without good reason, and closed',
    ],
    ['申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', 'Fee not paid in time, and closed'],
    ['其他', 'Others'],
  ]),
];

/** 收到和处理政府信息公开申请情况, as the State Council's office fixed it: 25 lines by six kinds of applicants. */
export const requestsTable: Grid = {
  kind: 'grid',
  title: both('收到和处理政府信息公开申请情况', 'Requests received and dealt with'),
  hint: both(
    '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    '(In each column the sum of 1 and 2 equals that of 3 and 4)',
  ),
  across: 'options',
  total: both('总计', 'Total'),
  elements: [
    line('received', both('一、本年新收政府信息公开申请数量', '1. Requests received this year')),
    line('carried_in', both('二、上年结转政府信息公开申请数量', '2. Requests carried over from last year')),
    ...decided,
    line('decided', both('（七）总计', '(7) Total'), [outcomes], {
      calculated: decided.map(({ code }) => code).join(' + '),
    }),
    line('carried_out', both('四、结转下年度继续办理', '4. Carried over to next year')),
  ],
};

export const requestsRule: ValidationRule = {
  code: 'received_is_dealt_with',
  severity: 'error',
  expression: 'received + carried_in == decided + carried_out',
  message: both('第一项加第二项之和，应等于第三项加第四项之和', 'The sum of 1 and 2 must equal that of 3 and 4'),
  elements: ['received', 'carried_in', 'decided', 'carried_out'],
  perOption: true,
};
