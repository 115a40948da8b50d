import { orderSections, placeSections, withNames, withWordings } from '../../additions/index.ts';
import { isFormFile } from '../../package/form-file.ts';
import { onceEach } from '../../once-each.ts';
import type { ReportTemplate } from '../../report/definition.ts';
import type { DraftParts } from '../draft-parts.ts';
import {
  headOf,
  templateOf,
  writtenText,
  type DraftBase,
  type Glossary,
  type Indicators,
  type OwnHead,
  type OwnReport,
} from './draft-base.ts';
import { inheritedFrom } from './inherited.ts';
import { ownAfter } from './own-after.ts';

/** How a draft of additions is worked on: as the programme that it makes with its base. */
export interface AddingLens {
  readonly base: DraftBase;
  /** The base with what is added, by the parts of a programme. */
  readonly show: (own: DraftParts) => DraftParts;
  /** What of the additions changes where these parts of the whole do; whatever changes the base changes nothing. */
  readonly take: (own: DraftParts, changed: DraftParts) => DraftParts;
}

/** Parts that an edit left alone are the same objects as before. */
export function lensOver(base: DraftBase): AddingLens {
  const baseHead = headOf(base);
  const baseForms = [...base.parts].filter(([name]) => isFormFile(name));
  const list = <Key extends string>(name: string, key: Key): readonly unknown[] =>
    (base.parts.get(name) as Readonly<Record<Key, readonly unknown[]>>)[key];
  const adding = inheritedFrom(base);
  const head = onceEach(({ sections, unitGroups, forms, indicatorGroups }: OwnHead) => ({
    ...baseHead,
    adding,
    ...withNames('sections', baseHead.sections, sections),
    ...withNames('unitGroups', baseHead.unitGroups, unitGroups),
    forms: [...new Set([...baseHead.forms, ...forms])],
    indicatorGroups: [...baseHead.indicatorGroups, ...indicatorGroups],
  }));
  const indicators = onceEach((own: Indicators) => ({
    indicators: [...list('indicators.json', 'indicators'), ...own.indicators],
  }));
  const glossary = onceEach((own: Glossary) => ({ terms: [...list('glossary.json', 'terms'), ...own.terms] }));
  const template = onceEach((own: OwnReport) => wholeTemplate(base, own));
  return {
    base,
    show: (own) =>
      new Map<string, unknown>([
        ['programme.json', head(own.get('additions.json') as OwnHead)],
        ...baseForms,
        ...[...own].filter(([name]) => isFormFile(name)),
        ['registers.json', base.parts.get('registers.json')],
        ['indicators.json', indicators(own.get('indicators.json') as Indicators)],
        ['template.json', template(own.get('report.json') as OwnReport)],
        ['glossary.json', glossary(own.get('glossary.json') as Glossary)],
      ]),
    take: (own, changed) => ownAfter(base, own, changed),
  };
}

function wholeTemplate(base: DraftBase, { sections, wordings = [], order = [], balances: own }: OwnReport) {
  const { overview: _, balances: inherited = [], ...template } = templateOf(base);
  const balances = [...inherited, ...own];
  const worded = withWordings(templateOf(base), wordings)[writtenText(base)] ?? [];
  const whole: ReportTemplate = {
    ...template,
    sections: placeSections(orderSections(worded, order), sections),
    ...(balances.length > 0 ? { balances } : {}),
  };
  return whole;
}
