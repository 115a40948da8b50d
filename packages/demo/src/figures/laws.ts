/** Laws with the date from which they can be studied: adoption, or revision. In order. */
const laws: readonly (readonly [string, string])[] = [
  ['《中华人民共和国行政处罚法（2021年修订）》', '2021-01-22'],
  ['《中华人民共和国家庭教育促进法》', '2021-10-23'],
  ['《中华人民共和国职业教育法（2022年修订）》', '2022-04-20'],
  ['《中华人民共和国立法法（2023年修正）》', '2023-03-13'],
  ['《中华人民共和国行政复议法（2023年修订）》', '2023-09-01'],
  ['《中华人民共和国学前教育法》', '2024-11-08'],
  ['《中华人民共和国治安管理处罚法（2025年修订）》', '2025-06-27'],
  ['《中华人民共和国法治宣传教育法》', '2025-09-12'],
];

/** Long in force, studied in any year. */
export const standingLaws: readonly string[] = [
  '《中华人民共和国宪法》',
  '《中华人民共和国教育法》',
  '《中华人民共和国义务教育法》',
  '《中华人民共和国教师法》',
  '《中华人民共和国未成年人保护法》',
  '《中华人民共和国预防未成年人犯罪法》',
  '《中华人民共和国民法典》',
  '《中华人民共和国反有组织犯罪法》',
];

/** The newest law on a day. */
export function newestLawOn(day: string): string {
  return laws.findLast(([, from]) => from <= day)?.[0] ?? '《中华人民共和国宪法》';
}
