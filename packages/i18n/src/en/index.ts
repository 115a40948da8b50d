export * from './en-desk.ts';
export * from './en-everyday.ts';
