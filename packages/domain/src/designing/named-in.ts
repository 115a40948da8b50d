import type { SensitiveRegister } from '../form/definition.ts';
import type { Localized } from '../localized.ts';
import type { NamedUnits } from '../programme/definition.ts';
import { inheritedIn, wantedCode } from './adding/index.ts';
import { FreeCodes } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';

/** What a form asks for by the code of something that the programme names elsewhere. */
export type NamedKind = 'section' | 'unitGroup' | 'sensitiveRegister';

interface Head {
  readonly sections?: readonly NamedUnits[];
  readonly unitGroups?: readonly NamedUnits[];
}

interface Registers {
  readonly sensitiveRegisters: readonly SensitiveRegister[];
}

/** Those that there are, with their names. */
export function namedIn(parts: DraftParts, kind: NamedKind): readonly NamedUnits[] {
  const head = parts.get('programme.json') as Head;
  switch (kind) {
    case 'section':
      return head.sections ?? [];
    case 'unitGroup':
      return head.unitGroups ?? [];
    case 'sensitiveRegister':
      return (parts.get('registers.json') as Registers).sensitiveRegisters;
  }
}

/** Who adds to a programme names sections and groups of its own; confidential registers are the programme's alone. */
export function canDeclare(parts: DraftParts, kind: NamedKind): boolean {
  return kind !== 'sensitiveRegister' || inheritedIn(parts) === null;
}

/**
 * One more of them, under a code of its own.
 *
 * @param category what the first category of a confidential register is called until somebody says
 */
export function declareNamed(
  parts: DraftParts,
  kind: NamedKind,
  label: Localized,
  category: string,
): { readonly code: string; readonly parts: DraftParts } {
  const known = namedIn(parts, kind);
  const wanted = wantedCode(parts, { section: 'section', unitGroup: 'group', sensitiveRegister: 'register' }[kind]);
  // Numbered from the first: a section of that very word may be a bureau's own.
  const code = new FreeCodes([...known.map((one) => one.code), wanted]).take(wanted);
  if (kind === 'sensitiveRegister') {
    const categories = [{ code: 'category', label: { zh: category, en: category } }];
    return {
      code,
      parts: new Map([['registers.json', { sensitiveRegisters: [...known, { code, label, categories }] }]]),
    };
  }
  const key = kind === 'section' ? 'sections' : 'unitGroups';
  const head = parts.get('programme.json') as Head;
  return { code, parts: new Map([['programme.json', { ...head, [key]: [...known, { code, label }] }]]) };
}
