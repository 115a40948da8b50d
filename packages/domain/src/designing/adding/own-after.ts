import {
  isSame,
  keyOfParagraph,
  orderOf,
  paragraphsOf,
  rewordable,
  withNames,
  type AddedSection,
  type OwnWording,
} from '../../additions/index.ts';
import { canonicalJson } from '../../canonical-json.ts';
import { isFormFile } from '../../package/form-file.ts';
import type { ReportTemplate, TemplateSection } from '../../report/definition.ts';
import type { DraftParts } from '../draft-parts.ts';
import {
  headOf,
  templateOf,
  writtenSections,
  writtenText,
  type BaseHead,
  type DraftBase,
  type Glossary,
  type Indicators,
  type OwnHead,
  type OwnReport,
} from './draft-base.ts';

interface Coded {
  readonly code: string;
}

/** The parts of additions that change where parts of the whole do. */
export function ownAfter(base: DraftBase, own: DraftParts, changed: DraftParts): DraftParts {
  return new Map(
    [...changed].flatMap(([name, content]): readonly (readonly [string, unknown])[] => {
      if (isFormFile(name))
        return (base.parts.has(name) && !own.has(name)) || own.get(name) === content ? [] : [[name, content]];
      switch (name) {
        case 'programme.json':
          return put(own, 'additions.json', ownHead(base, own, content as BaseHead));
        case 'indicators.json': {
          const before = own.get(name) as Indicators;
          const all = (content as Indicators).indicators;
          return put(own, name, {
            indicators: ownItems(listOf<Indicators>(base, name).indicators, before.indicators, all),
          });
        }
        case 'template.json':
          return put(own, 'report.json', ownReport(base, own, content as ReportTemplate));
        case 'glossary.json': {
          const before = own.get(name) as Glossary;
          const all = (content as Glossary).terms;
          return put(own, name, { terms: ownItems(listOf<Glossary>(base, name).terms, before.terms, all) });
        }
        default:
          // Confidential registers are the programme's alone.
          return [];
      }
    }),
  );
}

function listOf<Part>(base: DraftBase, name: string): Part {
  return base.parts.get(name) as Part;
}

/** Nothing where it says what it said. */
function put(own: DraftParts, name: string, part: unknown): readonly (readonly [string, unknown])[] {
  return canonicalJson(part) === canonicalJson(own.get(name)) ? [] : [[name, part]];
}

/** Without the base's: what has a code of the base's is the level's only where it was before, to be mended. */
function ownItems<Item extends Coded>(
  inherited: readonly Item[],
  before: readonly Item[],
  all: readonly Item[],
): readonly Item[] {
  const theirs = new Set<Item>(inherited);
  const codes = new Set(inherited.map(({ code }) => code));
  const kept = new Set(before.map(({ code }) => code));
  return all.filter((item) => !theirs.has(item) && (!codes.has(item.code) || kept.has(item.code)));
}

function ownHead(base: DraftBase, own: DraftParts, whole: BaseHead): OwnHead {
  const { sections: _sections, unitGroups: _groups, ...head } = own.get('additions.json') as OwnHead;
  const before = own.get('additions.json') as OwnHead;
  const inherited = headOf(base);
  const { forms, indicatorGroups } = whole;
  const named = (key: 'sections' | 'unitGroups') =>
    withNames(key, ownItems(inherited[key] ?? [], before[key] ?? [], whole[key] ?? []));
  return {
    ...head,
    ...named('sections'),
    ...named('unitGroups'),
    forms: forms.filter((code) => !inherited.forms.includes(code) || head.forms.includes(code)),
    indicatorGroups: ownItems(inherited.indicatorGroups, head.indicatorGroups, indicatorGroups),
  };
}

function ownReport(base: DraftBase, own: DraftParts, whole: ReportTemplate): OwnReport {
  const before = own.get('report.json') as OwnReport;
  const written = writtenSections(base);
  const isTheirs = ({ code }: TemplateSection): boolean => written.some((section) => section.code === code);
  const theirs = whole.sections.filter(isTheirs);
  const wordings = ownWordings(base, before.wordings ?? [], theirs);
  const order = orderOf(written, theirs);
  return {
    sections: addedSections(written, whole.sections, before.sections),
    ...(wordings.length > 0 ? { wordings } : {}),
    ...(order.length > 0 ? { order } : {}),
    balances: ownItems(templateOf(base).balances ?? [], before.balances, whole.balances ?? []),
  };
}

/**
 * Each behind the base's section that stands before it; the first of all behind the base's first. In which text it
 * stands is said of it beside the whole.
 */
function addedSections(
  written: readonly TemplateSection[],
  all: readonly TemplateSection[],
  before: readonly AddedSection[],
): readonly AddedSection[] {
  const theirs = new Set(written.map(({ code }) => code));
  let after = all.find(({ code }) => theirs.has(code))?.code ?? '';
  return all.flatMap((section): readonly AddedSection[] => {
    const only = before.find((one) => one.section.code === section.code)?.in;
    if (!theirs.has(section.code)) return [{ after, ...(only ? { in: only } : {}), section: asAdded(section) }];
    after = section.code;
    return [];
  });
}

/** A level's own section lists nothing of the ledger, and nobody moves it but the level. */
function asAdded({ ledger: _ledger, movable: _movable, ...section }: TemplateSection): AddedSection['section'] {
  return section;
}

/** What was written over paragraphs of the base. Words for what isn't among these sections stay as they are. */
function ownWordings(
  base: DraftBase,
  before: readonly OwnWording[],
  theirs: readonly TemplateSection[],
): readonly OwnWording[] {
  const text = writtenText(base);
  const now = paragraphsOf(templateOf(base));
  const known = new Set(before.map(keyOfParagraph));
  const shown = new Map(
    theirs.flatMap((section) =>
      rewordable(section).map(({ attrs, content = [] }) => {
        const place = { in: text, section: section.code, block: attrs.id };
        return [keyOfParagraph(place), { ...place, words: content }] as const;
      }),
    ),
  );
  const kept = before.flatMap((wording): readonly OwnWording[] => {
    const said = now.get(keyOfParagraph(wording));
    const is = shown.get(keyOfParagraph(wording));
    if (!said || !is) return [wording];
    return isSame(is.words, said.content ?? []) ? [] : [{ ...wording, words: is.words }];
  });
  const come = [...shown].flatMap(([key, { words, ...place }]): readonly OwnWording[] => {
    const said = now.get(key)?.content ?? [];
    return known.has(key) || !now.has(key) || isSame(words, said) ? [] : [{ ...place, over: said, words }];
  });
  return [...kept, ...come];
}
