import { formFileName } from './form-file.ts';
import { formFileSchema, packageFormat, partSchemas, type ProgrammePackage } from './package-files.ts';
import { printJson } from './print-json.ts';

/**
 * A programme's files, the same for the same programme, wherever it was kept: schemas give keys their order.
 * @throws {z.ZodError} where it isn't a programme's shape
 */
export function writePackage(programme: ProgrammePackage): ReadonlyMap<string, string> {
  return new Map([...packageValues(programme)].map(([name, value]) => [name, printJson(value)]));
}

/** What the files hold, by their names, in their order. */
export function packageValues({ programme, glossary }: ProgrammePackage): ReadonlyMap<string, unknown> {
  const { code, title, calendar, chain, forms, indicatorGroups, sensitiveRegisters, indicators, template } = programme;
  const { sections, unitGroups, parts: switched } = programme;
  const parts = {
    'programme.json': {
      format: packageFormat,
      code,
      title,
      calendar,
      chain,
      forms: forms.map((form) => form.code),
      indicatorGroups,
      ...(sections ? { sections } : {}),
      ...(unitGroups ? { unitGroups } : {}),
      ...(switched ? { parts: switched } : {}),
    },
    'registers.json': { sensitiveRegisters },
    'indicators.json': { indicators },
    'template.json': template,
    'glossary.json': { terms: glossary },
  };
  const { 'programme.json': head, ...others } = partSchemas;
  return new Map<string, unknown>([
    ['programme.json', head.parse(parts['programme.json'])],
    ...forms.map((form) => [formFileName(form.code), formFileSchema.parse(form)] as const),
    ...Object.entries(others).map(
      ([name, schema]) => [name, schema.parse(parts[name as keyof typeof others])] as const,
    ),
  ]);
}
