import { additionsValues, type Additions } from '../additions/index.ts';
import type { z } from 'zod';
import { additionsParts } from '../additions/additions-files.ts';
import { isFormFile } from '../package/form-file.ts';
import {
  packageLimits,
  partNames,
  partSchemas,
  type PackageFiles,
  type ProgrammePackage,
} from '../package/package-files.ts';
import { printJson } from '../package/print-json.ts';
import { packageValues } from '../package/write-package.ts';

/**
 * What a draft of a programme holds, or of additions to one, by the names of its package's files: each of the shape of
 * its file, be it empty.
 */
export type DraftParts = ReadonlyMap<string, unknown>;

/** As many as a package may have. */
export const mostParts = partNames.length + packageLimits.forms;

/** A programme taken apart, as its package has it. */
export function partsOfPackage(programme: ProgrammePackage): DraftParts {
  return packageValues(programme);
}

/** The same of additions. */
export function partsOfAdditions(additions: Additions): DraftParts {
  return additionsValues(additions);
}

/** Whether a draft is of additions: a package of a programme has no file of that name. */
export function isOfAdditions(parts: Pick<DraftParts, 'has'>): boolean {
  return parts.has('additions.json');
}

/** The parts as files, to be judged as any package is. */
export function filesOfParts(parts: DraftParts): PackageFiles {
  return new Map([...parts].map(([name, value]) => [name, printJson(value)]));
}

/** A name that a part may have, of the one kind of draft or the other. */
export function isPartName(name: string): boolean {
  return name in partShapes || isFormFile(name);
}

/** What each part but a form has to be once it is published. */
export const partShapes: Readonly<Record<string, z.ZodType>> = { ...partSchemas, ...additionsParts };
