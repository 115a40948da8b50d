import { runInProduct } from './run-in-product.mjs';

// Makes a real city, without the demo.
await runInProduct('apps/api/src/bin/create-city.ts');
