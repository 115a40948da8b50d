import { z } from 'zod';
import { mostPackageMegabytes } from '../cell/room.ts';
import { codeSchema, formShapeSchema, localizedSchema } from '../form/schema.ts';
import type { Localized } from '../localized.ts';
import type { Programme } from '../programme/definition.ts';
import { programmeParts } from '../programme/schema.ts';

/** What a word means here (口径说明). */
export interface GlossaryTerm {
  readonly code: string;
  readonly term: Localized;
  readonly meaning: Localized;
}

/** A programme as it travels: whose it is isn't in it. */
export interface ProgrammePackage {
  readonly programme: Programme;
  readonly glossary: readonly GlossaryTerm[];
}

/** Texts of a package's files by their names, `forms/<code>.json` among them. */
export type PackageFiles = ReadonlyMap<string, string>;

export const packageFormat = 1;

/**
 * What is asked before anything is parsed; cells and rules are those of one form. The built-in programme has 7 600
 * characters of expressions, which take longest to judge.
 */
export const packageLimits = {
  bytes: mostPackageMegabytes * 1024 * 1024,
  values: 150_000,
  forms: 60,
  cells: 1500,
  rules: 300,
  expressionCharacters: 200_000,
} as const;

const { code, title, chain, calendar, sections, unitGroups, parts, indicatorGroups } = programmeParts;
const { sensitiveRegisters, indicators, template } = programmeParts;

/** Files that every package has, in the order in which they are written; forms come after `programme.json`. */
export const partSchemas = {
  'programme.json': z.strictObject({
    format: z.literal(packageFormat),
    code,
    title,
    calendar,
    chain,
    forms: z.array(codeSchema).min(1).max(packageLimits.forms),
    indicatorGroups,
    sections,
    unitGroups,
    parts,
  }),
  'registers.json': z.strictObject({ sensitiveRegisters }),
  'indicators.json': z.strictObject({ indicators }),
  'template.json': template,
  'glossary.json': z.strictObject({
    terms: z.array(z.strictObject({ code: codeSchema, term: localizedSchema, meaning: localizedSchema })),
  }),
};

export type PartName = keyof typeof partSchemas;

export const partNames = Object.keys(partSchemas) as readonly PartName[];

export const formFileSchema = formShapeSchema;
