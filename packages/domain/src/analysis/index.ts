export * from './pivot-definition.ts';
export * from './slice-indicator.ts';
