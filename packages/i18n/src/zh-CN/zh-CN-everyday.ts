// What every page may say, and all that a school's pages say.
export { account } from './account.ts';
export { common } from './frame.ts';
export { errors } from './errors.ts';
export { expressions } from './expressions.ts';
export { form } from './form.ts';
export { tasks } from './tasks.ts';
