import type { ReadAdditions } from '@huibao/domain/additions';
import type { PackageRefusal } from '@huibao/domain/package';
import { z } from 'zod';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { findBase } from './find-base.ts';
import { judgeAdditions, type OfferedAdditions } from './judge-additions.ts';
import { uploadedAdditions } from './uploaded-additions.ts';

export interface AdditionsPreview {
  readonly refusals: readonly PackageRefusal[];
  /** Null of a package that can't be read, or of an edition that isn't there. */
  readonly offered: OfferedAdditions | null;
}

/** What publishing a level's additions would change, or why they aren't taken, by file and place. */
export const previewAdditions = defineQuery({
  permission: 'programme.publish',
  input: z.object({ content: uploadedAdditions }),
  run: (scope, { content }) => lookAtAdditions(scope, content),
});

/** The same, whichever way they came. */
export async function lookAtAdditions(
  scope: Pick<QueryScope, 'trx' | 'actor'>,
  read: ReadAdditions,
): Promise<AdditionsPreview> {
  if (!read.ok) return { refusals: read.refusals, offered: null };
  const base = await findBase(scope, read.additions.base);
  return 'code' in base ? { refusals: [base], offered: null } : judgeAdditions(scope, base, read.additions);
}
