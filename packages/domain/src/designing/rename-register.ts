import { holdsElements, type DataElement, type FormBlock, type FormDefinition } from '../form/definition.ts';
import type { Programme } from '../programme/definition.ts';
import { formsOf } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';

interface Registers {
  readonly sensitiveRegisters: Programme['sensitiveRegisters'];
}

/** The parts that change where a confidential register is called otherwise: itself, and the forms that count from it. */
export function renameSensitiveRegister(parts: DraftParts, from: string, to: string): DraftParts {
  const { sensitiveRegisters } = parts.get('registers.json') as Registers;
  const renamed = sensitiveRegisters.map((register) => (register.code === from ? { ...register, code: to } : register));
  const forms = formsOf(parts).flatMap(([name, form]) => {
    const changed = countingFrom(form, from, to);
    return changed === form ? [] : [[name, changed] as const];
  });
  return new Map<string, unknown>([['registers.json', { sensitiveRegisters: renamed }], ...forms]);
}

function countingFrom(form: FormDefinition, from: string, to: string): FormDefinition {
  let isMeant = false;
  const element = (one: DataElement): DataElement => {
    if (one.fromSensitiveRegister !== from) return one;
    isMeant = true;
    return { ...one, fromSensitiveRegister: to };
  };
  const blocks = (list: readonly FormBlock[]): readonly FormBlock[] =>
    list.map((block) => (holdsElements(block) ? { ...block, elements: block.elements.map(element) } : block));
  const changed: FormDefinition = {
    ...form,
    sections: form.sections.map((section) => ({ ...section, blocks: blocks(section.blocks) })),
    ...(form.retired ? { retired: blocks(form.retired) } : {}),
  };
  return isMeant ? changed : form;
}
