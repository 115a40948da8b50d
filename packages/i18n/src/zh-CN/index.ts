import { deskErrors } from './desk-errors.ts';
import { errors as everydayErrors } from './errors.ts';

export * from './zh-CN-desk.ts';
export * from './zh-CN-everyday.ts';

export const errors = { ...everydayErrors, ...deskErrors };
