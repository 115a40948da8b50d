import { runInProduct } from './run-in-product.mjs';

// Makes an account that watches over the platform.
await runInProduct('apps/api/src/bin/create-operator.ts');
