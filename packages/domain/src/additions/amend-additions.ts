import type { FormDefinition } from '../form/definition.ts';
import { formRefusals } from '../package/amend-forms.ts';
import type { PackageRefusal } from '../package/refusal.ts';

/**
 * What the next issue of a year's additions may not do to the forms of the one before: as an amendment of a programme.
 * Its indicators are one for all at any time, whichever issue schools go by, so that their own rule is about what was
 * delivered and printed under them.
 */
export function amendedFormRefusals(
  before: readonly FormDefinition[],
  after: readonly FormDefinition[],
): readonly PackageRefusal[] {
  return formRefusals(before, after, 'additions.json');
}
