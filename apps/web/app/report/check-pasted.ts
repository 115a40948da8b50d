import {
  caseAttrsSchema,
  conditionSchema,
  figureAttrsSchema,
  ledgerItemAttrsSchema,
  quotationAttrsSchema,
  sentenceAttrsSchema,
} from '@huibao/domain';

const schemas = {
  figure: figureAttrsSchema,
  case: caseAttrsSchema,
  sentence: sentenceAttrsSchema,
  quotation: quotationAttrsSchema,
  ledgerItem: ledgerItemAttrsSchema,
  condition: conditionSchema,
} as const;

export type PastedKind = keyof typeof schemas;

export type CheckPasted = typeof checkPasted;

/** As the schema of prose has it; throws where it doesn't. */
export function checkPasted(kind: PastedKind, attributes: unknown): Record<string, unknown> {
  return schemas[kind].parse(attributes) as unknown as Record<string, unknown>;
}
