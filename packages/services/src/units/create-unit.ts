import { defineMutation } from '../use-case.ts';
import { addUnit } from './add-unit.ts';
import { unitInput } from './unit-input.ts';

export const createUnit = defineMutation({
  permission: 'unit.manage',
  input: unitInput,
  run: async (scope, unit) => ({ unitId: await addUnit(scope, unit) }),
});
