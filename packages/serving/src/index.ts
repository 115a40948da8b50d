export { drainable } from './draining.ts';
export { answerProbe, succeeds, type Readiness } from './probes.ts';
export { stopOnSignals } from './stop-on-signals.ts';
