export { addToDistrict } from './add-to-district.ts';
export type { District } from './district.ts';
export { generateDistrict } from './generate-district.ts';
export { loadDistricts, type LoadedDistrict } from './load-districts.ts';
export { rollUpByHand, type HandFigure, type HandScope } from './roll-up-by-hand.ts';
export { localTypes } from './unit-on-a-day.ts';
