import type { FormDefinition } from '../form/definition.ts';
import {
  computedYesNo,
  dimension,
  settling,
  flow,
  money,
  mustHold,
  option,
  carriedOverFrom,
  settledWithinReceived,
  shouldHold,
  stock,
  text,
  units,
  yesNo,
} from './define.ts';

const campaigns = dimension('campaign', '专项整治', 'Campaign', [
  option('fees', '教育乱收费', 'Arbitrary fees'),
  option('workload', '减轻中小学教师负担', 'Teachers’ workload', { exceptSchoolTypes: ['111'] }),
  option('uniforms', '中小学校服', 'School uniforms', { exceptSchoolTypes: ['111', '218'] }),
  option('canteens', '民办幼儿园食堂食品安全', 'Canteens of private kindergartens', {
    schoolTypes: ['111'],
    ownership: 'private',
  }),
  option('catering', '中小学集体配餐食品安全与营养健康管理', 'School catering', { exceptSchoolTypes: ['111'] }),
]);

const kindergartensOnly = { schoolTypes: ['111'] } as const;

/** 表4: campaigns against malpractice (group 10). Kindergartens fill in this form only, with their own basic figures. */
export const campaignsForm: FormDefinition = {
  code: 'campaigns',
  number: text('表4', 'Table 4'),
  title: text('群众身边不正之风和腐败问题专项整治情况', 'Campaigns against malpractice'),
  shortTitle: text('专项整治', 'Campaigns'),
  instructions: text(
    '由学校（幼儿园）办公室填报，各专项只列本单位应开展的。问题按件计，本期整改数含以前各期发现、本期完成整改的。',
    'Filled in by the office; only the campaigns that concern the unit are listed. Problems count singly; those put right include problems found in earlier periods.',
  ),
  appliesTo: { kinds: ['school'] },
  sections: [
    {
      code: 'kindergarten',
      title: text('幼儿园基本情况', 'Kindergarten'),
      blocks: [
        {
          kind: 'fields',
          title: text('规模（仅幼儿园填报）', 'Size (kindergartens only)'),
          elements: [
            stock('kindergarten_children', '在园幼儿数', 'Children', units.person, {
              countsPersons: true,
              min: '1',
              appliesTo: kindergartensOnly,
            }),
            stock('kindergarten_staff', '教职工数', 'Staff', units.person, {
              countsPersons: true,
              min: '1',
              appliesTo: kindergartensOnly,
            }),
          ],
        },
      ],
    },
    {
      code: 'rectification',
      title: text('自查与整改', 'Checks and rectification'),
      blocks: [
        {
          kind: 'fields',
          title: text('各专项自查整改', 'By campaign'),
          elements: [
            yesNo('self_check', '已开展自查', 'Self-check done', {
              dimension: campaigns,
              hint: text('本年度已完成自查的填“是”。', 'Yes when this year’s check is done.'),
            }),
            stock('problems_carried', '问题：上年结转', 'Problems carried over from last year', units.item, {
              dimension: campaigns,
              hint: text(
                '年初尚未整改到位的，两个学期填同一个数。',
                'Open on 1 January; the same number in both terms.',
              ),
            }),
            flow('problems_found', '问题：本期发现', 'Problems found', units.item, { dimension: campaigns }),
            flow('problems_fixed', '问题：本期整改到位', 'Problems put right', units.item, { dimension: campaigns }),
            flow('rules_made', '建章立制', 'Rules made', units.item, { dimension: campaigns }),
            ...settling(
              {
                code: 'problems',
                carried: 'problems_carried',
                received: 'problems_found',
                settled: 'problems_fixed',
                unit: units.item,
                zh: '问题',
                en: 'Problems',
              },
              { dimension: campaigns },
            ),
            computedYesNo('all_checked', '应开展的专项均已自查', 'Every campaign checked', 'self_check.all(c, c)'),
          ],
        },
        {
          kind: 'fields',
          title: text('线索、处理与清退', 'Referrals, sanctions, refunds'),
          elements: [
            flow('leads_referred', '移交问题线索', 'Leads referred', units.piece),
            flow('persons_handled', '处理人数', 'Persons sanctioned', units.person, { countsPersons: true }),
            money('fees_refunded', '清退违规收费金额', 'Fees refunded', { flow: 'flow' }),
          ],
        },
      ],
    },
  ],
  rules: [
    settledWithinReceived(
      'problems_fixed',
      'problems_carried',
      'problems_found',
      '累计整改数不能大于上年结转与累计发现之和',
      'Problems put right so far can’t exceed those carried over plus those found so far',
      { perOption: true },
    ),
    ...carriedOverFrom('problems_open', 'problems_carried', { perOption: true }),
    mustHold(
      'found_by_check',
      'self_check || problems_found == 0',
      ['self_check', 'problems_found'],
      '发现问题的，自查应填“是”',
      'Problems found mean that a check was done',
      { perOption: true },
    ),
    shouldHold(
      'check_done',
      'period.ordinal == 1 || self_check',
      ['self_check'],
      '本年度尚未开展自查，请说明',
      'No check this year: please explain',
      { perOption: true },
    ),
    shouldHold(
      'refund_with_problem',
      'fees_refunded == 0 || yearToDate("problems_found", "fees") > 0 || valueAt("problems_carried", "fees") > 0',
      ['fees_refunded'],
      '有清退金额但未发现乱收费问题，请核实并说明',
      'Refunds without a problem of fees: please check and explain',
    ),
  ],
};
