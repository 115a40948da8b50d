import type { PartPath } from '../place-in-part.ts';
import type { DraftParts } from '../draft-parts.ts';
import type { ReportTemplate } from '../../report/definition.ts';
import {
  headOf,
  templateOf,
  wholeName,
  type DraftBase,
  type Glossary,
  type Indicators,
  type OwnReport,
} from './draft-base.ts';

interface Place {
  readonly part: string;
  readonly path: PartPath;
}

/** Where in the whole something stands that was told by its place in the additions. */
export function placeInWhole(base: DraftBase, own: DraftParts, whole: DraftParts, { part, path }: Place): Place {
  const [list, index, ...rest] = path;
  const shifted = (by: number): Place => ({
    part: wholeName(part),
    path: typeof index === 'number' ? [list ?? '', index + by, ...rest] : path,
  });
  switch (part) {
    case 'additions.json':
      return list === 'indicatorGroups' || list === 'sections' || list === 'unitGroups'
        ? shifted((headOf(base)[list] ?? []).length)
        : { part: 'programme.json', path: [] };
    case 'indicators.json':
      return shifted((base.parts.get(part) as Indicators).indicators.length);
    case 'glossary.json':
      return shifted((base.parts.get(part) as Glossary).terms.length);
    case 'report.json':
      if (list === 'balances') return shifted((templateOf(base).balances ?? []).length);
      return placeInTemplate(own.get(part) as OwnReport, whole.get('template.json') as ReportTemplate, path);
    default:
      return { part, path };
  }
}

function placeInTemplate(own: OwnReport, { sections }: ReportTemplate, [list, index, , ...rest]: PartPath): Place {
  const part = 'template.json';
  if (list === 'sections') {
    const code = own.sections[Number(index)]?.section.code;
    const at = sections.findIndex((section) => section.code === code);
    return { part, path: at < 0 ? [] : ['sections', at, ...rest] };
  }
  if (list === 'order') {
    const at = sections.findIndex(({ code }) => code === own.order?.[Number(index)]);
    return { part, path: at < 0 ? [] : ['sections', at] };
  }
  const wording = own.wordings?.[Number(index)];
  const at = sections.findIndex(({ code }) => code === wording?.section);
  const block = sections[at]?.content.content.findIndex(({ attrs }) => attrs.id === wording?.block) ?? -1;
  return { part, path: block < 0 ? [] : ['sections', at, 'content', 'content', block] };
}
