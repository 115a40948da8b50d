import { findFootingIssues } from '../../report/footing.ts';
import { printedContent } from '../../report/printed-content.ts';
import type { ProgrammePackage } from '../../package/package-files.ts';
import { advise, type Advice } from './advice.ts';

/** Shares that are printed without the two counts that they are worked out from, as if every figure had a value. */
export function sharesAlone({ programme }: ProgrammePackage): readonly Advice[] {
  const indicators = new Map(programme.indicators.map((indicator) => [indicator.code, indicator]));
  const { sections, overview = [] } = programme.template;
  return [
    ...sections.map((section, index) => ({ section, path: ['sections', index] })),
    ...overview.map((section, index) => ({ section, path: ['overview', index] })),
  ].flatMap(({ section, path }) =>
    section.content.content.flatMap((block, index) => {
      const printed = printedContent({ ...section.content, content: [block] }, () => 'some');
      const alone = new Set(findFootingIssues(printed, indicators).map((issue) => issue.indicator));
      return [...alone].flatMap((code) => {
        const label = indicators.get(code)?.label;
        const at = [...path, 'content', 'content', index];
        return label ? [advise('share_alone', 'template.json', at, `${section.code} ${code}`, [label])] : [];
      });
    }),
  );
}
