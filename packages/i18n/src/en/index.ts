export { common } from './common.ts';
export { errors } from './errors.ts';
