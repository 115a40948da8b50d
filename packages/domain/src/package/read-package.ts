import type { z } from 'zod';
import { repeated, placed, type DefinitionIssue, type DefinitionPath } from '../form/definition-issue.ts';
import type { FormDefinition } from '../form/definition.ts';
import { findFormIssues } from '../form/meaning.ts';
import type { Programme } from '../programme/definition.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';
import { quotedIn } from '../report/prose.ts';
import {
  formFileName,
  formFileSchema,
  isFormFile,
  packageFormat,
  packageLimits,
  partNames,
  partSchemas,
  type PackageFiles,
  type ProgrammePackage,
} from './package-files.ts';
import { expressionCharacters, formTooLarge } from './form-size.ts';
import { mostRefusals, pathOf, quoted, type Fault, type PackageRefusal } from './refusal.ts';
import { shapeFaults } from './shape-faults.ts';
import { readStrictJson } from './strict-json.ts';

export type ReadPackage =
  | { readonly ok: true; readonly package: ProgrammePackage }
  | { readonly ok: false; readonly refusals: readonly PackageRefusal[] };

/**
 * The programme of a package's files, or why it isn't taken: what is there, then what it says, then what it means; each
 * is asked only of what came through the one before. Never throws, whatever the files hold.
 */
export function readPackage(files: PackageFiles): ReadPackage {
  const listed = listingFaults(files);
  if (listed.length > 0) return refused(listed);
  const values = new Map<string, unknown>();
  const budget = { left: packageLimits.values };
  const malformed = [...files].flatMap(([file, source]) => {
    // One file that holds too much is enough to be told.
    if (budget.left < 0) return [];
    const read = readStrictJson(source, budget);
    if (read.fault) return [{ ...read.fault, file }];
    values.set(file, read.value);
    return [];
  });
  if (malformed.length > 0) return refused(malformed);
  const format = formatFault(values.get('programme.json'));
  if (format) return refused([format]);
  const shaped = shape(values);
  if (!shaped.ok) return shaped;
  const unfit = [
    ...formNameFaults(shaped.forms, shaped.package.programme),
    ...quotedCaseFaults(shaped.package.programme),
  ];
  if (unfit.length > 0) return refused(unfit);
  const wrong = meaningFaults(shaped.package);
  return wrong.length > 0 ? refused(wrong) : { ok: true, package: shaped.package };
}

function refused(refusals: readonly PackageRefusal[]): {
  readonly ok: false;
  readonly refusals: readonly PackageRefusal[];
} {
  return { ok: false, refusals: refusals.slice(0, mostRefusals) };
}

/** What names and sizes say, before anything is parsed. */
function listingFaults(files: PackageFiles): readonly PackageRefusal[] {
  const bytes = [...files.values()].reduce((sum, text) => sum + utf8Length(text), 0);
  if (bytes > packageLimits.bytes)
    return [ofPackage('package.too_large', '', { megabytes: packageLimits.bytes / 1024 ** 2 })];
  const names = [...files.keys()];
  if (names.filter((name) => name.startsWith('forms/')).length > packageLimits.forms)
    return [ofPackage('package.too_many_forms', '', { forms: packageLimits.forms })];
  const parts = new Set<string>(partNames);
  return [
    ...names
      .filter((name) => !parts.has(name) && !isFormFile(name))
      .map((name) => ofPackage('package.file_unknown', name, { name: quoted(name) })),
    ...partNames.filter((name) => !files.has(name)).map((name) => ofPackage('package.file_missing', name, { name })),
  ].slice(0, mostRefusals);
}

function ofPackage(code: PackageRefusal['code'], file: string, params: PackageRefusal['params'] = {}): PackageRefusal {
  return { code, file: quoted(file), path: '$', params };
}

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a pair is two of its four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return length;
}

/** Of another format nothing else can be said. */
function formatFault(head: unknown): PackageRefusal | undefined {
  if (typeof head !== 'object' || head === null || !('format' in head) || head.format === packageFormat)
    return undefined;
  return {
    code: 'package.format_unknown',
    file: 'programme.json',
    path: '$.format',
    params: { format: packageFormat },
  };
}

const tooManyExpressions: Fault = {
  code: 'package.too_many_expressions',
  path: '$',
  params: { characters: packageLimits.expressionCharacters },
};

type Shaped =
  | { readonly ok: true; readonly package: ProgrammePackage; readonly forms: ReadonlyMap<string, FormDefinition> }
  | { readonly ok: false; readonly refusals: readonly PackageRefusal[] };

