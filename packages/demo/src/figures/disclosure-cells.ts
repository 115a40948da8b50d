import type { Cell } from '@huibao/domain';
import { answers, dateIn, perOption } from './cell-sheet.ts';
import { decidedInYear } from './library-cells.ts';
import type { DemoLedgerItem } from './ledger.ts';
import { documentsOfYear } from './policy-section-cells.ts';
import { requestsReceived } from './requests.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';
import type { DemoBureau } from './unit.ts';

/**
 * 政府信息公开工作年度报告 of an office: few people ask a district's education bureau for anything, and nobody goes to law
 * over it. What is carried into a year is what the year before carried out, and its documents are those of the register
 * of normative documents.
 */
export function disclosureCells(bureau: DemoBureau, year: number): readonly Cell[] {
  const at = `${bureau.code}/disclosure/${year}`;
  const { issued, repealed, inForce } = documentsOfYear(bureau, year);
  const decided = decidedInYear(bureau, year);
  // The office counted three applications that were withdrawn as decided: the other report says otherwise.
  const licences = decided ? decided.licences + 3 : seededInteger(`${at}/licences`, 180, 420);
  return [
    ...perOption('issued', { normative: issued }),
    ...perOption('repealed', { normative: repealed }),
    ...perOption('in_force', { normative: inForce }),
    ...perOption('licences', { licence: licences }),
    ...perOption('penalties', { decided: decided?.penalties ?? seededInteger(`${at}/penalties`, 0, 2) }),
    ...perOption('coercions', { decided: 0 }),
    ...perOption('fees', { fee: '0.00' }),
    ...requestCells(bureau, year),
    ...answers(Object.fromEntries(proceedings.map((code) => [code, 0]))),
    ...answers({ processing_fees: '0.00' }),
  ];
}

const applicants = ['person', 'company', 'research', 'charity', 'law_office', 'other'] as const;
type Applicant = (typeof applicants)[number];

const outcomes = [
  'opened',
  'partly_opened',
  ...numbered('refused', 8),
  ...numbered('unable', 3),
  ...numbered('declined', 5),
  ...numbered('otherwise', 3),
];

/** What becomes of most requests: they are answered, or ask for what the bureau doesn't hold. */
const usual = ['opened', 'opened', 'opened', 'partly_opened', 'unable_1', 'declined_1', 'refused_5'];

const proceedings = ['review', 'suit', 'suit_after'].flatMap((group) =>
  ['upheld', 'corrected', 'otherwise', 'pending'].map((outcome) => `${group}_${outcome}`),
);

function requestCells(bureau: DemoBureau, year: number): readonly Cell[] {
  const before = openRequests(bureau, year - 1);
  const after = openRequests(bureau, year);
  const counts = new Map<string, number>();
  const count = (code: string, who: Applicant): void => {
    const id = `${code}/${who}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const who of before) count('carried_in', who);
  for (const who of after) count('carried_out', who);
  const received = requestsOf(bureau, year);
  for (const who of received) count('received', who);
  // Those that are still open are the year's last.
  const settled = [...before, ...received.slice(0, received.length - after.length)];
  settled.forEach((who, index) => count(seededPick(`${bureau.code}/disclosure/${year}/outcome/${index}`, usual), who));
  return ['received', 'carried_in', ...outcomes, 'carried_out'].flatMap((code) =>
    perOption(code, Object.fromEntries(applicants.map((who) => [who, counts.get(`${code}/${who}`) ?? 0]))),
  );
}

/** Who asked in a year, in the order in which they did. */
function requestsOf(bureau: DemoBureau, year: number): readonly Applicant[] {
  const at = `${bureau.code}/requests/${year}`;
  return Array.from({ length: requestsReceived(bureau, year) }, (_, index) =>
    seededPick(`${at}/${index}`, ['person', 'person', 'person', 'company', 'law_office'] as const),
  );
}

/** Whose request of December is answered in January. */
function openRequests(bureau: DemoBureau, year: number): readonly Applicant[] {
  return seededChance(`${bureau.code}/requests/${year}/open`, 30) ? requestsOf(bureau, year).slice(-1) : [];
}

function numbered(group: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${group}_${index + 1}`);
}

const shortcomings: readonly Pick<DemoLedgerItem, 'title' | 'detail' | 'answer'>[] = [
  {
    title: '政策解读的形式还不够丰富',
    detail:
      '以文字解读为主，家长关心的招生、资助等政策缺少通俗易懂的图解和问答。原因是承办股室力量不足，解读与文件起草衔接不够。',
    answer: '已将解读方案与文件同步起草、同步审核，招生入学政策全部配发图解和问答。',
  },
  {
    title: '部分学校信息公开栏目更新不够及时',
    detail: '少数学校的收费、资助、招生信息更新滞后。原因是学校信息公开责任人变动后衔接不到位。',
    answer: '已建立学校信息公开责任人名册和季度检查制度，滞后栏目全部更新。',
  },
];

/** The shortcoming that a year's report names, and what the next one says became of it. */
export function disclosureLedger(year: number): DemoLedgerItem {
  const item = shortcomings[year % shortcomings.length];
  if (!item) throw new RangeError('no shortcoming to name');
  return { ...item, kind: 'shortcoming', owner: '办公室', dueOn: dateIn(year + 1, 9, 30) };
}
