export { deedsOfReports } from './deeds-of-reports.ts';
export { deedsOfTerm } from './deeds-of-term.ts';
export { foundOffice } from './office-at-work.ts';
export { foundTerm } from './term-at-work.ts';
export { playRounds } from './play-rounds.ts';
export { faultsOfChain, faultsOfFacts, faultsOfReports, Unmoved } from './what-holds.ts';
