import {
  elementsOf,
  expectedCells,
  isWorkedOut,
  registersOf,
  type Cell,
  type DataElement,
  type FormDefinition,
  type Period,
  type UnitTraits,
} from '@huibao/domain';

/**
 * A complete, plain answer to a form: zero of everything, yes to every question, the first of every choice, no rows.
 * Tests change what they are about.
 */
export function plainAnswers(form: FormDefinition, unit: UnitTraits, period: Period): readonly Cell[] {
  const fields = expectedCells(form, unit)
    .filter(({ element }) => !isWorkedOut(element) && element.fromSensitiveRegister === undefined && element.required)
    .map(({ element, option }): Cell => ({
      code: element.code,
      key: option?.code ?? '',
      state: 'value',
      value: plainValue(element, period),
    }));
  const registers = registersOf(form).map((register): Cell => ({
    code: register.code,
    key: '',
    state: 'value',
    value: 'nothing',
  }));
  return elementsOf(form).length === 0 ? registers : [...fields, ...registers];
}

function plainValue(element: DataElement, period: Period): string {
  switch (element.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'money':
      return element.min ?? '0';
    case 'boolean':
      return 'true';
    case 'choice':
      return element.options?.[0]?.code ?? '';
    case 'date':
      return period.startsOn;
    case 'text':
    case 'narrative':
      return '无';
    case 'attachment':
      return '[]';
  }
}
