import type { Localized } from '../localized.ts';
import type { DataElement, FormBlock, FormDefinition, ValidationRule } from './definition.ts';

/** The same in both languages. */
export const both = (text: string): Localized => ({ zh: text, en: text });

/** A number of the period, called by its code. */
export const sampleNumber = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: false,
  ...more,
});

export const sampleRule = (code: string, expression: string, more: Partial<ValidationRule> = {}): ValidationRule => ({
  code,
  severity: 'error',
  expression,
  message: both(code),
  elements: [],
  ...more,
});

/** A form of one section, asked of everybody. */
export const sampleForm = (
  code: string,
  blocks: readonly FormBlock[],
  rules: readonly ValidationRule[] = [],
): FormDefinition => ({
  code,
  number: both(code),
  title: both(code),
  shortTitle: both(code),
  instructions: both(code),
  appliesTo: {},
  sections: [{ code: 'main', title: both('main'), blocks }],
  rules,
});
