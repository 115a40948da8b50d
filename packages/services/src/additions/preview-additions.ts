import { HuibaoError } from '@huibao/domain';
import type { PackageRefusal } from '@huibao/domain/package';
import { z } from 'zod';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { getBase, type BaseOfAdditions } from './base-of-additions.ts';
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
  async run(scope, { content }): Promise<AdditionsPreview> {
    if (!content.ok) return { refusals: content.refusals, offered: null };
    const { additions } = content;
    const base = await findBase(scope, additions.base);
    return 'code' in base ? { refusals: [base], offered: null } : judgeAdditions(scope, base, additions);
  },
});

/** The edition that a package names; a refusal by place, where there is none to add to. */
async function findBase(
  scope: QueryScope,
  { programme, year }: { readonly programme: string; readonly year: number },
): Promise<BaseOfAdditions | PackageRefusal> {
  try {
    return await getBase(scope, { programme, year });
  } catch (error) {
    if (!(error instanceof HuibaoError)) throw error;
    const refuse = (code: PackageRefusal['code'], path: string): PackageRefusal => ({
      code,
      file: 'additions.json',
      path,
      params: { programme, year },
    });
    switch (error.code) {
      case 'programme.not_found':
      case 'additions.base_unknown':
        return refuse('additions.base_unknown', '$.base');
      case 'additions.own_programme':
        return refuse('additions.own_programme', '$.base.programme');
      default:
        throw error;
    }
  }
}
