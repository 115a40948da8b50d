import { placed } from '../form/definition-issue.ts';
import { unitFilters } from '../form/unit-filters.ts';
import type { UnitType } from '../unit-type/unit-type.ts';
import type { Programme } from '../programme/definition.ts';
import { formFileName } from './form-file.ts';
import { pathOf, type PackageRefusal } from './refusal.ts';

/** What of a package asks for units: of a programme, or of what a level adds to one. */
type AskingParts = Pick<Programme, 'forms' | 'indicators'> & Partial<Pick<Programme, 'sensitiveRegisters'>>;

/** Types of schools that definitions ask for and that the line hasn't, each where it stands in its package. */
export function unitTypeRefusals(
  { forms, indicators, sensitiveRegisters = [] }: AskingParts,
  types: readonly UnitType[],
): readonly PackageRefusal[] {
  const known = new Set(types.map((type) => type.code));
  const files: readonly (readonly [string, unknown])[] = [
    ...forms.map((form) => [formFileName(form.code), form] as const),
    ['registers.json', { sensitiveRegisters }],
    ['indicators.json', { indicators }],
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
