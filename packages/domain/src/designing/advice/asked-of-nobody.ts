import { dimensionsOf } from '../../form/breakdown.ts';
import type { FormDefinition } from '../../form/definition.ts';
import { placedElements, placedRegisters } from '../../form/placed-parts.ts';
import { intersectUnits, type UnitFilter } from '../../org-unit.ts';
import { formFileName } from '../../package/form-file.ts';
import { isOfType } from '../../unit-type/unit-type.ts';
import { advise, type Advice } from './advice.ts';

/** Elements, columns and options that no unit is asked which the form is asked of. */
export function askedOfNobody(form: FormDefinition): readonly Advice[] {
  const file = formFileName(form.code);
  const fields = placedElements(form);
  const columns = placedRegisters(form).flatMap(({ item: register, path }) =>
    register.columns.map((item, index) => ({ item, path: [...path, 'columns', index] })),
  );
  return [...fields, ...columns].flatMap(({ item: element, path }): readonly Advice[] => {
    const asked = narrowed(form.appliesTo, element.appliesTo);
    if (!asked) return [advise('asked_of_nobody', file, [...path, 'appliesTo'], element.code, [element.label])];
    const lists = [
      ...dimensionsOf(element).map((dimension, index) => ({
        options: dimension.options,
        at: index === 0 ? ['dimension', 'options'] : ['crossedBy', index - 1, 'options'],
      })),
      { options: element.options ?? [], at: ['options'] },
    ];
    return lists.flatMap(({ options, at }) =>
      options.flatMap((option, index) =>
        narrowed(asked, option.appliesTo)
          ? []
          : [
              advise('option_of_nobody', file, [...path, ...at, index, 'appliesTo'], `${element.code}.${option.code}`, [
                option.label,
                element.label,
              ]),
            ],
      ),
    );
  });
}

/** Null where nobody is left. */
function narrowed(within: UnitFilter, filter: UnitFilter | undefined): UnitFilter | null {
  const both = filter ? intersectUnits(within, filter) : within;
  // Two groups may well share units: whom a bureau puts into them isn't known here.
  if (both === 'two_groups') return within;
  if (!both) return null;
  const { schoolTypes, exceptSchoolTypes = [] } = both;
  const isLeftOut = (type: string): boolean => exceptSchoolTypes.some((one) => isOfType(type, one));
  return schoolTypes && schoolTypes.every(isLeftOut) ? null : both;
}
