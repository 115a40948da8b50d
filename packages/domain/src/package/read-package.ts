import { repeated, placed, type DefinitionPath } from '../form/definition-issue.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { levelOfCode } from '../programme/added-code.ts';
import type { Programme } from '../programme/definition.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';
import { formFileName } from './form-file.ts';
import { partNames, partSchemas, type PackageFiles, type ProgrammePackage } from './package-files.ts';
import { unknownNames } from './codes/unknown-names.ts';
import { codesIn, codesOfForms } from './placed-codes.ts';
import { orderForms, quotedCaseFaults, readFiles, refused, ShapeReader, type FileValues } from './read-files.ts';
import { faultOf, quoted, type PackageRefusal } from './refusal.ts';

export type ReadPackage =
  | { readonly ok: true; readonly package: ProgrammePackage }
  | { readonly ok: false; readonly refusals: readonly PackageRefusal[] };

/**
 * The programme of a package's files, or why it isn't taken: what is there, then what it says, then what it means; each
 * is asked only of what came through the one before. Never throws, whatever the files hold.
 */
export function readPackage(files: PackageFiles): ReadPackage {
  if (files.has('additions.json') && !files.has('programme.json'))
    return refused([{ code: 'package.not_a_programme', file: 'additions.json', path: '$', params: {} }]);
  const read = readFiles(files, partNames);
  if (!read.ok) return read;
  const shaped = shape(read.values);
  if (!shaped.ok) return shaped;
  const wrong = [...meaningFaults(shaped.package), ...unknownNames(read.values)];
  return wrong.length > 0 ? refused(wrong) : { ok: true, package: shaped.package };
}

function shape(values: FileValues): ReadPackage {
  const reader = new ShapeReader(values);
  const head = reader.take('programme.json', partSchemas['programme.json']);
  const files = reader.takeForms();
  const registers = reader.take('registers.json', partSchemas['registers.json']);
  const indicators = reader.take('indicators.json', partSchemas['indicators.json']);
  const template = reader.take('template.json', partSchemas['template.json']);
  const glossary = reader.take('glossary.json', partSchemas['glossary.json']);
  if (reader.refusals.length > 0 || !head || !registers || !indicators || !template || !glossary)
    return refused(reader.refusals);
  const { code, title, calendar, chain, indicatorGroups, sections, unitGroups, parts } = head;
  const { forms, refusals } = orderForms('programme.json', head.forms, files);
  const unfit = [
    ...refusals,
    ...quotedCaseFaults('template.json', template.sections, ['sections']),
    ...quotedCaseFaults('template.json', template.overview ?? [], ['overview']),
  ];
  if (unfit.length > 0) return refused(unfit);
  return {
    ok: true,
    package: {
      programme: {
        code,
        title,
        forms,
        sensitiveRegisters: registers.sensitiveRegisters,
        indicatorGroups,
        indicators: indicators.indicators,
        template,
        chain,
        calendar,
        ...(sections ? { sections } : {}),
        ...(unitGroups ? { unitGroups } : {}),
        ...(parts ? { parts } : {}),
      },
      glossary: glossary.terms,
    },
  };
}

function meaningFaults({ programme, glossary }: ProgrammePackage): readonly PackageRefusal[] {
  const names = namesOfForms(programme.forms);
  return [
    ...programme.forms.flatMap((form) =>
      findFormIssues(form, names).map((issue) => ({ ...faultOf(issue, issue.path), file: formFileName(form.code) })),
    ),
    ...findProgrammeIssues(programme).map((issue) => {
      const { file, path } = homeOf(programme, issue.path);
      return { ...faultOf(issue, path), file };
    }),
    ...repeated('term', placed(glossary, ['terms'])).map((issue) => ({
      ...faultOf(issue, issue.path),
      file: 'glossary.json',
    })),
    ...codesOfOthers({ programme, glossary }),
  ];
}

/** Codes that are kept for what lower levels add: whatever a programme takes later, it never takes theirs. */
function codesOfOthers({ programme, glossary }: ProgrammePackage): readonly PackageRefusal[] {
  const { forms, sensitiveRegisters, indicatorGroups, parts, indicators, template } = programme;
  const codes = [
    ...codesOfForms(forms),
    ...codesIn('programme.json', indicatorGroups, ['indicatorGroups']),
    ...codesIn('programme.json', parts ?? [], ['parts']),
    ...codesIn('registers.json', sensitiveRegisters, ['sensitiveRegisters']),
    ...codesIn('indicators.json', indicators, ['indicators']),
    ...codesIn('template.json', template.sections, ['sections']),
    ...codesIn('template.json', template.balances ?? [], ['balances']),
    ...codesIn('glossary.json', glossary, ['terms']),
  ];
  return codes
    .filter(({ code }) => levelOfCode(code) !== null)
    .map(({ code, file, path }) => ({ code: 'package.code_of_additions', file, path, params: { code: quoted(code) } }));
}

/** The file that holds this part of a programme, and where in it. */
function homeOf({ forms }: Programme, path: DefinitionPath): { readonly file: string; readonly path: DefinitionPath } {
  const [part, index, ...rest] = path;
  switch (part) {
    case 'forms': {
      const form = typeof index === 'number' ? forms[index] : undefined;
      return form && rest.length > 0 && rest[0] !== 'code'
        ? { file: formFileName(form.code), path: rest }
        : { file: 'programme.json', path: ['forms', ...(index === undefined ? [] : [index])] };
    }
    case 'sensitiveRegisters':
      return { file: 'registers.json', path };
    case 'indicators':
      return { file: 'indicators.json', path };
    case 'template':
      return { file: 'template.json', path: path.slice(1) };
    default:
      return { file: 'programme.json', path };
  }
}
