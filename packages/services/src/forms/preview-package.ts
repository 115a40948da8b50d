import type { PackageRefusal } from '@huibao/domain/package';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { judgePackage, type OfferedEdition } from './judge-package.ts';
import { publishedYear, uploadedPackage } from './uploaded-package.ts';

export interface PackagePreview {
  readonly refusals: readonly PackageRefusal[];
  /** Null of a package that can't be read. */
  readonly offered: OfferedEdition | null;
}

/** What publishing a package for a year would change, or why it isn't taken, by file and place. */
export const previewPackage = defineQuery({
  permission: 'programme.publish',
  input: z.object({ content: uploadedPackage, year: publishedYear }),
  async run(scope, { content, year }): Promise<PackagePreview> {
    if (!content.ok) return { refusals: content.refusals, offered: null };
    return judgePackage(scope, content.package, year);
  },
});
