import { placed, repeated, type DefinitionIssue, type DefinitionPath } from '../form/definition-issue.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { formFileName } from '../package/form-file.ts';
import type { ProgrammePackage } from '../package/package-files.ts';
import { faultOf, mostRefusals, pathOf, quoted, type PackageRefusal } from '../package/refusal.ts';
import type { AddingLevel } from '../programme/added-code.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';
import { withNames, type Additions } from './additions.ts';
import { figuresLeftOut, isSame, keyOfParagraph, paragraphsOf, withWordings } from './own-wording.ts';
import { unmarkedCodes } from './read-additions.ts';

/**
 * What of a level's additions doesn't fit what they are added to: the base with what the levels above the adding one
 * have added. References go upwards only, so nothing of lower levels is in it.
 */
export function misfits(base: ProgrammePackage, additions: Additions, level: AddingLevel): readonly PackageRefusal[] {
  return [
    ...unmarkedCodes(additions, level),
    ...misplacedSections(base, additions),
    ...unfitWordings(base, additions),
    ...unfitOrder(base, additions),
    ...takenLabels(base, additions),
    ...unfitParts(base, additions),
  ].slice(0, mostRefusals);
}

function misplacedSections(base: ProgrammePackage, { sections }: Additions): readonly PackageRefusal[] {
  const known = new Set(base.programme.template.sections.map((section) => section.code));
  return placed(sections, ['sections'])
    .filter(({ item }) => !known.has(item.after))
    .map(({ item: { after }, path }) => ({
      code: 'definition.reference_unknown',
      file: 'report.json',
      path: pathOf([...path, 'after']),
      params: { code: quoted(after) },
    }));
}

/**
 * Own words for what isn't there, or for what says something else by now: which of the two is meant is for a person to
 * say. And such as leave out a figure that is asked from above.
 */
function unfitWordings(base: ProgrammePackage, { wordings }: Additions): readonly PackageRefusal[] {
  const now = paragraphsOf(base.programme.template);
  const labels = new Map(base.programme.indicators.map(({ code, label }) => [code, label]));
  return placed(wordings, ['wordings']).flatMap(({ item, path }): readonly PackageRefusal[] => {
    const refuse = (code: PackageRefusal['code'], params: PackageRefusal['params'] = {}): PackageRefusal => ({
      code,
      file: 'report.json',
      path: pathOf(path),
      params,
    });
    const key = keyOfParagraph(item);
    if (wordings.find((one) => keyOfParagraph(one) === key) !== item)
      return [refuse('definition.code_twice', { code: quoted(item.block) })];
    const block = now.get(key);
    if (!block) return [refuse('additions.wording_unknown', { code: quoted(item.block) })];
    const said = block.content ?? [];
    if (!isSame(said, item.over)) return [refuse('additions.wording_moved')];
    return figuresLeftOut(said, item.words).map((indicator) =>
      refuse('additions.wording_without_figure', { label: quoted(labels.get(indicator)?.zh ?? indicator) }),
    );
  });
}

/** Only what the base leaves free stands in another order. */
function unfitOrder(base: ProgrammePackage, { order }: Additions): readonly PackageRefusal[] {
  const sections = new Map(base.programme.template.sections.map((section) => [section.code, section]));
  return placed(order, ['order']).flatMap(({ item: code, path }): readonly PackageRefusal[] => {
    const section = sections.get(code);
    const isTwice = order.indexOf(code) !== path.at(-1);
    if (section?.movable === true && !isTwice) return [];
    const found = isTwice
      ? 'definition.code_twice'
      : section
        ? 'additions.section_fixed'
        : 'definition.reference_unknown';
    const params =
      found === 'additions.section_fixed' ? { heading: quoted(section?.heading ?? '') } : { code: quoted(code) };
    return [{ code: found, file: 'report.json', path: pathOf(path), params }];
  });
}

/** Two indicators of one name can't be told apart in any list. */
function takenLabels(base: ProgrammePackage, { indicators }: Additions): readonly PackageRefusal[] {
  const taken = new Set(base.programme.indicators.map((one) => one.label.zh));
  return placed(indicators, ['indicators']).flatMap(({ item: { label }, path }): readonly PackageRefusal[] => {
    const isTaken = taken.has(label.zh);
    taken.add(label.zh);
    return isTaken
      ? [
          {
            code: 'indicator.label_taken',
            file: 'indicators.json',
            path: pathOf([...path, 'label']),
            params: { label: quoted(label.zh) },
          },
        ]
      : [];
  });
}

