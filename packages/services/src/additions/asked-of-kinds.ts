import {
  cellsAsked,
  labelOfType,
  matchesUnit,
  type FormDefinition,
  type Localized,
  type UnitTraits,
  type UnitType,
} from '@huibao/domain';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { listKinds } from './unit-kind.repository.ts';

/** How many cells forms ask of a unit of one kind. */
export interface AskedOfKind extends Pick<UnitTraits, 'kind' | 'schoolType' | 'ownership' | 'sectionCode'> {
  /** Of a kind of school its type's; null of sections. */
  readonly label: Localized | null;
  /** How many the tenant has of it; null where it can't know: a city's schools are its districts'. */
  readonly units: number | null;
  readonly forms: number;
  readonly cells: number;
}

/** Of each kind of unit that is asked anything: what is typed in, and each register as one. */
export async function askedOfKinds(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  forms: readonly FormDefinition[],
  level: 'province' | 'city' | 'bureau',
): Promise<readonly AskedOfKind[]> {
  const types = await listUnitTypes(trx, actor);
  const kinds = level === 'bureau' ? await listKinds(trx, actor.tenantId) : kindsBelow(types);
  return kinds
    .map((unit) => {
      const asked = forms.filter((form) => matchesUnit(form.appliesTo, unit));
      const cells = asked.reduce((sum, form) => sum + cellsAsked(form, unit), 0);
      const label = unit.schoolType === null ? null : labelOfType(types, unit.schoolType);
      return { ...unit, label, forms: asked.length, cells };
    })
    .filter((one) => one.forms > 0);
}

function kindsBelow(types: readonly UnitType[]): readonly (UnitTraits & { readonly units: null })[] {
  return types
    .filter(({ isHeading }) => !isHeading)
    .flatMap(({ code }) =>
      (['public', 'private'] as const).map((ownership) => ({
        kind: 'school',
        schoolType: code,
        ownership,
        sectionCode: null,
        units: null,
      })),
    );
}
