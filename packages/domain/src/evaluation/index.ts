export { expectedCells } from './compile-form.ts';
export { elementsMoved, operandsOfElement } from './cell-flow.ts';
export { evaluateForm } from './evaluate-form.ts';
export * from './evaluation.ts';
export { registerRows, registerState } from './register-rows.ts';
export type { RegisterState } from './register-rows.ts';
export { cellLabel } from './finding-message.ts';
