export { account } from './account.ts';
export { common } from './common.ts';
export { errors } from './errors.ts';
export { tasks } from './tasks.ts';
