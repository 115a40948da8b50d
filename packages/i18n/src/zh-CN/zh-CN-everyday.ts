// What every page may say, and those of schools and visitors say no more than this.
export { account } from './account.ts';
export { common } from './frame.ts';
export { compare } from './compare.ts';
export { errors } from './errors.ts';
export { expressions } from './expressions.ts';
export { figures } from './figures.ts';
export { form } from './form.ts';
export { origin } from './origin.ts';
export { published } from './published.ts';
export { rollup } from './rollup.ts';
export { tasks } from './tasks.ts';
