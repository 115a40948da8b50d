import { placed, repeated, type DefinitionIssue, type DefinitionPath } from '../form/definition-issue.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { formFileName, type ProgrammePackage } from '../package/package-files.ts';
import { faultOf, mostRefusals, pathOf, quoted, type PackageRefusal } from '../package/refusal.ts';
import type { AddingLevel } from '../programme/added-code.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';
import type { Additions } from './additions.ts';
import { unmarkedCodes } from './read-additions.ts';

/**
 * What of a level's additions doesn't fit what they are added to: the base with what the levels above the adding one
 * have added. References go upwards only, so nothing of lower levels is in it.
 */
export function misfits(base: ProgrammePackage, additions: Additions, level: AddingLevel): readonly PackageRefusal[] {
  return [
    ...unmarkedCodes(additions, level),
    ...misplacedSections(base, additions),
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
  // Behind one another, so that the place of each added part is known; where a section stands is asked by itself.
  const together = {
    ...programme,
    forms: [...programme.forms, ...additions.forms],
    indicatorGroups: [...programme.indicatorGroups, ...additions.indicatorGroups],
    indicators: [...programme.indicators, ...additions.indicators],
    template: {
      ...template,
      sections: [...template.sections, ...additions.sections.map((one) => one.section)],
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
  { forms, indicatorGroups, indicators, template }: ProgrammePackage['programme'],
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
      case 'indicatorGroups':
        return own(path, 1, indicatorGroups.length, 'additions.json');
      case 'indicators':
        return own(path, 1, indicators.length, 'indicators.json');
      case 'template': {
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

function shifted(path: DefinitionPath, at: number, count: number): DefinitionPath {
  return path.map((key, index) => (index === at && typeof key === 'number' ? key - count : key));
}
