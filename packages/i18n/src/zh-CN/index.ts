export { account } from './account.ts';
export { collections } from './collections.ts';
export { common } from './common.ts';
export { errors } from './errors.ts';
export { review } from './review.ts';
export { rollup } from './rollup.ts';
export { tasks } from './tasks.ts';
