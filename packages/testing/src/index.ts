export { createClock, type Clock } from './clock.ts';
export { createTestDatabase, type TestDatabase } from './database.ts';
export { addPeople, type NewPerson } from './world/people.ts';
export { addBureau, addCity, addUnits, type NewTenant } from './world/tenants.ts';
export { plainAnswers } from './world/fill.ts';
export { addBelow, addDistrict, addTop, issue, report, type District, type Office } from './world/hierarchy.ts';
export { createSmallWorld, type SmallWorld } from './world/small-world.ts';
export { reportYear, smallestPng, submitPlainly, type ReportedYear } from './world/report-year.ts';
