export interface FoundRequest {
  readonly from: number;
  readonly to: number;
}

const wish = '批示|批准|批复|审批|指示|审定|核准|批转|答复';
const help = '支持|解决|拨付|拨款|协调|给予|增加|批给|倾斜';

// 邀请, 申请 and the like ask nothing of the superior; 报请…批准 tells of what was done.
const superior = '领导|上级|市局|市教育局|市委|市政府|区委|区政府|贵局';
const notAsking = '(?<![邀申聘报宴提恳敬呈])';

const patterns: readonly RegExp[] = [
  /(?:妥否|当否|可否|是否妥当)[，,]?\s*请?[^。；！？]{0,12}/gu,
  new RegExp(`${notAsking}请(?:${superior})?(?:予以?|尽快)?(?:审核|研究)?(?:${wish})`, 'gu'),
  new RegExp(`${notAsking}请(?:(?:${superior})(?:予以?)?|予以?)(?:${help})`, 'gu'),
  new RegExp(
    `(?:恳请|敬请|呈请|特请|盼予|望予|(?:提请|请求)(?:${superior}))[^。；！？]{0,30}?(?:${wish}|${help})`,
    'gu',
  ),
];

/** Requests in a text, which a 报告 may not carry (党政机关公文处理工作条例, 第十五条). Titles of documents aren't any. */
export function findRequests(text: string): readonly FoundRequest[] {
  const masked = text.replaceAll(/《[^》]*》/gu, (title) => '　'.repeat(title.length));
  const found = patterns
    .flatMap((pattern) => [...masked.matchAll(pattern)])
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  let last = 0;
  return found.filter(({ from, to }) => {
    if (from < last) return false;
    last = to;
    return true;
  });
}
