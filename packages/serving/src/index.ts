export { drainable, type Draining } from './draining.ts';
export { stopOnSignals } from './stop-on-signals.ts';
