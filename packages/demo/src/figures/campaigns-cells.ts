import type { Cell } from '@huibao/domain';
import { answers, perOption } from './cell-sheet.ts';
import type { DemoBureau, DemoTerm, DemoUnit } from './unit.ts';
import { carriedOver, scaled } from './school-size.ts';
import { seededChance, seededInteger } from './seeded-number.ts';

function campaignsOf(unit: DemoUnit): readonly string[] {
  if (unit.schoolType === '111') return unit.ownership === 'private' ? ['fees', 'canteens'] : ['fees'];
  return unit.schoolType === '218' ? ['fees', 'workload', 'catering'] : ['fees', 'workload', 'uniforms', 'catering'];
}

/** 表4. */
export function campaignsCells(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm): readonly Cell[] {
  const key = `${bureau.code}/${unit.code}/campaigns`;
  const at = `${key}/${term.year}/${term.period}`;
  const campaigns = campaignsOf(unit);
  const problems = new Map(
    campaigns.map((campaign) => {
      const most = campaign === 'catering' || campaign === 'workload' ? 2 : 1;
      return [
        campaign,
        carriedOver(`${key}/${campaign}`, unit, term, most, (year) => Math.max(4, 14 - 2 * (year - 2022))),
      ] as const;
    }),
  );
  const by = (value: (campaign: string) => boolean | number): Record<string, boolean | number> =>
    Object.fromEntries(campaigns.map((campaign) => [campaign, value(campaign)]));
  const of = (campaign: string, what: 'carried' | 'found' | 'handled'): number => problems.get(campaign)?.[what] ?? 0;
  const hasFeeProblem = of('fees', 'found') > 0;
  return [
    ...(unit.schoolType === '111' ? kindergartenCells(bureau, unit, term) : []),
    // Where the spring's check found nothing it may not have been made yet; by the year's end all are.
    ...perOption(
      'self_check',
      by((campaign) => of(campaign, 'found') > 0 || term.period === 2 || !seededChance(`${at}/${campaign}/later`, 6)),
    ),
    ...perOption(
      'problems_carried',
      by((campaign) => of(campaign, 'carried')),
    ),
    ...perOption(
      'problems_found',
      by((campaign) => of(campaign, 'found')),
    ),
    ...perOption(
      'problems_fixed',
      by((campaign) => of(campaign, 'handled')),
    ),
    ...perOption(
      'rules_made',
      by((campaign) => (seededChance(`${at}/${campaign}/rule`, 30) ? 1 : 0)),
    ),
    ...answers({
      leads_referred: seededChance(`${at}/lead`, 2) ? 1 : 0,
      persons_handled: seededChance(`${at}/person`, 1) ? 1 : 0,
      fees_refunded:
        hasFeeProblem && seededChance(`${at}/refund`, 40) ? `${seededInteger(`${at}/amount`, 4, 60) * 50}.00` : '0.00',
    }),
  ];
}

function kindergartenCells(bureau: DemoBureau, unit: DemoUnit, { year }: DemoTerm): readonly Cell[] {
  const key = `${bureau.code}/${unit.code}/size`;
  const children = scaled(seededInteger(key, 150, 360), -25, year, key, 10);
  return answers({ kindergarten_children: children, kindergarten_staff: Math.round(children / 8) + 4 });
}
