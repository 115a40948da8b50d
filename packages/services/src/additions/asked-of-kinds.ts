import {
  expectedCells,
  matchesUnit,
  registersOf,
  schoolTypes,
  type FormDefinition,
  type SchoolType,
  type UnitTraits,
} from '@huibao/domain';
import type { QueryScope } from '../use-case.ts';
import { listKinds } from './unit-kind.repository.ts';

/** How many cells forms ask of a unit of one kind. */
export interface AskedOfKind extends Pick<UnitTraits, 'kind' | 'schoolType' | 'ownership' | 'sectionCode'> {
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
  const kinds = level === 'bureau' ? await listKinds(trx, actor.tenantId) : kindsBelow;
  return kinds
    .map((unit) => {
      const asked = forms.filter((form) => matchesUnit(form.appliesTo, unit));
      const cells = asked.reduce((sum, form) => sum + cellsAsked(form, unit), 0);
      return { ...unit, forms: asked.length, cells };
    })
    .filter((one) => one.forms > 0);
}

const kindsBelow: readonly (UnitTraits & { readonly units: null })[] = (
  Object.keys(schoolTypes) as SchoolType[]
).flatMap((schoolType) =>
  (['public', 'private'] as const).map((ownership) => ({
    kind: 'school',
    schoolType,
    ownership,
    sectionCode: null,
    units: null,
  })),
);

function cellsAsked(form: FormDefinition, unit: UnitTraits): number {
  const typed = expectedCells(form, unit).filter(({ element }) => element.calculated === undefined);
  return typed.length + registersOf(form).length;
}
