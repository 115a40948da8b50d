import { defineMutation } from '../../use-case.ts';
import { createTenantBelow, firstPasswords } from './create-tenant-below.ts';
import { tenantInput } from './tenant-input.ts';

export const createCity = defineMutation({
  permission: 'city.create',
  input: tenantInput,
  prepare: firstPasswords,
  run: (scope, input, passwords) => createTenantBelow(scope, input, ['platform'], passwords),
});