/** What a programme of both together would be refused for, where the added parts are at fault. */
function unfitParts({ programme, glossary }: ProgrammePackage, additions: Additions): readonly PackageRefusal[] {
  const { template } = programme;
  const worded = withWordings(template, additions.wordings);
  // Behind one another, so that the place of each added part is known; where a section stands is asked by itself.
  const together = {
    ...programme,
    ...withNames('sections', programme.sections, additions.askedSections),
    ...withNames('unitGroups', programme.unitGroups, additions.unitGroups),
    forms: [...programme.forms, ...additions.forms],
    indicatorGroups: [...programme.indicatorGroups, ...additions.indicatorGroups],
    indicators: [...programme.indicators, ...additions.indicators],
    template: {
      ...worded,
      sections: [...worded.sections, ...additions.sections.map((one) => one.section)],
      balances: [...(template.balances ?? []), ...additions.balances],
    },
  };
  const homes = homesOf(programme, additions);
  const names = namesOfForms(together.forms);
  return [
    ...additions.forms.flatMap((form) =>
      findFormIssues(form, names).map((issue) => ({ ...faultOf(issue, issue.path), file: formFileName(form.code) })),
    ),
    ...findProgrammeIssues(together).flatMap((issue) => {
      const home = homes(issue.path);
      return home ? [{ ...faultOf(issue, home.path), file: home.file }] : [];
    }),
    ...repeated('term', placed([...glossary, ...additions.glossary], ['terms'])).map((issue: DefinitionIssue) => ({
      ...faultOf(issue, shifted(issue.path, 1, glossary.length)),
      file: 'glossary.json',
    })),
  ];
}

interface Home {
  readonly file: string;
  readonly path: DefinitionPath;
}

/** Where in the additions' files a part of both together stands; nothing of what is the base's. */
function homesOf(
  { sections = [], unitGroups = [], forms, indicatorGroups, indicators, template }: ProgrammePackage['programme'],
  additions: Additions,
): (path: DefinitionPath) => Home | undefined {
  const own = (path: DefinitionPath, at: number, count: number, file: string): Home | undefined => {
    const index = path[at];
    return typeof index === 'number' && index >= count ? { file, path: shifted(path, at, count) } : undefined;
  };
  return (path) => {
    switch (path[0]) {
      case 'forms': {
        const home = own(path, 1, forms.length, 'additions.json');
        const [, index, ...rest] = home?.path ?? [];
        const form = typeof index === 'number' ? additions.forms[index] : undefined;
        if (!home || !form) return undefined;
        return rest.length > 0 && rest[0] !== 'code'
          ? { file: formFileName(form.code), path: rest }
          : { file: 'additions.json', path: ['forms', ...(index === undefined ? [] : [index])] };
      }
      case 'sections':
        return own(path, 1, sections.length, 'additions.json');
      case 'unitGroups':
        return own(path, 1, unitGroups.length, 'additions.json');
      case 'indicatorGroups':
        return own(path, 1, indicatorGroups.length, 'additions.json');
      case 'indicators':
        return own(path, 1, indicators.length, 'indicators.json');
      case 'template': {
        const worded = placeOfWording(template, additions, path);
        if (worded) return { file: 'report.json', path: worded };
        if (path[1] === 'overview') return undefined;
        const count = path[1] === 'sections' ? template.sections.length : (template.balances ?? []).length;
        const home = own(path, 2, count, 'report.json');
        if (!home) return undefined;
        const [, part = '', index = 0, ...rest] = home.path;
        return {
          file: home.file,
          path: part === 'sections' ? [part, index, 'section', ...rest] : [part, index, ...rest],
        };
      }
      default:
        return undefined;
    }
  };
}

/** Of what is wrong within a paragraph of the base's that the level has words of its own for. */
function placeOfWording(
  template: ProgrammePackage['programme']['template'],
  { wordings }: Additions,
  [, list, section, , , block]: DefinitionPath,
): DefinitionPath | undefined {
  if ((list !== 'sections' && list !== 'overview') || typeof block !== 'number') return undefined;
  const around = template[list]?.[Number(section)];
  const index = wordings.findIndex(
    (one) => one.in === list && one.section === around?.code && one.block === around.content.content[block]?.attrs.id,
  );
  return index < 0 ? undefined : ['wordings', index, 'words'];
}

function shifted(path: DefinitionPath, at: number, count: number): DefinitionPath {
  return path.map((key, index) => (index === at && typeof key === 'number' ? key - count : key));
}
