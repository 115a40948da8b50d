import type { z } from 'zod';
import { placed, type DefinitionPath } from '../form/definition-issue.ts';
import type { FormDefinition } from '../form/definition.ts';
import { quotedIn } from '../report/prose.ts';
import type { TemplateSection } from '../report/definition.ts';
import { expressionCharacters, formTooLarge } from './form-size.ts';
import { formFileName, isFormFile } from './form-file.ts';
import { formFileSchema, packageFormat, packageLimits, type PackageFiles } from './package-files.ts';
import { mostRefusals, pathOf, quoted, type Fault, type PackageRefusal } from './refusal.ts';
import { shapeFaults } from './shape-faults.ts';
import { readStrictJson } from './strict-json.ts';

export interface RefusedFiles {
  readonly ok: false;
  readonly refusals: readonly PackageRefusal[];
}

/** What the files of a package hold, by their names. */
export type FileValues = ReadonlyMap<string, unknown>;

export function refused(refusals: readonly PackageRefusal[]): RefusedFiles {
  return { ok: false, refusals: refusals.slice(0, mostRefusals) };
}

/**
 * The values of a package's files, or why they can't be read: what is there, then whether it is JSON. The first of its
 * parts says of which format it is.
 */
export function readFiles(
  files: PackageFiles,
  partNames: readonly string[],
): { readonly ok: true; readonly values: FileValues } | RefusedFiles {
  const listed = listingFaults(files, partNames);
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
  const [head = ''] = partNames;
  const format = formatFault(head, values.get(head));
  return format ? refused([format]) : { ok: true, values };
}

/** What names and sizes say, before anything is parsed. */
function listingFaults(files: PackageFiles, partNames: readonly string[]): readonly PackageRefusal[] {
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
function formatFault(file: string, head: unknown): PackageRefusal | undefined {
  if (typeof head !== 'object' || head === null || !('format' in head) || head.format === packageFormat)
    return undefined;
  return { code: 'package.format_unknown', file, path: '$.format', params: { format: packageFormat } };
}

const tooManyExpressions: Fault = {
  code: 'package.too_many_expressions',
  path: '$',
  params: { characters: packageLimits.expressionCharacters },
};

/** Takes files by their schemas, and keeps what is wrong with them. */
export class ShapeReader {
  readonly refusals: PackageRefusal[] = [];
  readonly #values: FileValues;

  constructor(values: FileValues) {
    this.#values = values;
  }

  take<Out>(file: string, schema: z.ZodType<Out>): Out | undefined {
    // Absent keys are told from wrong ones by the input.
    const parsed = schema.safeParse(this.#values.get(file), { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const fault of shapeFaults(parsed.error.issues)) this.refusals.push({ ...fault, file });
    return undefined;
  }

  /** Every form, by its file. */
  takeForms(): ReadonlyMap<string, FormDefinition> {
    const forms = new Map<string, FormDefinition>();
    let characters = 0;
    for (const file of [...this.#values.keys()].filter(isFormFile)) {
      const raw = this.#values.get(file);
      characters += expressionCharacters(raw);
      const tooLarge =
        formTooLarge(raw) ?? (characters > packageLimits.expressionCharacters ? tooManyExpressions : undefined);
      const form = tooLarge ? undefined : this.take(file, formFileSchema);
      if (tooLarge) this.refusals.push({ ...tooLarge, file });
      if (form) forms.set(file, form);
    }
    return forms;
  }
}

/**
 * The forms in the order in which they are listed: each is known by its file's name, and each file is one of those
 * listed.
 */
export function orderForms(
  head: string,
  listed: readonly string[],
  forms: ReadonlyMap<string, FormDefinition>,
): { readonly forms: readonly FormDefinition[]; readonly refusals: readonly PackageRefusal[] } {
  const missing = placed(listed, ['forms'])
    .filter(({ item }) => !forms.has(formFileName(item)))
    .map(({ item, path }): PackageRefusal => ({
      code: 'package.file_missing',
      file: head,
      path: pathOf(path),
      params: { name: formFileName(item) },
    }));
  if (missing.length > 0) return { forms: [], refusals: missing };
  const ordered = listed.flatMap((form) => forms.get(formFileName(form)) ?? []);
  const misnamed = [...forms].flatMap(([file, form]): readonly PackageRefusal[] => {
    if (formFileName(form.code) !== file)
      return [{ code: 'package.name_differs', file, path: '$.code', params: { code: form.code } }];
    return ordered.includes(form) ? [] : [{ code: 'package.file_unlisted', file, path: '$', params: { name: file } }];
  });
  return { forms: ordered, refusals: misnamed };
}

/** A quoted case belongs to a school and a submission of somewhere. */
export function quotedCaseFaults(
  file: string,
  sections: readonly Pick<TemplateSection, 'content'>[],
  path: DefinitionPath,
): readonly PackageRefusal[] {
  return placed(sections, path).flatMap(({ item, path: at }) =>
    placed(item.content.content, [...at, 'content', 'content'])
      .filter((block) => quotedIn(block.item).length > 0)
      .map((block) => ({ code: 'package.quoted_case' as const, file, path: pathOf(block.path), params: {} })),
  );
}
