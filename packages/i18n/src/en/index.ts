import { deskErrors } from './desk-errors.ts';
import { errors as everydayErrors } from './errors.ts';

export * from './en-desk.ts';
export * from './en-everyday.ts';

export const errors = { ...everydayErrors, ...deskErrors };
