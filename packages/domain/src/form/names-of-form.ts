import type { TypeScope } from '../expression/check.ts';
import { elementsOf, registersOf, type DataElement, type Dimension, type FormDefinition } from './definition.ts';
import { codesReadOfOthers, typeOfOther, type NamesOfOthers } from './names-of-others.ts';
import { typeScopeOf } from './type-scope.ts';

/** What expressions and rules of a form may name, worked out once: a form has hundreds of them. */
export class NamesOfForm {
  readonly elements: ReadonlyMap<string, DataElement>;
  /** Elements, registers and their columns. */
  readonly codes: ReadonlySet<string>;
  readonly #form: FormDefinition;
  readonly #others: NamesOfOthers;
  readonly #read: ReadonlySet<string>;
  readonly #scopes = new Map<string, TypeScope>();
  /** Of this form alone. */
  readonly ownScope: TypeScope;

  constructor(form: FormDefinition, others: NamesOfOthers) {
    this.#form = form;
    this.#others = others;
    this.#read = codesReadOfOthers(form);
    this.ownScope = typeScopeOf(form, []);
    this.elements = new Map(elementsOf(form).map((element) => [element.code, element]));
    this.codes = new Set([
      ...this.elements.keys(),
      ...registersOf(form).flatMap((register) => [
        register.code,
        ...register.columns.map((column) => `${register.code}.${column.code}`),
      ]),
    ]);
  }

  scope(chosen: readonly Dimension[]): TypeScope {
    const codes = chosen.map(({ code }) => code);
    const known = this.#scopes.get(codes.join());
    if (known) return known;
    const scope = new Map(typeScopeOf(this.#form, codes));
    for (const code of this.#read) {
      const type = typeOfOther(this.#others, code, codes);
      if (type) scope.set(code, type);
    }
    this.#scopes.set(codes.join(), scope);
    return scope;
  }
}
