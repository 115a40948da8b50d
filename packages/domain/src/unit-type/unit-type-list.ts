import { z } from 'zod';
import { placed, raiseIssues, repeated, type DefinitionIssue } from '../form/definition-issue.ts';
import { localizedSchema } from '../form/schema.ts';
import { isOfType, type UnitType } from './unit-type.ts';

/** The list of national types as it ships: each after its parent. */
export const unitTypeListSchema: z.ZodType<readonly UnitType[]> = z
  .array(
    z
      .strictObject({
        code: z.string().regex(/^[1-9]\d{0,2}$/),
        label: localizedSchema,
        parent: z.string().exactOptional(),
        heading: z.literal(true).exactOptional(),
      })
      .transform(({ code, label, parent, heading }): UnitType => ({
        code,
        label,
        parent: parent ?? null,
        isHeading: heading === true,
      })),
  )
  .min(1)
  .superRefine((types, context) => raiseIssues(findUnitTypeIssues(types), context));

/**
 * What doesn't fit in a list of types: a code that is there twice, a parent that isn't a heading before it, and a code
 * that begins with another's without being of it: by the beginning filters tell what is of what.
 */
export function findUnitTypeIssues(types: readonly UnitType[]): readonly DefinitionIssue[] {
  const byCode = new Map(types.map((type) => [type.code, type]));
  const linesOf = (type: UnitType): readonly string[] => {
    const parent = type.parent === null ? undefined : byCode.get(type.parent);
    return parent && parent.code.length < type.code.length ? [type.code, ...linesOf(parent)] : [type.code];
  };
  return [
    ...repeated('unit type', placed(types, [])),
    ...placed(types, []).flatMap(({ item, path }): DefinitionIssue[] => {
      const before = types.slice(0, Number(path[0]));
      const hasParent = item.parent === null || before.some((one) => one.code === item.parent && one.isHeading);
      const begins = types.filter((one) => one !== item && isOfType(item.code, one.code)).map((one) => one.code);
      const line = linesOf(item).slice(1);
      return hasParent && begins.length === line.length && line.every((code) => begins.includes(code))
        ? []
        : [
            {
              code: 'definition.reference_unknown',
              path: [...path, 'parent'],
              params: { code: item.parent ?? '' },
              sentence: `unit type ${item.code}: its parents aren’t those with whose codes it begins`,
            },
          ];
    }),
  ];
}
