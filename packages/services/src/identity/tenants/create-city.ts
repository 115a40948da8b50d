import { defineMutation } from '../../use-case.ts';
import { createTenantBelow } from './create-tenant-below.ts';
import { tenantInput } from './tenant-input.ts';

export const createCity = defineMutation({
  permission: 'city.create',
  input: tenantInput,
  run: (scope, input) => createTenantBelow(scope, input, ['platform']),
});
