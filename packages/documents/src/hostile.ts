/** Files that no reader may take, for who attacks a running product with them. */
export { hostileEvidence } from './evidence/hostile-evidence.ts';
export { listHostileWorkbooks } from './xlsx/hostile/hostile-workbooks.ts';
