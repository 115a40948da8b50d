import { placed } from '../form/definition-issue.ts';
import { unitFilters } from '../form/unit-filters.ts';
import type { UnitType } from '../unit-type/unit-type.ts';
import { formFileName, type ProgrammePackage } from './package-files.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

/** Types of schools that a package asks for and that the line hasn't, each where it stands. */
export function unitTypeRefusals(
  { programme }: ProgrammePackage,
  types: readonly UnitType[],
): readonly PackageRefusal[] {
  const known = new Set(types.map((type) => type.code));
  const files: readonly (readonly [string, unknown])[] = [
    ...programme.forms.map((form) => [formFileName(form.code), form] as const),
    ['registers.json', { sensitiveRegisters: programme.sensitiveRegisters }],
    ['indicators.json', { indicators: programme.indicators }],
  ];
  return files.flatMap(([file, content]) =>
    [...unitFilters(content, [])].flatMap(({ filter, path }) =>
      (['schoolTypes', 'exceptSchoolTypes'] as const).flatMap((key) =>
        placed(filter[key] ?? [], [...path, key])
          .filter(({ item }) => !known.has(item))
          .map(({ item, path: at }) => ({
            code: 'definition.unit_type_unknown' as const,
            file,
            path: pathOf(at),
            params: { code: item },
          })),
      ),
    ),
  );
}
