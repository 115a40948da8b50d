import { readFileSync } from 'node:fs';
import { unitTypeListSchema, type UnitType } from '@huibao/domain';

let known: readonly UnitType[] | undefined;

/** The national list (GB/T 33782), as far as education bureaus collect from it. @throws {Error} where it isn't one */
export function builtInUnitTypes(): readonly UnitType[] {
  known ??= unitTypeListSchema.parse(
    JSON.parse(readFileSync(new URL('../unit-types.json', import.meta.url), 'utf8')) as unknown,
  );
  return known;
}
