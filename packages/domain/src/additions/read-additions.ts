import { placed, type DefinitionIssue } from '../form/definition-issue.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { formFileName } from '../package/form-file.ts';
import type { PackageFiles } from '../package/package-files.ts';
import { codesIn, codesOfForms, type PlacedCode } from '../package/placed-codes.ts';
import { orderForms, quotedCaseFaults, readFiles, refused, ShapeReader } from '../package/read-files.ts';
import { faultOf, pathOf, quoted, type PackageRefusal } from '../package/refusal.ts';
import { placedElements } from '../form/placed-parts.ts';
import { levelOfCode, type AddingLevel } from '../programme/added-code.ts';
import { additionsPartNames, additionsParts } from './additions-files.ts';
import type { Additions } from './additions.ts';

export type ReadAdditions =
  | { readonly ok: true; readonly additions: Additions }
  | { readonly ok: false; readonly refusals: readonly PackageRefusal[] };

/**
 * The additions of a package's files, or why they aren't taken, but for what the base has a say in. Never throws,
 * whatever the files hold.
 */
export function readAdditions(files: PackageFiles): ReadAdditions {
  if (files.has('programme.json') && !files.has('additions.json'))
    return refused([{ code: 'package.not_additions', file: 'programme.json', path: '$', params: {} }]);
  const read = readFiles(files, additionsPartNames);
  if (!read.ok) return read;
  const reader = new ShapeReader(read.values);
  const head = reader.take('additions.json', additionsParts['additions.json']);
  const formFiles = reader.takeForms();
  const indicators = reader.take('indicators.json', additionsParts['indicators.json']);
  const report = reader.take('report.json', additionsParts['report.json']);
  const glossary = reader.take('glossary.json', additionsParts['glossary.json']);
  if (reader.refusals.length > 0 || !head || !indicators || !report || !glossary) return refused(reader.refusals);
  const { forms, refusals } = orderForms('additions.json', head.forms, formFiles);
  const additions: Additions = {
    base: head.base,
    askedSections: head.sections ?? [],
    unitGroups: head.unitGroups ?? [],
    forms,
    indicatorGroups: head.indicatorGroups,
    indicators: indicators.indicators,
    sections: report.sections,
    wordings: report.wordings ?? [],
    order: report.order ?? [],
    balances: report.balances,
    glossary: glossary.terms,
  };
  const unfit = [...refusals, ...quotedFaults(additions)];
  if (unfit.length > 0) return refused(unfit);
  const names = namesOfForms(forms);
  const wrong = forms.flatMap((form) => [
    // What the base asks isn't known here: names that stand for something there are asked for where it is.
    ...findFormIssues(form, names)
      .filter(isOfItself)
      .map((issue) => ({ ...faultOf(issue, issue.path), file: formFileName(form.code) })),
    ...placedElements(form)
      .filter(({ item }) => item.fromSensitiveRegister !== undefined)
      .map(({ path }) => ({
        code: 'additions.sensitive_register' as const,
        file: formFileName(form.code),
        path: pathOf([...path, 'fromSensitiveRegister']),
        params: {},
      })),
  ]);
  return wrong.length > 0 ? refused(wrong) : { ok: true, additions };
}

function isOfItself({ code }: DefinitionIssue): boolean {
  return code !== 'definition.expression_unknown_name';
}

function quotedFaults({ sections, wordings }: Additions): readonly PackageRefusal[] {
  const quotedWords = placed(wordings, ['wordings'])
    .filter(({ item }) => item.words.some((node) => node.type === 'quotation' || node.type === 'ledgerItem'))
    .map(({ path }): PackageRefusal => ({
      code: 'package.quoted_case',
      file: 'report.json',
      path: pathOf([...path, 'words']),
      params: {},
    }));
  const quotedSections = placed(sections, ['sections']).flatMap(({ item, path }) =>
    // One section at a time: each lies a step deeper than those of a programme.
    quotedCaseFaults('report.json', [item.section], path).map((fault) => ({
      ...fault,
      path: fault.path.replace(pathOf([...path, 0]), pathOf([...path, 'section'])),
    })),
  );
  return [...quotedSections, ...quotedWords];
}

/** Codes that don't say whose they are: each begins with its level and a number. */
export function unmarkedCodes(additions: Additions, level: AddingLevel): readonly PackageRefusal[] {
  const { askedSections, unitGroups, forms, indicatorGroups, indicators, sections, balances, glossary } = additions;
  const codes: readonly PlacedCode[] = [
    ...codesOfForms(forms),
    ...codesIn('additions.json', askedSections, ['sections']),
    ...codesIn('additions.json', unitGroups, ['unitGroups']),
    ...codesIn('additions.json', indicatorGroups, ['indicatorGroups']),
    ...codesIn('indicators.json', indicators, ['indicators']),
    ...placed(sections, ['sections']).map(({ item, path }) => ({
      code: item.section.code,
      file: 'report.json',
      path: pathOf([...path, 'section', 'code']),
    })),
    ...codesIn('report.json', balances, ['balances']),
    ...codesIn('glossary.json', glossary, ['terms']),
  ];
  return codes
    .filter(({ code }) => levelOfCode(code) !== level)
    .map(({ code, file, path }) => ({
      code: 'additions.code_unmarked',
      file,
      path,
      params: { code: quoted(code), prefix: `${level}_1` },
    }));
}
