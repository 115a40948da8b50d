import { HuibaoError } from '@huibao/domain';
import type { PackageRefusal } from '@huibao/domain/package';
import type { EditionAddress } from '../forms/edition-address.ts';
import type { QueryScope } from '../use-case.ts';
import { getBase, type BaseOfAdditions } from './base-of-additions.ts';

/** The edition that additions name; a refusal by place, where there is none to add to. */
export async function findBase(
  scope: Pick<QueryScope, 'trx' | 'actor'>,
  { programme, year }: EditionAddress,
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