function shape(values: ReadonlyMap<string, unknown>): Shaped {
  const refusals: PackageRefusal[] = [];
  const take = <Out>(file: string, schema: z.ZodType<Out>): Out | undefined => {
    // Absent keys are told from wrong ones by the input.
    const parsed = schema.safeParse(values.get(file), { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const fault of shapeFaults(parsed.error.issues)) refusals.push({ ...fault, file });
    return undefined;
  };
  const head = take('programme.json', partSchemas['programme.json']);
  const forms = new Map<string, FormDefinition>();
  let characters = 0;
  for (const file of [...values.keys()].filter(isFormFile)) {
    const raw = values.get(file);
    characters += expressionCharacters(raw);
    const tooLarge =
      formTooLarge(raw) ?? (characters > packageLimits.expressionCharacters ? tooManyExpressions : undefined);
    const form = tooLarge ? undefined : take(file, formFileSchema);
    if (tooLarge) refusals.push({ ...tooLarge, file });
    if (form) forms.set(file, form);
  }
  const registers = take('registers.json', partSchemas['registers.json']);
  const indicators = take('indicators.json', partSchemas['indicators.json']);
  const template = take('template.json', partSchemas['template.json']);
  const glossary = take('glossary.json', partSchemas['glossary.json']);
  if (refusals.length > 0 || !head || !registers || !indicators || !template || !glossary) return refused(refusals);
  const { code, title, calendar, chain, indicatorGroups, sections, unitGroups } = head;
  const ordered = head.forms.flatMap((form) => forms.get(formFileName(form)) ?? []);
  const missing = placed(head.forms, ['forms']).filter(({ item }) => !forms.has(formFileName(item)));
  if (missing.length > 0)
    return refused(
      missing.map(({ item, path }) => ({
        code: 'package.file_missing',
        file: 'programme.json',
        path: pathOf(path),
        params: { name: formFileName(item) },
      })),
    );
  return {
    ok: true,
    forms,
    package: {
      programme: {
        code,
        title,
        forms: ordered,
        sensitiveRegisters: registers.sensitiveRegisters,
        indicatorGroups,
        indicators: indicators.indicators,
        template,
        chain,
        calendar,
        ...(sections ? { sections } : {}),
        ...(unitGroups ? { unitGroups } : {}),
      },
      glossary: glossary.terms,
    },
  };
}

/** A form is known by its file's name, and each file is one of the programme's forms. */
function formNameFaults(forms: ReadonlyMap<string, FormDefinition>, programme: Programme): readonly PackageRefusal[] {
  const listed = new Set(programme.forms);
  return [...forms].flatMap(([file, form]): readonly PackageRefusal[] => {
    if (formFileName(form.code) !== file)
      return [{ code: 'package.name_differs', file, path: '$.code', params: { code: form.code } }];
    return listed.has(form) ? [] : [{ code: 'package.file_unlisted', file, path: '$', params: { name: file } }];
  });
}

/** A quoted case belongs to a school and a submission of somewhere. */
function quotedCaseFaults({ template }: Programme): readonly PackageRefusal[] {
  return (['sections', 'overview'] as const).flatMap((of) =>
    placed(template[of] ?? [], [of]).flatMap(({ item, path }) =>
      placed(item.content.content, [...path, 'content', 'content'])
        .filter((block) => quotedIn(block.item).length > 0)
        .map((block) => ({
          code: 'package.quoted_case' as const,
          file: 'template.json',
          path: pathOf(block.path),
          params: {},
        })),
    ),
  );
}

function meaningFaults({ programme, glossary }: ProgrammePackage): readonly PackageRefusal[] {
  return [
    ...programme.forms.flatMap((form) =>
      findFormIssues(form).map((issue) => ({ ...faultOf(issue, issue.path), file: formFileName(form.code) })),
    ),
    ...findProgrammeIssues(programme).map((issue) => {
      const { file, path } = homeOf(programme, issue.path);
      return { ...faultOf(issue, path), file };
    }),
    ...repeated('term', placed(glossary, ['terms'])).map((issue) => ({
      ...faultOf(issue, issue.path),
      file: 'glossary.json',
    })),
  ];
}

function faultOf({ code, params }: DefinitionIssue, path: DefinitionPath): Fault {
  const short = Object.entries(params).map(([key, value]) => [key, quoted(value)] as const);
  return { code, path: pathOf(path), params: Object.fromEntries(short) };
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
