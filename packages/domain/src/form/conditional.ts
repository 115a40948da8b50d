import type { DataElement, FormDefinition, Register } from './definition.ts';
import { placed, type Placed } from './definition-issue.ts';
import { placedElements, placedRegisters } from './placed-parts.ts';

/** What may stand under a condition: an element, a register, or a register's column, which has its row as well. */
export interface Conditional {
  /** Of a column `register.column`. */
  readonly code: string;
  readonly label: DataElement['label'];
  readonly when: string;
  readonly element: DataElement | null;
  /** Of a column, its register. */
  readonly within: Register | null;
}

export function placedConditions(form: FormDefinition): readonly Placed<Conditional>[] {
  const conditional = (
    { item, path }: Placed<DataElement | Register>,
    element: DataElement | null,
    within: Register | null,
  ): readonly Placed<Conditional>[] => {
    const { code, label, when } = item;
    if (when === undefined) return [];
    return [{ item: { code: within ? `${within.code}.${code}` : code, label, when, element, within }, path }];
  };
  return [
    ...placedElements(form).flatMap((one) => conditional(one, one.item, null)),
    ...placedRegisters(form).flatMap((register) => [
      ...conditional(register, null, null),
      ...placed(register.item.columns, [...register.path, 'columns']).flatMap((column) =>
        conditional(column, column.item, register.item),
      ),
    ]),
  ];
}

/**
 * What a condition waits for, of what it reads: whoever reads a register's rows reads what its columns are asked, and a
 * column waits for its register, and for those of its row that it reads.
 */
export function awaitedByCondition(
  { within }: Pick<Conditional, 'within'>,
  names: Iterable<string>,
  ownColumns: Iterable<string>,
  registers: ReadonlyMap<string, Register>,
): readonly string[] {
  return [
    ...[...names].flatMap((name) => [
      name,
      ...(registers.get(name)?.columns.map(({ code }) => `${name}.${code}`) ?? []),
    ]),
    ...(within ? [within.code, ...[...ownColumns].map((code) => `${within.code}.${code}`)] : []),
  ];
}
