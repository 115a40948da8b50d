import { defineMutation } from '../../use-case.ts';
import { createTenantBelow } from './create-tenant-below.ts';
import { tenantInput } from './tenant-input.ts';

export const createBureau = defineMutation({
  permission: 'bureau.create',
  input: tenantInput,
  run: (scope, input) => createTenantBelow(scope, input, ['province', 'city']),
});
