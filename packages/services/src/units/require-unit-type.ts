import { HuibaoError } from '@huibao/domain';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import type { QueryScope } from '../use-case.ts';

/** @throws {HuibaoError} `unit_type.unknown` unless a school can be of the type: a heading of types is none */
export async function requireUnitType(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  code: string | null,
): Promise<void> {
  if (code === null) return;
  const types = await listUnitTypes(trx, actor);
  if (!types.some((type) => type.code === code && !type.isHeading))
    throw new HuibaoError('unit_type.unknown', { code });
}
